package jubatus.common.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** ZooKeeper goes away and comes back, with the session, without it, and without anything. */
@Timeout(120)
class ZooKeeperGoneIT {
    private static final byte[] CONFIG = "{\"method\": \"AROW\"}".getBytes(StandardCharsets.UTF_8);
    private static final ClusterName SHOP = new ClusterName("classifier", "shop");
    private static final Node SELF = new Node("127.0.0.1", 9199);
    private static final Duration SHORT_SESSION = Duration.ofSeconds(1);

    private final AtomicInteger removed = new AtomicInteger();
    private final AtomicInteger rejoined = new AtomicInteger();
    private ZooKeeperServer zooKeeper;
    private Coordinator coordinator;
    private ServerMembership membership;

    @BeforeEach
    void start() throws Exception {
        zooKeeper = ZooKeeperServer.start();
    }

    @AfterEach
    void stop() throws Exception {
        membership.close();
        coordinator.close();
        zooKeeper.close();
    }

    @Test
    void shortBreak_sessionLives_nothingChanges() throws Exception {
        // Given
        join(ZooKeeperServer.SESSION);
        long session = coordinator.session();

        // When
        zooKeeper.stop();
        awaitLostConnection();
        zooKeeper.restart();
        await().atMost(Duration.ofSeconds(20)).until(coordinator::isConnected);

        // Then
        assertThat(coordinator.session()).isEqualTo(session);
        assertComplete();
        assertThat(rejoined).hasValue(0);
    }

    @Test
    void longBreak_sessionIsLost_treeIsCompleteAgain() throws Exception {
        // Given
        join(SHORT_SESSION);

        // When
        zooKeeper.stop();
        await().atMost(Duration.ofSeconds(20)).until(() -> coordinator.session() == 0);
        zooKeeper.restart();

        // Then
        awaitComplete();
        assertThat(rejoined).hasValue(1);
    }

    @Test
    void zooKeeperIsReplacedByAnEmptyOne_treeAndConfigAreCompleteAgain() throws Exception {
        // Given
        join(ZooKeeperServer.SESSION);
        long session = coordinator.session();

        // When
        zooKeeper.restartEmpty();

        // Then
        await().atMost(Duration.ofSeconds(20))
                .until(() -> coordinator.session() != session && coordinator.session() != 0);
        awaitComplete();
        assertThat(rejoined).hasValue(1);
    }

    @Test
    void repeat_connectionBreaksMeanwhile_isDoneOverTheNextOne() throws Exception {
        join(ZooKeeperServer.SESSION);
        var tries = new AtomicInteger();

        byte[] read = coordinator.repeat("failed to read from ZooKeeper node", SHOP.config(), keeper -> {
            boolean isFirst = tries.incrementAndGet() == 1;
            if (isFirst) {
                assertThatCode(zooKeeper::stop).doesNotThrowAnyException();
            }
            try {
                return keeper.getData(SHOP.config(), false, null);
            } finally {
                if (isFirst) {
                    assertThatCode(zooKeeper::restart).doesNotThrowAnyException();
                }
            }
        });

        assertThat(read).isEqualTo(CONFIG);
        assertThat(tries).hasValueGreaterThan(1);
    }

    @Test
    void close_zooKeeperIsGone_doesNotWaitForIt() throws Exception {
        join(ZooKeeperServer.SESSION);
        zooKeeper.stop();
        awaitLostConnection();

        long begin = System.nanoTime();
        membership.close();
        coordinator.close();

        // An upper bound with room for a busy machine: each of the calls that must not be made would take 10 s.
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(9));
        zooKeeper.restart();
    }

    private void join(Duration session) {
        coordinator = Coordinator.connect(zooKeeper.hosts(), session);
        membership = new ServerMembership(coordinator, SHOP, SELF);
        membership.onRemoved(removed::incrementAndGet);
        membership.onRejoined(rejoined::incrementAndGet);
        ClusterTree.prepareCluster(coordinator, SHOP);
        new ConfigStore(coordinator).write(SHOP, CONFIG);
        membership.lockConfig();
        membership.readConfig();
        membership.join();
        membership.activate();
    }

    private void awaitLostConnection() {
        await().until(() -> !coordinator.isConnected());
    }

    private void awaitComplete() {
        await().atMost(Duration.ofSeconds(20)).ignoreExceptions().untilAsserted(this::assertComplete);
        assertThat(removed).hasValue(0);
    }

    private void assertComplete() throws Exception {
        assertThat(zooKeeper.data(SHOP.config())).isEqualTo(CONFIG);
        assertThat(zooKeeper.children(SHOP.root())).containsExactly("actives", "config_lock", "master_lock", "nodes");
        assertThat(zooKeeper.stat(SHOP.nodes() + "/" + SELF).getEphemeralOwner())
                .isEqualTo(coordinator.session());
        assertThat(zooKeeper.stat(SHOP.actives() + "/" + SELF).getEphemeralOwner())
                .isEqualTo(coordinator.session());
        assertThat(zooKeeper.children(SHOP.configLock())).hasSize(1);
    }
}
