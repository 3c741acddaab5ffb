package jubatus.visor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import jubatus.common.cluster.ClusterName;
import jubatus.common.cluster.ClusterTree;
import jubatus.common.cluster.Coordinator;
import jubatus.common.visor.ServerArgv;
import jubatus.common.visor.VisorClient;
import org.apache.curator.test.TestingServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Visors as processes, with ZooKeeper, on addresses of this test alone, so that the usual ports are free. */
@Timeout(120)
class VisorIT {
    private static final String FIRST = "127.43.0.11";
    private static final String SECOND = "127.43.0.12";
    private static final String THIRD = "127.43.0.13";
    private static final ClusterName SHOGUN = new ClusterName("classifier", "shogun");

    @TempDir
    private Path home;

    private TestingServer zooKeeper;
    private Coordinator coordinator;

    @BeforeEach
    void startZooKeeper() throws Exception {
        FakeServer.install(home);
        zooKeeper = new TestingServer();
        coordinator = Coordinator.connect(zooKeeper.getConnectString(), Duration.ofSeconds(10));
    }

    @AfterEach
    void stopZooKeeper() throws Exception {
        FakeServer.killAll(home);
        coordinator.close();
        zooKeeper.close();
    }

    @Test
    void shouldStartAndStopServersAtThreeVisors() throws Exception {
        try (var first = visor(FIRST);
                var second = visor(SECOND);
                var third = visor(THIRD);
                var proxy = new ServerSocket(29199, 1, InetAddress.getByName(SECOND))) {
            assertThat(proxy.isBound()).isTrue();
            for (VisorCommand visor : List.of(first, second, third)) {
                visor.awaitStarted();
            }
            assertThat(visors()).containsExactly(FIRST + "_29198", SECOND + "_29198", THIRD + "_29198");

            for (String address : List.of(FIRST, SECOND, THIRD)) {
                assertThat(start(address, 1)).isZero();
            }
            assertThat(servers()).containsExactly(FIRST + "_29199", SECOND + "_29200", THIRD + "_29199");

            assertThat(stop(SECOND)).isZero();
            assertThat(servers()).doesNotContain(SECOND + "_29200").hasSize(2);

            for (VisorCommand visor : List.of(first, second, third)) {
                visor.process().destroy();
            }
            for (VisorCommand visor : List.of(first, second, third)) {
                assertThat(visor.awaitExit()).isZero();
                assertThat(visor.output()).contains("caught SIGTERM").contains("stopping RPC server");
            }
            assertThat(visors()).isEmpty();
            assertThat(servers()).isEmpty();
        }
    }

    @Test
    void shouldTellInItsLogWhyAServerDidNotStart() throws Exception {
        try (var visor = visor(FIRST).awaitStarted();
                var client = VisorCommand.client(FIRST)) {
            assertThat(client.start("jubaclassifier/fails", 1, ServerArgv.BLANK, "", ""))
                    .isEqualTo(-1);
            assertThat(visor.output())
                    .contains("starting 1 processes on jubaclassifier/fails")
                    .contains("forking jubaclassifier with port 29199")
                    .contains("ended with status 3 after ")
                    .contains("\n    config does not exist: fails\n")
                    .contains("cannot start jubaclassifier/fails: jubaclassifier with port 29199 ended with status 3");
            assertThat(client.start("jubarecommender/x", 1, ServerArgv.BLANK, "", ""))
                    .isEqualTo(-1);
            assertThat(client.stop("jubaclassifier/nobody", 0)).isZero();
            assertThat(visor.output())
                    .contains("jubarecommender is not a server of this suite")
                    .contains("nobody is not in children.");
        }
    }

    @Test
    void shouldBeBackAtOnceWhenItWasKilled_besideTheServersOfItsPredecessor() throws Exception {
        try (var killed = visor(FIRST).awaitStarted()) {
            assertThat(start(FIRST, 1)).isZero();
            killed.process().destroyForcibly().waitFor();
        }
        assertThat(servers()).containsExactly(FIRST + "_29199");
        try (var again = visor(FIRST).awaitStarted()) {
            assertThat(visors()).containsExactly(FIRST + "_29198");
            assertThat(start(FIRST, 1)).isZero();
            assertThat(servers()).containsExactly(FIRST + "_29199", FIRST + "_29200");
            again.process().destroy();
            assertThat(again.awaitExit()).isZero();
            assertThat(servers()).containsExactly(FIRST + "_29199");
        }
    }

    @Test
    void shouldGoOnAndRegisterAnewWhenZooKeeperLostItsTree() throws Exception {
        try (var visor = visor(FIRST).awaitStarted()) {
            assertThat(start(FIRST, 1)).isZero();
            coordinator.close();
            int port = zooKeeper.getPort();
            zooKeeper.close();
            zooKeeper = new TestingServer(port);
            coordinator = Coordinator.connect(zooKeeper.getConnectString(), Duration.ofSeconds(10));

            await().atMost(Duration.ofSeconds(40)).until(() -> visors().contains(FIRST + "_29198"));
            await().atMost(Duration.ofSeconds(40)).until(() -> servers().contains(FIRST + "_29199"));
            assertThat(start(FIRST, 2)).isZero();
            assertThat(servers()).containsExactly(FIRST + "_29199", FIRST + "_29200");
            visor.process().destroy();
            assertThat(visor.awaitExit()).isZero();
        }
    }

    @Test
    void shouldReturnFromTheBackgroundWhenItServes_andLogToAFile() throws Exception {
        Path log = home.resolve("jubavisor_" + FIRST + "_29198.log");
        try (var starter = visor(FIRST, "--daemon")) {
            assertThat(starter.awaitExit()).as(starter::errors).isZero();
            assertThat(starter.output()).isEmpty();
            assertThat(VisorCommand.read(log)).contains("starting with daemon mode on port 29198");
            assertThat(start(FIRST, 1)).isZero();
        }
        ProcessHandle.allProcesses().filter(this::isVisorHere).forEach(ProcessHandle::destroy);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> VisorCommand.read(log).contains("jubavisor stopped"));
        assertThat(servers()).isEmpty();
    }

    /** By the whole command line, of which Java tells only the first 4 KiB. */
    private boolean isVisorHere(ProcessHandle process) {
        try {
            List<String> words = List.of(Files.readString(Path.of("/proc/" + process.pid() + "/cmdline"))
                    .split("\0"));
            return words.contains("-Djubatus.home=" + home) && words.contains(Main.class.getName());
        } catch (IOException e) {
            return false; // It has ended meanwhile.
        }
    }

    private VisorCommand visor(String address, String... more) throws Exception {
        String[] options = {"-z", zooKeeper.getConnectString(), "--listen_addr", address};
        String[] all = Arrays.copyOf(options, options.length + more.length);
        System.arraycopy(more, 0, all, options.length, more.length);
        return VisorCommand.start(home, all);
    }

    /** On a busy machine a server may need longer than the visor waits; the next call waits for the same one. */
    private static int start(String address, int count) {
        try (VisorClient client = VisorCommand.client(address)) {
            int result = -1;
            for (int call = 0; call < 5 && result != 0; call++) {
                result = client.start("jubaclassifier/shogun", count, ServerArgv.BLANK, "classifier", "");
            }
            return result;
        }
    }

    private static int stop(String address) {
        try (VisorClient client = VisorCommand.client(address)) {
            return client.stop("jubaclassifier/shogun", 0);
        }
    }

    private List<String> visors() {
        return coordinator.children(ClusterTree.SUPERVISORS);
    }

    private List<String> servers() {
        return coordinator.children(SHOGUN.nodes());
    }
}
