package jubatus.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import jubatus.common.client.ClassifierClient;
import jubatus.common.cluster.Coordinator;
import jubatus.common.rpc.RpcClient;
import jubatus.core.JubatusException;
import jubatus.core.mix.Tail;
import jubatus.core.msgpack.MessageReader;
import jubatus.core.msgpack.MessageWriter;
import jubatus.dist.ScriptedMember.Event;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * kill -9 at each stage of a mix, with the journal on: nothing is lost and nothing counts twice, neither while the dead are away nor
 * when they are back. The stages are told by a member that takes no part, at the master's calls to it.
 */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MixKilledIT {
    private RunningCluster cluster;
    private Lessons lessons;
    private ScriptedMember witness;
    private Forwarder detour;
    private int master;
    private int member;
    private int other;

    @BeforeAll
    void startThree(@TempDir Path folder) throws Exception {
        cluster = RunningCluster.start(
                Suite.built(),
                folder,
                3,
                "--interval_count=0",
                "--interval_sec=0",
                "--interconnect_timeout=2",
                "--journal=" + folder.resolve("journal" + RunningCluster.PORT));
        lessons = new Lessons(cluster);
        master = cluster.ports().get(0);
        member = cluster.ports().get(1);
        other = cluster.ports().get(2);
        detour = Forwarder.to(cluster.zooKeeperPort());
    }

    @AfterAll
    void stopAll() throws Exception {
        detour.close();
        cluster.close();
    }

    @BeforeEach
    void teachAll() {
        lessons.teachEach();
        witness = new ScriptedMember();
    }

    @Test
    void kill_theMasterBeforeGetDiff_losesNothing() throws Exception {
        // Given a master that has the lock, and does not know it yet
        cluster.stop(master);
        cluster.reachZooKeeperBy(master, detour.address());
        cluster.startServer(master);
        cluster.awaitActives(cluster.ports());
        detour.holdAnswersAfter("wlock_");
        CompletableFuture<Boolean> mixed = beginMix();
        try (Coordinator coordinator = cluster.coordinator()) {
            await().until(() ->
                    !coordinator.children(RunningCluster.NAME.masterLock()).isEmpty());
        }

        // When
        cluster.kill(master);

        // Then
        assertThat(mixed).failsWithin(Duration.ofSeconds(10));
        lessons.mix(member);
        detour.mend();
        assertNothingLost(master);
    }

    @Test
    void kill_theMasterAfterGetDiff_losesNothing() throws Exception {
        witness.atGetDiff(killing(master));
        mixKilling(master);

        assertNothingLost(master);
    }

    @Test
    void kill_theMasterAfterGetDiff_othersMixWithoutIt() throws Exception {
        witness.atGetDiff(killing(master));
        mixKilling(master);

        lessons.mix(member);
        lessons.teachEach();
        assertNothingLost(master);
    }

    @Test
    void kill_theMasterBetweenPutDiffs_losesNothing() throws Exception {
        witness.atPutDiff(killing(master));
        mixKilling(master);

        lessons.mix(other);
        lessons.teachEach();
        assertNothingLost(master);
    }

    @Test
    void kill_aMemberAfterItsHandOut_losesNothing() throws Exception {
        witness.atGetDiff(afterItsHandOut(member, killing(member)));
        assertThat(mixKilling(member)).contains(true);

        lessons.teachEach();
        assertNothingLost(member);
    }

    @Test
    void kill_aMemberWhileItIsPut_losesNothing() throws Exception {
        witness.atPutDiff(killing(member));
        mixKilling(member);

        lessons.teachEach();
        assertNothingLost(member);
    }

    @Test
    void kill_aMemberBeforeThePutAndTheMasterAtIt_losesNothing() throws Exception {
        witness.atGetDiff(afterItsHandOut(member, killing(member)));
        witness.atPutDiff(killing(master));
        mixKilling(member, master);

        lessons.teachEach();
        assertNothingLost(member, master);
    }

    @Test
    void kill_allAtThePut_losesNothing() throws Exception {
        witness.atPutDiff(() -> {
            cluster.kill(other);
            cluster.kill(master);
            cluster.kill(member);
        });
        mixKilling(other, master, member);

        assertNothingLost(other, member, master);
    }

    private Event killing(int port) {
        return () -> cluster.kill(port);
    }

    /** The master has asked the server before the witness, so a question of the witness is answered after that of the master. */
    private Event afterItsHandOut(int port, Event event) {
        return () -> {
            try (var client = new RpcClient(new RpcClient.Options("127.0.0.1", port, Duration.ofSeconds(5), 1 << 20))) {
                client.call("get_diff", MixKilledIT::writeQuestion, MessageReader::readInner);
            }
            event.happen();
        };
    }

    private static void writeQuestion(MessageWriter params) {
        params.array(2);
        params.integer(0);
        Tail.writeQuestion(params);
    }

    /** Mixes beside the witness, which the master may not survive; the answer is empty then. */
    private Optional<Boolean> mixKilling(Integer... victims) {
        witness.enter(cluster);
        try {
            Optional<Boolean> mixed = mix();
            await().untilAsserted(() -> assertThat(cluster.ports()).doesNotContain(victims));
            return mixed;
        } finally {
            witness.close();
        }
    }

    private Optional<Boolean> mix() {
        try {
            return Optional.of(beginMix().join());
        } catch (CompletionException e) {
            assertThat(e).hasCauseInstanceOf(JubatusException.class);
            return Optional.empty();
        }
    }

    private CompletableFuture<Boolean> beginMix() {
        return CompletableFuture.supplyAsync(() -> {
            try (ClassifierClient client = cluster.clientOf(master)) {
                return client.doMix();
            }
        });
    }

    private void assertNothingLost(Integer... dead) throws Exception {
        for (int port : dead) {
            cluster.startServer(port);
        }
        cluster.awaitActives(cluster.ports());
        lessons.assertKnownEverywhere();
    }
}
