package jubatus.proxy;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import jubatus.common.admin.AdminOptions;
import jubatus.common.admin.AdminPages;
import jubatus.common.admin.AdminServer;
import jubatus.common.cli.Console;
import jubatus.common.cluster.ClusterTree;
import jubatus.common.cluster.Coordinator;
import jubatus.common.cluster.EphemeralNode;
import jubatus.common.cluster.Node;
import jubatus.common.cluster.SessionListener;
import jubatus.common.metrics.ProcessMetrics;
import jubatus.common.metrics.RpcMetrics;
import jubatus.common.metrics.ZooKeeperMetrics;
import jubatus.common.process.Lifecycle;
import jubatus.common.process.Logging;
import jubatus.common.process.Readiness;
import jubatus.common.process.Signals;
import jubatus.common.rpc.BindFailedException;
import jubatus.common.rpc.RpcBounds;
import jubatus.common.rpc.RpcServer;
import jubatus.core.JubatusException;
import jubatus.proxy.page.LivePage;
import jubatus.proxy.page.ProxySource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A proxy from its boot message to its last record (01 §4.2). It enters ZooKeeper when it listens, and leaves it before it stops to.
 * Confined to the main thread. Needs its {@link Logging} to be started.
 */
final class ProxyProcess {
    private static final Logger LOG = LoggerFactory.getLogger(ProxyProcess.class);
    private static final String TYPE = "classifier";
    /** Servers are back in ZooKeeper some seconds after it is. */
    private static final Duration GRACE = Duration.ofSeconds(15);

    private final ProxyOptions options;
    private final Console console;
    private final Signals signals;
    private final Readiness readiness = Readiness.ofProcess();
    private final Counters counters = new Counters();
    private final AvoidedServers avoided = new AvoidedServers(System::nanoTime);
    private final RpcServer server;
    private final ProxyStatus status;
    /** Null until it is connected; volatile for the admin port. */
    private volatile Coordinator coordinator;

    private ClusterMembers members;
    private EphemeralNode node;

    ProxyProcess(ProxyOptions options, Console console, Logging logging) {
        this.options = options;
        this.console = console;
        this.signals = Signals.install(() -> {
            logging.reload();
            options.protection().tls().reload();
        });
        this.server = new RpcServer(new RpcServer.Options(
                options.address().bind(),
                options.port(),
                options.threads(),
                Duration.ofSeconds(options.timeoutSeconds()),
                RpcBounds.of(options.bounds())));
        options.protection().protect(server);
        this.status = new ProxyStatus(options, counters, this::connectedZooKeeper, server::status);
    }

    /** Returns the exit status. */
    int run() throws InterruptedException {
        LOG.info(BootMessage.of(options, ProcessHandle.current().pid(), System.getProperty("user.name")));
        try {
            serve();
            return 0;
        } catch (JubatusException e) {
            String text = text(e);
            readiness.failed(text);
            LOG.error(text);
            console.err().println(ProxyCommandLine.PROGRAM + ": " + text);
            return 1;
        }
    }

    private void serve() throws InterruptedException {
        var lifecycle = new Lifecycle();
        options.admin().ifPresent(endpoint -> addAdmin(lifecycle, endpoint));
        try (lifecycle) {
            lifecycle
                    .add("connection to ZooKeeper", this::connect, () -> coordinator.close())
                    .add("view of the clusters", this::watch, () -> members.close())
                    .add("RPC server", this::listen, server::close)
                    .add("registration", this::register, () -> node.close());
            signals.stopInOrder();
            lifecycle.start();
            LOG.info("{} RPC server startup", ProxyCommandLine.PROGRAM);
            readiness.ready();
            signals.awaitStop();
            LOG.info("stopping RPC server");
        }
        LOG.atInfo()
                .addKeyValue("requests", counters.requests())
                .log("{} RPC server stopped", ProxyCommandLine.PROGRAM);
    }

    /** As the first part: it is there before all others, and goes after them. A proxy that has lost ZooKeeper is ready: it serves on. */
    private void addAdmin(Lifecycle lifecycle, AdminOptions.Endpoint endpoint) {
        var pages = new AdminPages(
                List.of(
                        new ProcessMetrics(ProxyCommandLine.PROGRAM),
                        new RpcMetrics(server.timeCalls()),
                        new ProxyMetrics(counters),
                        new ZooKeeperMetrics(() -> coordinator != null && coordinator.isConnected())),
                lifecycle::unready,
                status::entries);
        var admin = new AdminServer(endpoint, pages, options.protection().tls())
                .site(() -> new LivePage(pageSource(), endpoint.address()));
        lifecycle.add("admin port", admin::start, admin::close);
    }

    private ProxySource pageSource() {
        Set<String> allowed = options.protection().offer().allowed();
        var calling = new ProxySource.Calling(
                options.protection().tls(),
                Duration.ofSeconds(options.forwarding().interconnectTimeoutSeconds()),
                allowed.isEmpty() || allowed.contains("classify"));
        return new ProxySource(
                options.node(),
                () -> coordinator,
                () -> server.statistics().methods(),
                this::asked,
                avoided::contains,
                calling);
    }

    private ProxySource.Asked asked(Node backend) {
        return counters.tally(backend)
                .map(tally -> new ProxySource.Asked(tally.sent(), tally.answered(), tally.failed()))
                .orElseGet(() -> new ProxySource.Asked(0, 0, 0));
    }

    private String connectedZooKeeper() {
        return coordinator == null ? "" : coordinator.connectedHost();
    }

    private void connect() {
        coordinator = Coordinator.connect(
                options.cluster().zookeeper(),
                Duration.ofSeconds(options.cluster().zookeeperTimeoutSeconds()),
                options.protection().zookeeper());
        try {
            ClusterTree.prepare(coordinator, TYPE);
        } catch (JubatusException e) {
            coordinator.close();
            throw e;
        }
        coordinator.onSession(new SessionListener() {
            @Override
            public void renewed() {
                prepareAgain();
            }
        });
    }

    /** ZooKeeper may have come back empty. */
    private void prepareAgain() {
        try {
            ClusterTree.prepare(coordinator, TYPE);
        } catch (JubatusException e) {
            LOG.warn("{}", e.getMessage());
        }
    }

    private void watch() {
        members = new ClusterMembers(coordinator, GRACE);
        members.start();
    }

    private void listen() {
        new ProxyMethods(members, options.settings(), counters, avoided).register(server);
        server.blockingMethod("get_proxy_status", status::answer);
        server.start();
        LOG.info("start listening at port {}", options.port());
    }

    private void register() {
        String path = ClusterTree.proxies(TYPE) + "/" + options.node();
        try {
            node = EphemeralNode.create(coordinator, path);
        } catch (JubatusException e) {
            throw new JubatusException(JubatusException.Code.FAILED, "Failed to register_proxy: " + e.getMessage(), e);
        }
        LOG.info("proxy created: {}", path);
        LOG.info("registered group membership");
    }

    private String text(JubatusException e) {
        if (e instanceof BindFailedException bind) {
            return "server failed to start: "
                    + (bind.inUse()
                            ? "bind failed: Address already in use (any process using port " + bind.port() + "?)"
                            : bind.getMessage());
        }
        return e.getMessage();
    }
}
