package jubatus.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import jubatus.common.client.ClassifierClient;
import jubatus.common.client.ClientOptions;
import jubatus.common.client.LabeledDatum;
import jubatus.common.cluster.Coordinator;
import jubatus.common.cluster.EphemeralNode;
import jubatus.common.rpc.RpcException;
import jubatus.common.tls.TlsFiles;
import jubatus.core.datum.Datum;
import jubatus.dist.Processes.Running;
import jubatus.dist.Program.Outcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The cluster of docs/security.md, with certificates made by the commands that stand there. */
@Timeout(300)
class SecureClusterIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Suite suite = Suite.built();
    private final int zooKeeperPort = ServerProcessIT.freePort();
    private final int proxyPort = ServerProcessIT.freePort();
    private final int readonlyPort = ServerProcessIT.freePort();
    private final int visorPort = ServerProcessIT.freePort();
    private final List<Integer> serverPorts = List.of(ServerProcessIT.freePort(), ServerProcessIT.freePort());
    private final List<Running> servers = new ArrayList<>();

    @TempDir
    private Path folder;

    private Processes processes;

    SecureClusterIT() throws IOException {}

    @BeforeEach
    void start() throws Exception {
        makeCertificates();
        Files.writeString(folder.resolve("zookeeper.password"), "jubatus:s3cret\n");
        processes = new Processes(suite, folder);
        processes.serve(
                "zookeeper",
                "ZooKeeper listens",
                "jubatus-zookeeper",
                "--port=" + zooKeeperPort,
                "--data=" + folder.resolve("data"));
        assertThat(run("jubaconfig", "-c", "write", "-t", "classifier", "-n", "shogun", "-f", config()))
                .isEqualTo(new Outcome(0, "", ""));
        serve("proxy", "jubaclassifier_proxy", "-p", text(proxyPort), "--readonly_port", text(readonlyPort));
        for (int port : serverPorts) {
            servers.add(serve("server" + port, "jubaclassifier", "-n", "shogun", "-p", text(port), "-d", text(folder)));
        }
        await().atMost(PATIENCE).until(() -> statusOfProxy().containsAll(serverPorts));
    }

    @AfterEach
    void stop() {
        if (processes != null) {
            processes.close();
        }
    }

    @Test
    void shouldServeFriendsAndNobodyElse() throws Exception {
        try (ClassifierClient client = client(proxyPort)) {
            for (int i = 0; i < 40; i++) {
                client.train(List.of(new LabeledDatum("tokugawa", new Datum().addString("name", "家康"))));
            }
        }
        mixIsSharedByAllServers();
        readonlyPortOffersReadingAlone();
        strangersAreKeptOut();
        pythonIsServed();
        toolsAreServed();
        modelsAreBackedUpAndRestored();
        serversAreDrained();
        certificatesAreReloaded();
        supervisedServersAreOfTheCluster();
    }

    private void mixIsSharedByAllServers() {
        try (ClassifierClient first = client(serverPorts.get(0));
                ClassifierClient second = client(serverPorts.get(1))) {
            assertThat(first.doMix()).isTrue();
            assertThat(first.getLabels()).isEqualTo(Map.of("tokugawa", 40L));
            assertThat(second.getLabels()).isEqualTo(Map.of("tokugawa", 40L));
        }
    }

    private void readonlyPortOffersReadingAlone() {
        try (ClassifierClient reader = client(readonlyPort)) {
            assertThat(reader.getLabels()).isEqualTo(Map.of("tokugawa", 40L));
            assertThatThrownBy(reader::clear).hasMessageContaining("clear is not offered here: --readonly_port");
        }
    }

    private void strangersAreKeptOut() {
        for (int port : List.of(proxyPort, serverPorts.get(0))) {
            try (var plain = ClassifierClient.connect("127.0.0.1", port, "shogun");
                    var noCertificate = client(port, TlsFiles.trusting(folder.resolve("ca.pem")))) {
                assertThatThrownBy(plain::getLabels).isInstanceOf(RpcException.ConnectionFailed.class);
                assertThatThrownBy(noCertificate::getLabels).isInstanceOf(RpcException.ConnectionFailed.class);
            }
        }
        try (var stranger = Coordinator.connect(hosts(), PATIENCE)) {
            assertThatThrownBy(() -> EphemeralNode.create(stranger, RunningCluster.NAME.nodes() + "/" + "127.0.0.1_1"))
                    .hasMessageContaining("not authenticated");
        }
    }

    private void pythonIsServed() throws Exception {
        var python = new Python(folder);
        python.requireMsgpack();
        String script = "import jubatus\n"
                + "with jubatus.Classifier('127.0.0.1', %d, 'shogun', 10, 'ca.pem', 'client.pem', 'client.key') as c:\n"
                        .formatted(proxyPort)
                + "    print(c.get_labels())\n";
        Path own = Files.createDirectories(folder.resolve("python"));
        for (String file : List.of("ca.pem", "client.pem", "client.key")) {
            Files.copy(folder.resolve(file), own.resolve(file));
        }
        String client = suite.home().resolve("examples/python").toString();
        assertThat(python.run(Map.of("PYTHONPATH", client), "-c", script))
                .isEqualTo(new Outcome(0, "{'tokugawa': 40}\n", ""));
    }

    private void toolsAreServed() throws Exception {
        Outcome saved = ctl("save");
        assertThat(saved.stderr()).isEmpty();
        assertThat(saved.stdout().lines()).hasSize(2).allMatch(line -> line.endsWith("ok."));
        assertThat(loaded("shogun").stdout()).startsWith("asked about 44 samples");
        Outcome stranger = loaded("unknown");
        assertThat(stranger.status()).isEqualTo(1);
        assertThat(stranger.stderr())
                .startsWith("jubaload: classify at 127.0.0.1:")
                .contains("unknown")
                .hasLineCount(1);
    }

    private void modelsAreBackedUpAndRestored() throws Exception {
        String backup = text(folder.resolve("backup"));
        Outcome fetched = ctl("backup", backup);
        assertThat(fetched.stderr()).isEmpty();
        assertThat(fetched.stdout().lines()).hasSize(2).allMatch(line -> line.contains("\t1\t40\t"));
        try (ClassifierClient client = client(proxyPort)) {
            client.clear();
        }

        Outcome restored = ctl("restore", backup);

        assertThat(restored.stderr()).isEmpty();
        assertThat(restored.status()).isZero();
        for (int port : serverPorts) {
            try (ClassifierClient client = client(port)) {
                assertThat(client.getLabels()).isEqualTo(Map.of("tokugawa", 40L));
            }
        }
    }

    private void serversAreDrained() throws Exception {
        String node = "127.0.0.1_" + serverPorts.get(1);
        try (ClassifierClient client = client(serverPorts.get(1))) {
            assertThat(ctl("drain", node).stdout()).endsWith(" to " + node + "...ok.\n");
            assertThat(client.getStatus().get(node)).containsEntry("draining", "1");
            assertThat(ctl("undrain", node).stdout()).endsWith(" to " + node + "...ok.\n");
            assertThat(client.getStatus().get(node)).doesNotContainKey("draining");
        }
    }

    private Outcome loaded(String name) throws Exception {
        return processes.run(
                "jubaload",
                "-p",
                text(proxyPort),
                "-n",
                name,
                "--evaluate",
                "-q",
                "--label=family",
                "--tls_cert=" + folder.resolve("client.pem"),
                "--tls_key=" + folder.resolve("client.key"),
                "--tls_ca=" + folder.resolve("ca.pem"),
                text(suite.home().resolve("examples/shogun/names.csv")));
    }

    private void certificatesAreReloaded() throws Exception {
        Running server = servers.get(0);
        new ProcessBuilder("kill", "-HUP", Long.toString(server.process().pid()))
                .start()
                .waitFor();
        await().atMost(PATIENCE).until(() -> server.program().printed().contains("certificates reloaded"));
        try (ClassifierClient client = client(serverPorts.get(0))) {
            assertThat(client.getLabels()).isEqualTo(Map.of("tokugawa", 40L));
        }
    }

    private void supervisedServersAreOfTheCluster() throws Exception {
        serve("visor", "jubavisor", "-p", text(visorPort), "-l", text(folder));
        Outcome started = ctl("start", "--datadir", text(folder));
        assertThat(started.stdout()).endsWith("_" + visorPort + "...ok.\n");
        assertThat(ctl("stop").stdout()).endsWith("_" + visorPort + "...ok.\n");
    }

    private void makeCertificates() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/openssl")), "there is no openssl to make certificates with");
        String page = Files.readString(suite.home().resolve("docs/security.md"));
        String commands = page.substring(page.indexOf("```sh\n") + 6).split("```", 2)[0];
        Path script = Files.writeString(folder.resolve("make.sh"), "set -e\n" + commands);
        Process process = new ProcessBuilder("sh", script.toString())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("make.log").toFile())
                .start();
        assertThat(process.waitFor()).as(() -> script + " ended well").isZero();
    }

    private Running serve(String name, String program, String... arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("-b", "127.0.0.1", "-z", hosts()));
        all.addAll(protection("server"));
        return processes.serve(name, "RPC server startup", program, all.toArray(String[]::new));
    }

    private Outcome run(String program, String... arguments) throws Exception {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("-z", hosts()));
        all.addAll(protection("client"));
        return processes.run(program, all.toArray(String[]::new));
    }

    private Outcome ctl(String command, String... more) throws Exception {
        List<String> all = new ArrayList<>(List.of("-c", command, "-s", "jubaclassifier", "-t", "classifier"));
        all.addAll(List.of("-n", "shogun"));
        all.addAll(List.of(more));
        return run("jubactl", all.toArray(String[]::new));
    }

    private List<String> protection(String owner) {
        return List.of(
                "--tls_cert=" + folder.resolve(owner + ".pem"),
                "--tls_key=" + folder.resolve(owner + ".key"),
                "--tls_ca=" + folder.resolve("ca.pem"),
                "--zookeeper_acl=creator",
                "--zookeeper_auth_file=" + folder.resolve("zookeeper.password"));
    }

    /** The ports of the servers that answer through the proxy. */
    private List<Integer> statusOfProxy() {
        try (ClassifierClient client = client(proxyPort)) {
            return client.getStatus().keySet().stream()
                    .map(node -> Integer.valueOf(node.substring(node.indexOf('_') + 1)))
                    .toList();
        } catch (RpcException e) {
            return List.of();
        }
    }

    private ClassifierClient client(int port) {
        return client(
                port,
                TlsFiles.trusting(folder.resolve("ca.pem"))
                        .showing(folder.resolve("client.pem"), folder.resolve("client.key")));
    }

    private static ClassifierClient client(int port, TlsFiles files) {
        ClientOptions options = ClientOptions.DEFAULT.withTls(files).withTimeout(PATIENCE);
        return ClassifierClient.connect("127.0.0.1", port, "shogun", options);
    }

    private String config() {
        return suite.home().resolve("conf/shogun.json").toString();
    }

    private String hosts() {
        return "127.0.0.1:" + zooKeeperPort;
    }

    private static String text(Object value) {
        return value.toString();
    }
}
