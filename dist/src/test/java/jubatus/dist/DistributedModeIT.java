package jubatus.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import jubatus.common.cluster.ClusterName;
import jubatus.common.cluster.Coordinator;
import jubatus.dist.Processes.Running;
import jubatus.dist.Program.Outcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The first part of the walkthrough (分散モード), command by command; only ports and paths are those of a test. */
@Timeout(300)
class DistributedModeIT {
    private final Suite suite = Suite.built();
    private final String config = suite.home().resolve("conf/shogun.json").toString();

    @TempDir
    private Path folder;

    private final Path client = suite.home().resolve("examples/shogun/shogun.py");

    private Processes processes;

    @AfterEach
    void endAll() {
        processes.close();
    }

    @Test
    void shouldPlayTheFirstPartOfTheWalkthrough() throws Exception {
        var python = new Python(folder);
        python.requireMsgpack();
        processes = new Processes(suite, folder);
        // 3. ZooKeeper
        int zooKeeperPort = ServerProcessIT.freePort();
        String zooKeeper = "localhost:" + zooKeeperPort;
        Running zooKeeperServer = processes.serve(
                "zookeeper",
                "ZooKeeper listens",
                "jubatus-zookeeper",
                "--port=" + zooKeeperPort,
                "--data=" + folder.resolve("data"));

        // 4. the config
        assertThat(writeConfig(zooKeeper)).isEqualTo(new Outcome(0, "", ""));
        Outcome read = processes.run(
                "jubaconfig", "-c", "read", "--zookeeper=" + zooKeeper, "-t", "classifier", "-n", "shogun");
        assertThat(read.stdout().trim())
                .isEqualTo(Files.readString(Path.of(config)).trim());

        // 5. the proxy
        int proxyPort = ServerProcessIT.freePort();
        Running proxy = processes.serve(
                "proxy",
                "RPC server startup",
                "jubaclassifier_proxy",
                "--zookeeper=" + zooKeeper,
                "--rpc-port=" + proxyPort,
                "--listen_addr=127.0.0.1");

        // 6. the servers
        List<Running> servers = new ArrayList<>();
        List<String> nodes = new ArrayList<>();
        for (int i = 1; i <= 3; i++) {
            int port = ServerProcessIT.freePort();
            nodes.add("127.0.0.1_" + port);
            servers.add(processes.serve(
                    "server" + i,
                    "RPC server startup",
                    "jubaclassifier",
                    "--rpc-port=" + port,
                    "--name=shogun",
                    "--zookeeper=" + zooKeeper,
                    "--listen_addr=127.0.0.1",
                    "--datadir=" + folder));
        }
        try (var coordinator = Coordinator.connect(zooKeeper, Duration.ofSeconds(10))) {
            var cluster = new ClusterName("classifier", "shogun");
            assertThat(coordinator.children(cluster.nodes())).containsExactlyInAnyOrderElementsOf(nodes);
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> !coordinator.children(cluster.actives()).isEmpty());

            // 7. the client, at once and again
            for (int run = 1; run <= 2; run++) {
                Outcome answers = python.run(
                        Map.of(), client.toString(), "--port", Integer.toString(proxyPort), "--name", "shogun");
                assertThat(answers.status())
                        .as(answers.stdout() + answers.stderr())
                        .isZero();
            }

            // 8. the end, in the order of the tutorial's readers
            for (Running server : servers) {
                assertThat(processes.stop(server).status()).isZero();
            }
            assertThat(coordinator.children(cluster.nodes())).isEmpty();
            assertThat(coordinator.children(cluster.actives())).isEmpty();
        }
        assertThat(processes.stop(proxy).status()).isZero();
        assertThat(processes.stop(zooKeeperServer).status()).isZero();
    }

    private Outcome writeConfig(String zooKeeper) throws Exception {
        return processes.run(
                "jubaconfig",
                "--cmd",
                "write",
                "--zookeeper=" + zooKeeper,
                "--file",
                config,
                "--name",
                "shogun",
                "--type",
                "classifier");
    }
}
