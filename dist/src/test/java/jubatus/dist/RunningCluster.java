package jubatus.dist;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import jubatus.common.client.ClassifierClient;
import jubatus.common.cluster.ClusterName;
import jubatus.common.cluster.Coordinator;
import jubatus.dist.Processes.Running;
import jubatus.dist.Program.Outcome;

/** A cluster named {@code shogun} of real processes on this machine: ZooKeeper, a proxy and servers. */
final class RunningCluster implements AutoCloseable {
    static final ClusterName NAME = new ClusterName("classifier", "shogun");
    /** Stands in an option of servers for the port of each. */
    static final String PORT = "{port}";

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Suite suite;
    private final Processes processes;
    private final int zooKeeperPort = ServerProcessIT.freePort();
    private final int proxyPort = ServerProcessIT.freePort();
    private final List<String> serverOptions;
    /** By port. */
    private final SortedMap<Integer, Running> servers = new TreeMap<>();

    private Running zooKeeper;
    private int starts;

    /** Of as many servers as there are; they are active when it returns. */
    static RunningCluster start(Suite suite, Path folder, int servers, String... serverOptions) throws Exception {
        var cluster = new RunningCluster(suite, folder, List.of(serverOptions));
        try {
            cluster.startZooKeeper("data");
            cluster.writeConfig();
            cluster.startProxy();
            for (int i = 0; i < servers; i++) {
                cluster.startServer(ServerProcessIT.freePort());
            }
            cluster.awaitActives(cluster.servers.keySet());
            return cluster;
        } catch (Exception | AssertionError e) {
            cluster.close();
            throw e;
        }
    }

    private RunningCluster(Suite suite, Path folder, List<String> serverOptions) throws IOException {
        this.suite = suite;
        this.processes = new Processes(suite, folder);
        this.serverOptions = serverOptions;
    }

    void startZooKeeper(String data) throws IOException {
        zooKeeper = processes.serve(
                "zookeeper" + ++starts,
                "ZooKeeper listens",
                "jubatus-zookeeper",
                "--port=" + zooKeeperPort,
                "--data=" + processes.folder().resolve(data));
    }

    /** Ends ZooKeeper as a power cut does. */
    void killZooKeeper() throws Exception {
        processes.kill(zooKeeper);
    }

    private void writeConfig() throws Exception {
        Outcome written = processes.run(
                "jubaconfig",
                "--cmd",
                "write",
                "--zookeeper=" + hosts(),
                "--file",
                suite.home().resolve("conf/shogun.json").toString(),
                "--name=" + NAME.name(),
                "--type=" + NAME.type());
        if (written.status() != 0) {
            throw new AssertionError(written.stderr());
        }
    }

    /** Options of the admin port are for the proxy, too. */
    private void startProxy() throws IOException {
        List<String> arguments = new ArrayList<>(List.of(
                "--zookeeper=" + hosts(),
                "--zookeeper_timeout=4",
                "--rpc-port=" + proxyPort,
                "--listen_addr=127.0.0.1"));
        serverOptions.stream()
                .filter(option -> option.startsWith("--admin"))
                .forEach(option -> arguments.add(option.replace(PORT, Integer.toString(proxyPort))));
        processes.serve("proxy", "RPC server startup", "jubaclassifier_proxy", arguments.toArray(String[]::new));
    }

    /** Starts a server and waits until it serves, though perhaps not yet as an active one. */
    Running startServer(int port) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(
                "--rpc-port=" + port,
                "--name=" + NAME.name(),
                "--zookeeper=" + hosts(),
                "--zookeeper_timeout=4",
                "--listen_addr=127.0.0.1",
                "--datadir=" + processes.folder()));
        serverOptions.forEach(option -> arguments.add(option.replace(PORT, Integer.toString(port))));
        Running server = processes.serve(
                "server" + port + "-" + ++starts,
                "RPC server startup",
                "jubaclassifier",
                arguments.toArray(String[]::new));
        servers.put(port, server);
        return server;
    }

    /** Ends a server as kill -9 does. */
    void kill(int port) throws Exception {
        processes.kill(servers.remove(port));
    }

    /** Ends a server as an administrator does. */
    Outcome stop(int port) throws Exception {
        return processes.stop(servers.remove(port));
    }

    List<Integer> ports() {
        return List.copyOf(servers.keySet());
    }

    Running server(int port) {
        return servers.get(port);
    }

    /** A client of the proxy. */
    ClassifierClient client() {
        return ClassifierClient.connect("127.0.0.1", proxyPort, NAME.name());
    }

    /** A client of one server. */
    ClassifierClient clientOf(int port) {
        return ClassifierClient.connect("127.0.0.1", port, NAME.name());
    }

    Coordinator coordinator() {
        return Coordinator.connect(hosts(), PATIENCE);
    }

    /** Waits until exactly the servers on these ports are active. */
    void awaitActives(Iterable<Integer> ports) {
        List<String> wanted = new ArrayList<>();
        ports.forEach(port -> wanted.add(node(port)));
        try (Coordinator coordinator = coordinator()) {
            await().atMost(PATIENCE)
                    .until(() -> coordinator.children(NAME.actives()).equals(wanted)
                            && coordinator.children(NAME.nodes()).equals(wanted));
        }
    }

    int proxyPort() {
        return proxyPort;
    }

    String proxyNode() {
        return node(proxyPort);
    }

    static String node(int port) {
        return "127.0.0.1_" + port;
    }

    private String hosts() {
        return "127.0.0.1:" + zooKeeperPort;
    }

    @Override
    public void close() {
        processes.close();
    }
}
