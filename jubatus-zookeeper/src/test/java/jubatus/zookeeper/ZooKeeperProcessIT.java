package jubatus.zookeeper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import jubatus.common.cluster.Coordinator;
import jubatus.core.JubatusException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
class ZooKeeperProcessIT {
    private static final byte[] DATA = {1, 2, 3};

    @TempDir
    private Path folder;

    @Test
    void single_sigterm_endsItInOrderAndItsDataStays() throws Exception {
        // Given
        String port = Integer.toString(KeeperProcess.freePort());
        String data = folder.resolve("new/data").toString();
        try (var server = KeeperProcess.start(folder.resolve("out"), "--port", port, "--data", data)) {
            server.awaitListening();
            try (Coordinator coordinator = connect("127.0.0.1:" + port)) {
                coordinator.write("/kept", DATA);
            }

            // When
            int status = server.terminate();

            // Then
            assertThat(status).isZero();
            assertThat(server.output().lines())
                    .hasSize(3)
                    .anyMatch(line -> line.contains("ZooKeeper listens on 127.0.0.1:" + port + ", data in "))
                    .anyMatch(line -> line.contains("caught SIGTERM"))
                    .anyMatch(line -> line.endsWith("ZooKeeper stopped"));
        }
        try (var again = KeeperProcess.start(folder.resolve("out"), "-p", port, "-d", data)) {
            again.awaitListening();
            try (Coordinator coordinator = connect("127.0.0.1:" + port)) {
                assertThat(coordinator.read("/kept")).hasValue(DATA);
            }
        }
    }

    @Test
    void single_portInUse_isASentence() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());
            try (var server = KeeperProcess.start(
                    folder.resolve("out"),
                    "-p",
                    port,
                    "-d",
                    folder.resolve("data").toString())) {
                assertThat(server.exitStatus()).isEqualTo(1);
                assertThat(server.output())
                        .isEqualTo(
                                "jubatus-zookeeper: cannot listen on 127.0.0.1:" + port + ": Address already in use\n");
            }
        }
    }

    @Test
    void ensemble_oneOfThreeStops_theOthersServeOn() throws Exception {
        // Given
        List<KeeperProcess> servers = new ArrayList<>();
        try {
            List<String> hosts = startEnsemble(servers);
            try (Coordinator coordinator = connect(String.join(",", hosts))) {
                coordinator.write("/kept", DATA);

                // When
                int status = servers.get(2).terminate();

                // Then
                assertThat(status).isZero();
                await().atMost(Duration.ofSeconds(60))
                        .ignoreExceptionsInstanceOf(JubatusException.class)
                        .untilAsserted(
                                () -> assertThat(coordinator.read("/kept")).hasValue(DATA));
            }
        } finally {
            servers.forEach(KeeperProcess::close);
        }
    }

    /** As zoo.cfg files of ZooKeeper's own documentation, on three addresses of one machine. */
    private List<String> startEnsemble(List<KeeperProcess> servers) throws IOException {
        int clients = KeeperProcess.freePort();
        int peers = KeeperProcess.freePort();
        int elections = KeeperProcess.freePort();
        List<String> hosts = new ArrayList<>();
        for (int id = 1; id <= 3; id++) {
            Path data = Files.createDirectory(folder.resolve("data" + id));
            Files.writeString(data.resolve("myid"), id + "\n");
            var config = new StringBuilder("tickTime=200\ninitLimit=50\nsyncLimit=50\ndataDir=" + data + "\n"
                    + "clientPort=" + clients + "\nclientPortAddress=127.0.0." + id + "\n");
            for (int peer = 1; peer <= 3; peer++) {
                config.append("server." + peer + "=127.0.0." + peer + ":" + peers + ":" + elections + "\n");
            }
            Path file = Files.writeString(folder.resolve("zoo" + id + ".cfg"), config);
            servers.add(KeeperProcess.start(folder.resolve("out" + id), "--config", file.toString()));
            hosts.add("127.0.0." + id + ":" + clients);
        }
        return hosts;
    }

    private static Coordinator connect(String hosts) {
        return Coordinator.connect(hosts, Duration.ofSeconds(30));
    }
}
