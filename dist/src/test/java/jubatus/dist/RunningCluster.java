package jubatus.dist;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentSkipListMap;
import jubatus.common.client.ClassifierClient;
import jubatus.common.client.ClientOptions;
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
    private final String hosts;
    private final int proxyPort = ServerProcessIT.freePort();
    private final List<String> serverOptions;
    /** By port; a killer may be another thread. */
    private final SortedMap<Integer, Running> servers = new ConcurrentSkipListMap<>();
    /** Where servers find ZooKeeper that go another way than the rest. */
    private final Map<Integer, String> detours = new HashMap<>();

    private volatile List<String> wrapper = List.of();
    private Running zooKeeper;
    private int starts;

    /** Of as many servers as there are; they are active when it returns. */
    static RunningCluster start(Suite suite, Path folder, int servers, String... serverOptions) throws Exception {
        return start(suite, folder, Optional.empty(), servers, List.of(serverOptions));
    }

    /** As the other, on ZooKeeper servers that somebody else runs. */
    static RunningCluster startOn(String hosts, Suite suite, Path folder, int servers, String... serverOptions)
            throws Exception {
        return start(suite, folder, Optional.of(hosts), servers, List.of(serverOptions));
    }

    private static RunningCluster start(
            Suite suite, Path folder, Optional<String> hosts, int servers, List<String> serverOptions)
            throws Exception {
        var cluster = new RunningCluster(suite, folder, hosts, serverOptions);
        try {
            if (hosts.isEmpty()) {
                cluster.startZooKeeper("data");
            }
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

    private RunningCluster(Suite suite, Path folder, Optional<String> hosts, List<String> serverOptions)
            throws IOException {
        this.suite = suite;
        this.hosts = hosts.orElse("127.0.0.1:" + zooKeeperPort);
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

    /** From its next start on, servers are started by a command that ends in theirs, such as {@code env NAME=VALUE}. */
    void startServersBy(String... command) {
        wrapper = List.of(command);
    }

    /** From its next start on, the server on this port reaches ZooKeeper by another address. */
    void reachZooKeeperBy(int port, String hosts) {
        detours.put(port, hosts);
    }

    /** Starts a server and waits until it serves, though perhaps not yet as an active one. */
    Running startServer(int port) throws IOException {
        List<String> command = new ArrayList<>(wrapper);
        command.add(suite.program("jubaclassifier").toString());
        command.addAll(List.of(
                "--rpc-port=" + port,
                "--name=" + NAME.name(),
                "--zookeeper=" + detours.getOrDefault(port, hosts()),
                "--zookeeper_timeout=4",
                "--listen_addr=127.0.0.1",
                "--datadir=" + processes.folder()));
        serverOptions.forEach(option -> command.add(option.replace(PORT, Integer.toString(port))));
        Running server = processes.serve(
                "server" + port + "-" + ++starts,
                "RPC server startup",
                command.get(0),
                command.subList(1, command.size()).toArray(String[]::new));
        servers.put(port, server);
        return server;
    }

    /** Ends a server as kill -9 does; it has ended once it is not among {@link #ports}. */
    void kill(int port) throws Exception {
        processes.kill(servers.get(port));
        servers.remove(port);
    }

    /** Sends a server a signal by its name, such as {@code STOP}; the server still counts as one that runs. */
    void signal(int port, String name) throws Exception {
        String pid = Long.toString(servers.get(port).process().pid());
        int status =
                new ProcessBuilder("kill", "-" + name, pid).inheritIO().start().waitFor();
        if (status != 0) {
            throw new AssertionError("kill -" + name + " " + pid + " ended with " + status);
        }
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
        return clientOf(port, ClientOptions.DEFAULT);
    }

    ClassifierClient clientOf(int port, ClientOptions options) {
        return ClassifierClient.connect("127.0.0.1", port, NAME.name(), options);
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

    /** Waits until the server on this port is active, whoever else is. */
    void awaitActive(int port) {
        try (Coordinator coordinator = coordinator()) {
            await().atMost(PATIENCE)
                    .until(() -> coordinator.children(NAME.actives()).contains(node(port)));
        }
    }

    /** Waits until ZooKeeper has given up the server on this port. */
    void awaitGone(int port) {
        try (Coordinator coordinator = coordinator()) {
            await().atMost(PATIENCE)
                    .until(() -> !coordinator.children(NAME.nodes()).contains(node(port)));
        }
    }

    /** Waits until the server on this port is stopped by a signal. */
    void awaitFrozen(int port) {
        Path status = Path.of("/proc/" + servers.get(port).process().pid() + "/status");
        await().atMost(PATIENCE).until(() -> Files.readString(status).contains("State:\tT"));
    }

    String proxyNode() {
        return node(proxyPort);
    }

    static String node(int port) {
        return "127.0.0.1_" + port;
    }

    int zooKeeperPort() {
        return zooKeeperPort;
    }

    String hosts() {
        return hosts;
    }

    @Override
    public void close() {
        processes.close();
    }
}
