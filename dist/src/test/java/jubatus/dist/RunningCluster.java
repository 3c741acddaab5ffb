package jubatus.dist;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;
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

    /**
     * What its programs have in common.
     *
     * @param machines gives each its host, ZooKeeper and the proxy first
     * @param config from which its servers learn
     */
    private record Setting(Suite suite, Path folder, Supplier<Host> machines, Path config, List<String> serverOptions) {
        /** With the configuration of the shogun example. */
        Setting(Suite suite, Path folder, Supplier<Host> machines, List<String> serverOptions) {
            this(suite, folder, machines, suite.home().resolve("conf/shogun.json"), serverOptions);
        }
    }

    private final Setting setting;
    private final Processes processes;
    private final Host zooKeeperHost;
    private final int zooKeeperPort = ServerProcessIT.freePort();
    private final String hosts;
    private final Host proxyHost;
    private final int proxyPort = ServerProcessIT.freePort();
    /** By port; a killer may be another thread. */
    private final SortedMap<Integer, Running> servers = new ConcurrentSkipListMap<>();

    private final Map<Integer, Host> serverHosts = new ConcurrentHashMap<>();
    /** Where servers find ZooKeeper that go another way than the rest. */
    private final Map<Integer, String> detours = new HashMap<>();

    private volatile List<String> wrapper = List.of();
    private Running zooKeeper;
    private int starts;

    /** Of as many servers as there are; they are active when it returns. */
    static RunningCluster start(Suite suite, Path folder, int servers, String... serverOptions) throws Exception {
        var setting = new Setting(suite, folder, () -> Host.LOCAL, List.of(serverOptions));
        return start(setting, Optional.empty(), servers);
    }

    /** As the other, with a configuration of its own. */
    static RunningCluster startWith(Path config, Suite suite, Path folder, int servers, String... serverOptions)
            throws Exception {
        var setting = new Setting(suite, folder, () -> Host.LOCAL, config, List.of(serverOptions));
        return start(setting, Optional.empty(), servers);
    }

    /** As the other, on ZooKeeper servers that somebody else runs. */
    static RunningCluster startOn(String hosts, Suite suite, Path folder, int servers, String... serverOptions)
            throws Exception {
        var setting = new Setting(suite, folder, () -> Host.LOCAL, List.of(serverOptions));
        return start(setting, Optional.of(hosts), servers);
    }

    /** Each program on a host of its own. */
    static RunningCluster startIn(Network network, Path folder, int servers, String... serverOptions) throws Exception {
        var setting = new Setting(Suite.built(), folder, network::addHost, List.of(serverOptions));
        return start(setting, Optional.empty(), servers);
    }

    private static RunningCluster start(Setting setting, Optional<String> hosts, int servers) throws Exception {
        var cluster = new RunningCluster(setting, hosts);
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

    private RunningCluster(Setting setting, Optional<String> hosts) throws IOException {
        this.setting = setting;
        this.zooKeeperHost = setting.machines.get();
        this.proxyHost = setting.machines.get();
        this.hosts = hosts.orElse(zooKeeperHost.address() + ":" + zooKeeperPort);
        this.processes = new Processes(setting.suite, setting.folder);
    }

    void startZooKeeper(String data) throws IOException {
        zooKeeper = serve(
                zooKeeperHost,
                "zookeeper" + ++starts,
                "ZooKeeper listens",
                List.of(
                        program("jubatus-zookeeper"),
                        "--port=" + zooKeeperPort,
                        "--listen_addr=" + zooKeeperHost.address(),
                        "--data=" + processes.folder().resolve(data)));
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
                setting.config.toString(),
                "--name=" + NAME.name(),
                "--type=" + NAME.type());
        if (written.status() != 0) {
            throw new AssertionError(written.stderr());
        }
    }

    /** Options of the admin port are for the proxy, too. */
    private void startProxy() throws IOException {
        List<String> command = new ArrayList<>(List.of(
                program("jubaclassifier_proxy"),
                "--zookeeper=" + hosts(),
                "--zookeeper_timeout=4",
                "--rpc-port=" + proxyPort,
                "--listen_addr=" + proxyHost.address()));
        setting.serverOptions.stream()
                .filter(option -> option.startsWith("--admin"))
                .forEach(option -> command.add(option.replace(PORT, Integer.toString(proxyPort))));
        serve(proxyHost, "proxy", "RPC server startup", command);
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
        Host host = serverHosts.computeIfAbsent(port, any -> setting.machines.get());
        List<String> command = new ArrayList<>(wrapper);
        command.add(program("jubaclassifier"));
        command.addAll(List.of(
                "--rpc-port=" + port,
                "--name=" + NAME.name(),
                "--zookeeper=" + detours.getOrDefault(port, hosts()),
                "--zookeeper_timeout=4",
                "--listen_addr=" + host.address(),
                "--datadir=" + processes.folder()));
        setting.serverOptions.forEach(option -> command.add(option.replace(PORT, Integer.toString(port))));
        Running server = serve(host, "server" + port + "-" + ++starts, "RPC server startup", command);
        servers.put(port, server);
        return server;
    }

    private Running serve(Host host, String name, String sign, List<String> command) throws IOException {
        List<String> there = new ArrayList<>(host.command());
        there.addAll(command);
        return processes.serve(
                name, sign, there.get(0), there.subList(1, there.size()).toArray(String[]::new));
    }

    private String program(String name) {
        return setting.suite.program(name).toString();
    }

    /** Ends a server as kill -9 does; it has ended once it is not among {@link #ports}. */
    void kill(int port) throws Exception {
        processes.kill(servers.get(port));
        servers.remove(port);
    }

    /** Sends a server a signal by its name, such as {@code STOP}; the server still counts as one that runs. */
    void signal(int port, String name) throws Exception {
        signal(servers.get(port), name);
    }

    void signalZooKeeper(String name) throws Exception {
        signal(zooKeeper, name);
    }

    private static void signal(Running running, String name) throws Exception {
        String pid = Long.toString(running.process().pid());
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
        return client(ClientOptions.DEFAULT);
    }

    ClassifierClient client(ClientOptions options) {
        return ClassifierClient.connect(proxyHost.address(), proxyPort, NAME.name(), options);
    }

    /** A client of one server. */
    ClassifierClient clientOf(int port) {
        return clientOf(port, ClientOptions.DEFAULT);
    }

    ClassifierClient clientOf(int port, ClientOptions options) {
        return ClassifierClient.connect(hostOf(port).address(), port, NAME.name(), options);
    }

    Coordinator coordinator() {
        return Coordinator.connect(hosts(), PATIENCE);
    }

    /** Waits until exactly the servers on these ports are active. */
    void awaitActives(Iterable<Integer> ports) {
        List<String> wanted = new ArrayList<>();
        ports.forEach(port -> wanted.add(node(port)));
        Collections.sort(wanted);
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
        return proxyHost.address() + "_" + proxyPort;
    }

    /** By which the server on this port is known. */
    String node(int port) {
        return hostOf(port).address() + "_" + port;
    }

    /** Where the server on this port runs. */
    Host hostOf(int port) {
        return serverHosts.get(port);
    }

    Host zooKeeperHost() {
        return zooKeeperHost;
    }

    Host proxyHost() {
        return proxyHost;
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
