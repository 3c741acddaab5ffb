package jubatus.dist;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import jubatus.common.client.ClassifierClient;
import jubatus.common.client.ClientOptions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server that is stopped by SIGSTOP in the middle of a mix, for longer than its session lives, and goes on as if nothing had happened:
 * nothing is lost and nothing counts twice, though a frozen master awakes with a put that has been overtaken.
 */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FrozenMemberIT {
    private RunningCluster cluster;
    private Lessons lessons;
    private ScriptedMember witness;
    private int master;
    private int member;

    @BeforeAll
    void startThree(@TempDir Path folder) throws Exception {
        cluster = RunningCluster.start(
                Suite.built(), folder, 3, "--interval_count=0", "--interval_sec=0", "--interconnect_timeout=2");
        lessons = new Lessons(cluster);
        master = cluster.ports().get(0);
        member = cluster.ports().get(1);
    }

    @AfterAll
    void stopAll() {
        cluster.close();
    }

    @BeforeEach
    void teachAll() {
        lessons.teachEach();
        witness = new ScriptedMember();
        witness.enter(cluster);
    }

    @AfterEach
    void leave() {
        witness.close();
    }

    @Test
    void stop_theMasterAfterGetDiff_losesNothing() throws Exception {
        witness.atGetDiff(() -> cluster.signal(master, "STOP"));

        assertNothingLostBy(master);
    }

    @Test
    void stop_theMasterBetweenPutDiffs_losesNothing() throws Exception {
        witness.atPutDiff(() -> cluster.signal(master, "STOP"));

        assertNothingLostBy(master);
    }

    @Test
    void stop_aMemberBeforeItIsPut_losesNothing() throws Exception {
        witness.atGetDiff(() -> cluster.signal(member, "STOP"));

        assertNothingLostBy(member);
    }

    /** The others mix without the frozen one and learn on; when it goes on it does what it was about to do. */
    private void assertNothingLostBy(int frozen) throws Exception {
        CompletableFuture<Boolean> mixed = CompletableFuture.supplyAsync(this::mixAsMaster);
        try {
            cluster.awaitFrozen(frozen);
            cluster.awaitGone(frozen);
            int another = cluster.ports().get(2);
            lessons.mix(another);
            lessons.teach(another, 7);
        } finally {
            cluster.signal(frozen, "CONT");
        }
        mixed.join();
        witness.close();
        cluster.awaitActives(cluster.ports());
        lessons.assertKnownEverywhere();
    }

    /** Its answer may be either: it tells nothing of what the others have meanwhile. */
    private boolean mixAsMaster() {
        var patient = ClientOptions.DEFAULT.withTimeout(Duration.ofSeconds(60));
        try (ClassifierClient client = cluster.clientOf(master, patient)) {
            return client.doMix();
        }
    }
}
