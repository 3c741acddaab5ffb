package jubatus.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import jubatus.common.client.ClassifierClient;
import jubatus.dist.CountedTraining.OnFailure;
import jubatus.dist.Processes.Running;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** With a journal, a kill of processes loses nothing that was acknowledged, and counts nothing twice. */
@Timeout(300)
class JournalIT {
    private static final int CLIENTS = 4;

    private final Suite suite = Suite.built();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"always", "interval", "never"})
    void kill_aStandaloneServerUnderLoad_knowsAllWhenItIsBack(String sync) throws Exception {
        try (var processes = new Processes(suite, folder)) {
            int port = ServerProcessIT.freePort();
            for (int life = 0; life < 2; life++) {
                Running server = serve(processes, port, "life" + life, sync);
                try (var training = CountedTraining.start(CLIENTS, () -> connect(port), OnFailure.STOP)) {
                    training.awaitMore(300);
                    processes.kill(server);
                    training.join();

                    Running back = serve(processes, port, "back" + life, sync);
                    try (ClassifierClient client = connect(port)) {
                        training.assertKnown(client.getLabels(), "the server");
                        client.clear();
                    }
                    assertThat(back.program().printed()).contains("journal replayed");
                    assertThat(processes.stop(back).status()).isZero();
                }
            }
        }
    }

    @Test
    void start_onAnothersJournal_saysWhyNot() throws Exception {
        try (var processes = new Processes(suite, folder)) {
            int port = ServerProcessIT.freePort();
            serve(processes, port, "first", "interval");

            var second = processes.run(
                    "jubaclassifier",
                    "--configpath=" + suite.home().resolve("conf/shogun.json"),
                    "--rpc-port=" + ServerProcessIT.freePort(),
                    "--journal=" + folder.resolve("journal"));

            assertThat(second.status()).isEqualTo(1);
            assertThat(second.stderr()).contains("is used by another process");
        }
    }

    /** As often as {@code -Drepetitions} says, once if it does not. */
    static IntStream repetitions() {
        return IntStream.rangeClosed(1, Integer.getInteger("repetitions", 1));
    }

    @ParameterizedTest
    @MethodSource("repetitions")
    void kill_oneOfThreeUnderLoad_losesAndDoublesNothing(int repetition) throws Exception {
        try (var cluster = start()) {
            var training = CountedTraining.start(CLIENTS, cluster::client, OnFailure.GO_ON);
            try (training) {
                int victim = cluster.ports().get(1);
                training.awaitMore(300);

                cluster.kill(victim);
                training.awaitMore(300);
                cluster.startServer(victim);
                cluster.awaitActives(cluster.ports());
                training.awaitMore(300);
            }

            assertThat(training.failed()).isLessThanOrEqualTo(CLIENTS);
            CountedTraining.assertKnownEverywhere(cluster, training);
        }
    }

    @ParameterizedTest
    @MethodSource("repetitions")
    void kill_allOfThreeAtOnceUnderLoad_losesAndDoublesNothing(int repetition) throws Exception {
        try (var cluster = start()) {
            var training = CountedTraining.start(CLIENTS, cluster::client, OnFailure.STOP);
            try (training) {
                training.awaitMore(1000);
                List<Integer> ports = cluster.ports();
                for (int port : ports) {
                    cluster.kill(port);
                }
                training.join();
                for (int port : ports) {
                    cluster.startServer(port);
                }
                cluster.awaitActives(cluster.ports());
            }

            CountedTraining.assertKnownEverywhere(cluster, training);
        }
    }

    private RunningCluster start() throws Exception {
        return RunningCluster.start(
                suite,
                folder,
                3,
                "--interval_count=200",
                "--interval_sec=1",
                "--journal=" + folder.resolve("journal" + RunningCluster.PORT));
    }

    private Running serve(Processes processes, int port, String name, String sync) throws Exception {
        return processes.serve(
                name,
                "RPC server startup",
                "jubaclassifier",
                "--configpath=" + suite.home().resolve("conf/shogun.json"),
                "--listen_addr=127.0.0.1",
                "--rpc-port=" + port,
                "--journal=" + folder.resolve("journal"),
                "--journal_sync=" + sync);
    }

    private static ClassifierClient connect(int port) {
        return ClassifierClient.connect("127.0.0.1", port, "");
    }
}
