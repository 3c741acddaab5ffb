package jubatus.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import jubatus.common.client.ClassifierClient;
import jubatus.common.client.ClientOptions;
import jubatus.common.cluster.ClusterName;
import jubatus.common.cluster.Coordinator;
import jubatus.common.cluster.Node;
import jubatus.dist.CountedTraining.OnFailure;
import jubatus.dist.Program.Outcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Servers that a visor runs are taken out of use and restarted while clients teach through a proxy: nobody notices. */
@Timeout(240)
class RollingRestartIT {
    /** An address of this test alone, so that its ports are free. */
    private static final String ADDRESS = "127.0.0.31";

    private static final ClusterName SHOGUN = new ClusterName("classifier", "shogun");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Suite suite = Suite.built();
    private final int zooKeeperPort = ServerProcessIT.freePort();
    private final int proxyPort = ServerProcessIT.freePort();

    @TempDir
    private Path folder;

    private Processes processes;
    private Coordinator coordinator;

    RollingRestartIT() throws IOException {}

    @BeforeEach
    void startClusterOfThree() throws Exception {
        processes = new Processes(suite, folder);
        processes.serve(
                "zookeeper", "ZooKeeper listens", "jubatus-zookeeper", "--port=" + zooKeeperPort, "--data=" + folder);
        coordinator = Coordinator.connect(zooKeeper(), PATIENCE);
        String config = suite.home().resolve("conf/shogun.json").toString();
        assertThat(processes.run(
                        "jubaconfig",
                        "-c",
                        "write",
                        "-t",
                        "classifier",
                        "-n",
                        "shogun",
                        "-f",
                        config,
                        "-z",
                        zooKeeper()))
                .isEqualTo(new Outcome(0, "", ""));
        processes.serve(
                "visor",
                "RPC server startup",
                "jubavisor",
                "--zookeeper=" + zooKeeper(),
                "--listen_addr=" + ADDRESS,
                "--logdir=" + folder,
                "--rpc-port=9198");
        processes.serve(
                "proxy",
                "RPC server startup",
                "jubaclassifier_proxy",
                "--zookeeper=" + zooKeeper(),
                "--rpc-port=" + proxyPort);
        assertThat(jubactl("start", "--num=3", "--datadir=" + folder).status()).isZero();
        await().atMost(PATIENCE).until(() -> actives().size() == 3);
    }

    @AfterEach
    void stopAll() {
        coordinator.close();
        processes.close();
    }

    @Test
    void shouldLoseNothingAndFailNoCallWhileServersAreDrainedAndRestarted() throws Exception {
        List<String> servers = actives();
        List<String> pids = pids(servers);
        CountedTraining training = CountedTraining.start(4, this::client, OnFailure.GO_ON);
        try (training) {
            training.awaitMore(100);
            assertThat(jubactl("drain", servers.get(1)))
                    .isEqualTo(new Outcome(0, " sending drain / shogun to " + servers.get(1) + "...ok.\n", ""));
            assertThat(actives()).containsExactly(servers.get(0), servers.get(2));
            training.awaitMore(100);
            assertThat(jubactl("undrain", servers.get(1)).status()).isZero();

            Outcome restarted = jubactl("restart");

            assertThat(restarted.status()).as(restarted.toString()).isZero();
            assertThat(restarted.stdout().lines()).hasSize(3);
            training.awaitMore(100);
        }
        assertThat(training.failures()).isEmpty();
        assertThat(actives()).isEqualTo(servers);
        assertThat(pids(servers)).doesNotContainAnyElementsOf(pids);
        assertThat(jubactl("mix").status()).isZero();
        for (String server : servers) {
            try (ClassifierClient client = clientOf(server)) {
                training.assertKnown(client.getLabels(), server);
            }
        }
    }

    private List<String> actives() {
        return coordinator.children(SHOGUN.actives());
    }

    private static List<String> pids(List<String> servers) {
        return servers.stream()
                .map(server -> {
                    try (ClassifierClient client = clientOf(server)) {
                        return client.getStatus().get(server).get("pid");
                    }
                })
                .toList();
    }

    private ClassifierClient client() {
        return ClassifierClient.connect("127.0.0.1", proxyPort, SHOGUN.name());
    }

    private static ClassifierClient clientOf(String server) {
        Node node = Node.parse(server);
        return ClassifierClient.connect(
                node.host(), node.port(), SHOGUN.name(), ClientOptions.DEFAULT.withTimeout(PATIENCE));
    }

    private String zooKeeper() {
        return "127.0.0.1:" + zooKeeperPort;
    }

    private Outcome jubactl(String command, String... more) throws Exception {
        List<String> all = new ArrayList<>(List.of("-c", command, "-s", "jubaclassifier", "-t", "classifier"));
        all.addAll(List.of("-n", SHOGUN.name(), "-z", zooKeeper()));
        all.addAll(List.of(more));
        return processes.run("jubactl", all.toArray(String[]::new));
    }
}
