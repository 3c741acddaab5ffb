package jubatus.benchmark.soak;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import jubatus.benchmark.load.Control;
import jubatus.benchmark.suite.Processes;
import jubatus.benchmark.suite.Restartable;
import jubatus.benchmark.suite.Sign;
import jubatus.benchmark.suite.Suite;

/**
 * ZooKeeper, a proxy and servers with journals on this machine, each of which can be ended and started again. For one thread, but for
 * {@link #all} and the connections.
 */
final class SoakCluster {
    static final String NAME = "soak";

    private static final String LOOPBACK = "127.0.0.1";
    /** For so long a cluster keeps what a member may lack, and its memory grows at first; with the default no run would show a level. */
    private static final int FORGET_MEMBER_SECONDS = 120;

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration PATIENCE_OF_A_CALL = Duration.ofSeconds(30);
    private static final String CONFIG = """
        {"method": "AROW", "parameter": {"regularization_weight": 1.0}, "converter": {
          "string_types": {"unigram": {"method": "ngram", "char_num": "1"}},
          "string_rules": [
            {"key": "name", "type": "unigram", "sample_weight": "bin", "global_weight": "bin"},
            {"key": "text", "type": "space", "sample_weight": "tf", "global_weight": "idf"}]}}
        """;

    private final Suite suite;
    private final Processes processes;
    private final Path journals;
    private final Restartable zooKeeper;
    private final Restartable proxy;
    private final List<Restartable> servers = new ArrayList<>();

    /** Starts nothing yet. */
    SoakCluster(Suite suite, Processes processes, int servers) throws IOException {
        this.suite = suite;
        this.processes = processes;
        this.journals = processes.newFolder("journals");
        var ports = new Ports();
        int port = ports.next();
        Path data = processes.newFolder("zookeeper-data");
        this.zooKeeper =
                program("ZooKeeper", port, Sign.LISTENS, "jubatus-zookeeper", "--port=" + port, "--data=" + data);
        this.proxy = programOfCluster("proxy", ports.next(), Sign.LISTENS, "jubaclassifier_proxy");
        for (int i = 1; i <= servers; i++) {
            this.servers.add(programOfCluster(
                    "server " + i,
                    ports.next(),
                    Sign.ANSWERS,
                    "jubaclassifier",
                    "--name=" + NAME,
                    "--datadir=" + processes.newFolder("models"),
                    "--journal=" + journals.resolve("server-" + i),
                    "--journal_snapshot_size=16",
                    "--autosave=20",
                    "--interval_sec=2",
                    "--forget_member=" + FORGET_MEMBER_SECONDS));
        }
    }

    private Restartable programOfCluster(String name, int port, Sign sign, String program, String... options) {
        List<String> all = new ArrayList<>(List.of(options));
        all.addAll(List.of("--rpc-port=" + port, "--listen_addr=" + LOOPBACK, "--zookeeper=" + hosts(), "--timeout=0"));
        return program(name, port, sign, program, all.toArray(String[]::new));
    }

    private Restartable program(String name, int port, Sign sign, String program, String... options) {
        List<String> command = new ArrayList<>(List.of(suite.program(program)));
        command.addAll(List.of(options));
        return new Restartable(processes, new Restartable.Line(name, port, sign, NAME, command));
    }

    private String hosts() {
        return LOOPBACK + ":" + zooKeeper.port();
    }

    /** Starts all, and comes back when all servers are active. */
    void start() throws IOException, InterruptedException {
        zooKeeper.start();
        Path config = processes.newFile("config.json", CONFIG);
        processes.run(
                suite.program("jubaconfig"),
                "--cmd=write",
                "--file=" + config,
                "--name=" + NAME,
                "--type=classifier",
                "--zookeeper=" + hosts());
        for (Restartable server : servers) {
            server.start();
        }
        proxy.start();
        awaitWhole();
    }

    /** Waits until all servers are active, by asking the proxy, which asks only those. */
    void awaitWhole() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        String last = "";
        while (System.nanoTime() < deadline) {
            try (Control control = toProxy()) {
                Map<String, Map<String, String>> status = control.status();
                last = "active are " + status.keySet();
                if (status.size() == servers.size()) {
                    return;
                }
            } catch (IOException e) {
                last = e.getMessage();
            }
            Thread.sleep(20);
        }
        throw new IOException("the cluster is not whole after " + PATIENCE.toSeconds() + " s: " + last);
    }

    Restartable zooKeeper() {
        return zooKeeper;
    }

    Restartable proxy() {
        return proxy;
    }

    List<Restartable> servers() {
        return servers;
    }

    /** All programs, the servers first. */
    List<Restartable> all() {
        List<Restartable> all = new ArrayList<>(servers);
        all.add(proxy);
        all.add(zooKeeper);
        return all;
    }

    /** Where the journals are. */
    Path journals() {
        return journals;
    }

    Control toProxy() throws IOException {
        return Control.connect(proxy.port(), NAME, PATIENCE_OF_A_CALL);
    }

    /** A connection to one server. */
    static Control to(Restartable server) throws IOException {
        return Control.connect(server.port(), NAME, PATIENCE_OF_A_CALL.multipliedBy(4));
    }
}
