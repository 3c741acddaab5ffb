package jubatus.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Random;
import jubatus.dist.CountedTraining.OnFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Servers that come and go while clients teach through the proxy. */
@Timeout(300)
class RestartIT {
    private static final int CLIENTS = 4;
    private static final int KILLS = 6;

    private final Suite suite = Suite.built();

    @TempDir
    private Path folder;

    /** Without a journal: who is told to stop hands over what it knows. */
    @Test
    void stop_eachServerInItsTurnUnderLoad_failsNoCallAndLosesNothing() throws Exception {
        try (var cluster = RunningCluster.start(suite, folder, 3, "--interval_count=200", "--interval_sec=1")) {
            var training = CountedTraining.start(CLIENTS, cluster::client, OnFailure.GO_ON);
            try (training) {
                for (int port : cluster.ports()) {
                    training.awaitMore(200);
                    assertThat(cluster.stop(port).status()).isZero();
                    training.awaitMore(200);
                    cluster.startServer(port);
                    cluster.awaitActives(cluster.ports());
                }
            }

            assertThat(training.failed()).isZero();
            CountedTraining.assertKnownEverywhere(cluster, training);
        }
    }

    /** With a journal: a server is killed wherever it stands on its way back. */
    @Test
    void kill_serversAgainAndAgainUnderLoad_losesNothing() throws Exception {
        long seed = new Random().nextLong();
        var random = new Random(seed);
        try (var cluster = RunningCluster.start(
                suite,
                folder,
                3,
                "--interval_count=200",
                "--interval_sec=1",
                "--interconnect_timeout=2",
                "--journal=" + folder.resolve("journal" + RunningCluster.PORT))) {
            var training = CountedTraining.start(CLIENTS, cluster::client, OnFailure.GO_ON);
            try (training) {
                for (int i = 0; i < KILLS; i++) {
                    int port = cluster.ports().get(random.nextInt(3));
                    training.awaitMore(random.nextInt(200));
                    cluster.kill(port);
                    training.awaitMore(random.nextInt(20));
                    cluster.startServer(port);
                }
                cluster.awaitActives(cluster.ports());
            }

            assertThat(training.failed()).as("seed %d", seed).isLessThanOrEqualTo((long) KILLS * CLIENTS);
            CountedTraining.assertKnownEverywhere(cluster, training);
        }
    }
}
