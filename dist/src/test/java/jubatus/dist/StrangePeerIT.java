package jubatus.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import jubatus.dist.StrangePeer.Speech;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A peer that talks nonsense, or a gibibyte of it to masters whose whole heap is a quarter of that: it is left out of the mix, which
 * loses nothing of the others, and nobody runs out of memory.
 */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StrangePeerIT {
    private static final long SEED = new Random().nextLong();

    private final Random random = new Random(SEED);
    private RunningCluster cluster;
    private Lessons lessons;

    @BeforeAll
    void startTwo(@TempDir Path folder) throws Exception {
        cluster = RunningCluster.start(
                Suite.built(), folder, 0, "--interval_count=0", "--interval_sec=0", "--interconnect_timeout=2");
        cluster.startServersBy("/usr/bin/env", "JUBATUS_JAVA_OPTS=-Xmx256m");
        for (int i = 0; i < 2; i++) {
            cluster.startServer(ServerProcessIT.freePort());
        }
        cluster.awaitActives(cluster.ports());
        lessons = new Lessons(cluster);
    }

    @AfterAll
    void stopAll() {
        cluster.close();
    }

    @Test
    void mix_besideAPeerThatTalksGarbage_losesNothing() throws Exception {
        assertMixedBeside(StrangePeer.garbage(random));
    }

    @Test
    void mix_besideAPeerWhoseDiffIsGarbage_losesNothing() throws Exception {
        assertMixedBeside(StrangePeer.garbageInAnAnswer(random));
    }

    @Test
    void mix_besideAPeerThatOnlyAnnouncesAGibibyte_losesNothing() throws Exception {
        assertMixedBeside(StrangePeer::gibibyteThatNeverComes);
    }

    @Test
    void mix_besideAPeerThatSendsAGibibyte_losesNothing() throws Exception {
        assertMixedBeside(StrangePeer::gibibyte);
    }

    @Test
    void start_besideAPeerWhoseModelIsAGibibyte_getsTheModelOfTheOthers() throws Exception {
        lessons.teachEach();
        lessons.assertKnownEverywhere();
        int newcomer = ServerProcessIT.freePort();
        try (var peer = new StrangePeer(cluster, StrangePeer::gibibyte)) {
            assertThat(peer.isRegistered()).isTrue();
            cluster.startServer(newcomer);
            cluster.awaitActive(newcomer);
        }
        lessons.assertKnownEverywhere();
    }

    private void assertMixedBeside(Speech speech) throws Exception {
        List<Integer> ports = cluster.ports();
        lessons.teachEach();
        try (var peer = new StrangePeer(cluster, speech)) {
            assertThat(peer.isRegistered()).isTrue();
            for (int port : ports) {
                lessons.mix(port);
            }
        }
        lessons.assertKnownEverywhere();
        for (int port : ports) {
            assertThat(cluster.server(port).program().printed())
                    .as("seed %d", SEED)
                    .doesNotContain("OutOfMemoryError");
        }
    }
}
