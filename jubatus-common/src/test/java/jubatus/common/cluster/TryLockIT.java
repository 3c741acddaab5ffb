package jubatus.common.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import jubatus.core.JubatusException;
import org.apache.zookeeper.CreateMode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TryLockIT {
    private static final String LOCK = "/lock";
    private static final Duration LONG = Duration.ofMinutes(1);

    private static ZooKeeperServer zooKeeper;
    private Coordinator coordinator;

    @BeforeAll
    static void startZooKeeper() throws Exception {
        zooKeeper = ZooKeeperServer.start();
    }

    @AfterAll
    static void stopZooKeeper() throws Exception {
        zooKeeper.close();
    }

    @BeforeEach
    void connect() {
        coordinator = zooKeeper.connect();
        coordinator.ensure(LOCK);
    }

    @AfterEach
    void disconnect() throws Exception {
        coordinator.close();
        for (String child : zooKeeper.children(LOCK)) {
            zooKeeper.delete(LOCK + "/" + child);
        }
        zooKeeper.delete(LOCK);
    }

    @Test
    void tryWrite_freeLock_isHeldByASequentialEphemeralChildWithoutData() throws Exception {
        Held held = TryLock.tryWrite(coordinator, LOCK).orElseThrow();

        assertThat(held.isHeld()).isTrue();
        assertThat(zooKeeper.children(LOCK)).containsExactly("wlock_0000000000");
        assertThat(zooKeeper.stat(LOCK + "/wlock_0000000000").getEphemeralOwner())
                .isEqualTo(coordinator.session());
        assertThat(zooKeeper.data(LOCK + "/wlock_0000000000")).isEmpty();
    }

    @Test
    void tryRead_freeLock_isHeldByAChildOfTheOtherKind() throws Exception {
        assertThat(TryLock.tryRead(coordinator, LOCK)).isPresent();

        assertThat(zooKeeper.children(LOCK)).containsExactly("rlock_0000000000");
    }

    @Test
    void tryWrite_anybodyIsBefore_failsAndLeavesNothing() throws Exception {
        for (String prefix : new String[] {"/rlock_", "/wlock_"}) {
            // Given
            String before = zooKeeper.create(LOCK + prefix, CreateMode.EPHEMERAL_SEQUENTIAL);

            // When
            Optional<Held> held = TryLock.tryWrite(coordinator, LOCK);

            // Then
            assertThat(held).isEmpty();
            assertThat(zooKeeper.children(LOCK)).hasSize(1);
            zooKeeper.delete(before);
        }
    }

    @Test
    void tryRead_aReaderIsBefore_succeeds() throws Exception {
        zooKeeper.create(LOCK + "/rlock_", CreateMode.EPHEMERAL_SEQUENTIAL);

        assertThat(TryLock.tryRead(coordinator, LOCK)).isPresent();
    }

    @Test
    void tryRead_aWriterIsBefore_failsAndLeavesNothing() throws Exception {
        zooKeeper.create(LOCK + "/wlock_", CreateMode.EPHEMERAL_SEQUENTIAL);

        assertThat(TryLock.tryRead(coordinator, LOCK)).isEmpty();
        assertThat(zooKeeper.children(LOCK)).containsExactly("wlock_0000000000");
    }

    @Test
    void tryWrite_childrenThatAreNoLocks_areNotInTheWay() throws Exception {
        zooKeeper.create(LOCK + "/x", CreateMode.EPHEMERAL);

        assertThat(TryLock.tryWrite(coordinator, LOCK)).isPresent();
    }

    @Test
    void sequence_ofLaterHolders_isHigher() {
        Held first = TryLock.tryWrite(coordinator, LOCK).orElseThrow();
        first.close();
        Held second = TryLock.tryWrite(coordinator, LOCK).orElseThrow();

        assertThat(first.sequence()).isZero();
        assertThat(second.sequence()).isEqualTo(1);
    }

    @Test
    void close_ofAHeldLock_letsTheNextOneIn() throws Exception {
        Held held = TryLock.tryWrite(coordinator, LOCK).orElseThrow();

        held.close();

        assertThat(held.isHeld()).isFalse();
        assertThat(zooKeeper.children(LOCK)).isEmpty();
    }

    @Test
    void tryWrite_noSuchLock_saysWhichNodeIsMissing() {
        assertThatThrownBy(() -> TryLock.tryWrite(coordinator, "/nowhere"))
                .isInstanceOf(JubatusException.class)
                .hasMessage("failed to create ZooKeeper sequential node: /nowhere/wlock_: no node (-101)");
    }

    @Test
    void awaitWrite_freeLock_isHeldAtOnce() throws Exception {
        assertThat(await(TryLock.awaitWrite(coordinator, LOCK, LONG)).isHeld()).isTrue();
    }

    @Test
    void awaitWrite_lockComesFree_isHeldThen() throws Exception {
        // Given
        String before = zooKeeper.create(LOCK + "/wlock_", CreateMode.EPHEMERAL_SEQUENTIAL);
        CompletableFuture<Held> waiting = TryLock.awaitWrite(coordinator, LOCK, LONG);
        assertThat(waiting).isNotDone();

        // When
        zooKeeper.delete(before);

        // Then
        assertThat(await(waiting).isHeld()).isTrue();
    }

    @Test
    void awaitWrite_whileItWaits_doesNotTouchTheLock() throws Exception {
        // Given
        zooKeeper.create(LOCK + "/wlock_", CreateMode.EPHEMERAL_SEQUENTIAL);

        // When
        CompletableFuture<Held> waiting = TryLock.awaitWrite(coordinator, LOCK, Duration.ofMillis(200));

        // Then
        assertThatThrownBy(() -> await(waiting))
                .hasMessageContaining("the lock /lock did not become free within 200 ms: held by wlock_0000000000");
        assertThat(zooKeeper.stat(LOCK).getCversion()).isEqualTo(1);
    }

    @Test
    void awaitWrite_cancelled_leavesTheLockToOthers() throws Exception {
        // Given
        String before = zooKeeper.create(LOCK + "/rlock_", CreateMode.EPHEMERAL_SEQUENTIAL);
        CompletableFuture<Held> first = TryLock.awaitWrite(coordinator, LOCK, LONG);
        CompletableFuture<Held> second = TryLock.awaitWrite(coordinator, LOCK, LONG);

        // When
        first.cancel(false);
        zooKeeper.delete(before);

        // Then
        assertThat(await(second).isHeld()).isTrue();
        assertThat(zooKeeper.children(LOCK)).hasSize(1);
    }

    @Test
    void awaitWrite_manyWait_areServedOneAfterTheOther() throws Exception {
        // Given
        CompletableFuture<?>[] all = new CompletableFuture<?>[20];
        var served = new AtomicInteger();

        // When
        for (int i = 0; i < all.length; i++) {
            all[i] = TryLock.awaitWrite(coordinator, LOCK, LONG).thenAcceptAsync(held -> {
                assertThat(TryLock.tryWrite(coordinator, LOCK)).isEmpty();
                served.incrementAndGet();
                held.close();
            });
        }

        // Then
        await(CompletableFuture.allOf(all));
        assertThat(served).hasValue(all.length);
    }

    @Test
    void awaitRead_aReaderIsBefore_isHeldAtOnce() throws Exception {
        zooKeeper.create(LOCK + "/rlock_", CreateMode.EPHEMERAL_SEQUENTIAL);

        assertThat(await(TryLock.awaitRead(coordinator, LOCK, LONG)).isHeld()).isTrue();
    }

    private static <T> T await(CompletableFuture<T> future) throws Exception {
        return future.get(30, TimeUnit.SECONDS);
    }
}
