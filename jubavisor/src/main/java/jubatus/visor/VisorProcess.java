package jubatus.visor;

import java.time.Duration;
import jubatus.common.cli.Console;
import jubatus.common.cluster.ClusterTree;
import jubatus.common.cluster.Coordinator;
import jubatus.common.cluster.EphemeralNode;
import jubatus.common.cluster.Node;
import jubatus.common.process.Background;
import jubatus.common.process.Lifecycle;
import jubatus.common.process.Logging;
import jubatus.common.process.Readiness;
import jubatus.common.process.Signals;
import jubatus.common.rpc.BindFailedException;
import jubatus.common.rpc.RpcBounds;
import jubatus.common.rpc.RpcServer;
import jubatus.core.JubatusException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A visor from its first record to its last (01 §6.1). Needs its {@link Logging} to be started. */
final class VisorProcess {
    private static final Logger LOG = LoggerFactory.getLogger(VisorProcess.class);
    private static final Duration SESSION_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration IDLE_TIMEOUT = Duration.ofSeconds(10_240);
    private static final int RPC_THREADS = 2;

    private final VisorOptions options;
    private final Console console;
    private final Signals signals;
    private final Readiness readiness = Readiness.ofProcess();

    VisorProcess(VisorOptions options, Console console, Logging logging) {
        this.options = options;
        this.console = console;
        this.signals = Signals.install(() -> {
            logging.reload();
            options.protection().tls().reload();
        });
    }

    /** Returns the exit status. */
    int run() throws InterruptedException {
        LOG.info(
                "starting with {} mode on port {}",
                Background.isWhereThisRuns() ? "daemon" : "interactive",
                options.port());
        try {
            serve(ServerPrograms.ofSuite());
            return 0;
        } catch (JubatusException e) {
            report(e instanceof BindFailedException failure ? bindFailed(failure) : e.getMessage());
            return 1;
        }
    }

    /**
     * Begins to listen before it registers: whoever finds the node finds a listener, and a node that a predecessor left can be taken
     * over. Ends in the reverse order, but ends the servers before the RPC, so that a start that waits for one gets its answer.
     */
    private void serve(ServerPrograms programs) throws InterruptedException {
        var node = new Node(options.address().own(), options.port());
        try (var coordinator = Coordinator.connect(
                        options.zookeeper(),
                        SESSION_TIMEOUT,
                        options.protection().zookeeper());
                var watch = new ReadinessWatch(cluster -> coordinator.children(cluster.nodes()))) {
            prepareTree(coordinator);
            var children = new Children(new Launches(options, programs), watch, Children.Timing.DEFAULT);
            RpcServer server = options.protection().protect(new RpcServer(rpcOptions()));
            if (options.admin().isPresent()) {
                server.timeCalls();
            }
            new VisorMethods(children).register(server);
            var membership = new Membership(coordinator, ClusterTree.SUPERVISORS + "/" + node);
            var lifecycle = new Lifecycle();
            options.admin()
                    .ifPresent(endpoint -> new VisorAdmin(options, server, children, coordinator::isConnected)
                            .addTo(lifecycle, endpoint));
            try (lifecycle) {
                lifecycle
                        .add("RPC server", server::start, server::close)
                        .add("servers", () -> {}, children::close)
                        .add("membership", membership::join, membership::leave);
                signals.stopInOrder();
                lifecycle.start();
                warnOfStrangers();
                LOG.info("{} RPC server startup as {}", VisorCommandLine.PROGRAM, node);
                readiness.ready();
                signals.awaitStop();
                LOG.info("stopping RPC server");
            }
        }
        LOG.info("{} stopped", VisorCommandLine.PROGRAM);
    }

    private void warnOfStrangers() {
        if (options.isOpenToStrangers()) {
            LOG.warn(
                    "whoever reaches port {} can start and stop servers here; keep strangers away by --tls_ca, "
                            + "or name the address to listen on by --listen_addr",
                    options.port());
        }
    }

    private static void prepareTree(Coordinator coordinator) {
        coordinator.ensure(ClusterTree.ROOT);
        coordinator.ensure(ClusterTree.SUPERVISORS);
        coordinator.ensure(ClusterTree.ACTORS);
    }

    private RpcServer.Options rpcOptions() {
        return new RpcServer.Options(
                options.address().bind(), options.port(), RPC_THREADS, IDLE_TIMEOUT, RpcBounds.of(options.bounds()));
    }

    private String bindFailed(BindFailedException e) {
        return "server failed to start: " + e.getMessage()
                + (e.inUse() ? " (any process using port " + options.port() + "?)" : "");
    }

    /** The log may go to a file and standard error to nobody, so both get it. */
    private void report(String sentence) {
        readiness.failed(sentence);
        LOG.error(sentence);
        console.err().println(VisorCommandLine.PROGRAM + ": " + sentence);
    }

    /** The visor's own node. Used by the main thread alone. */
    private static final class Membership {
        private final Coordinator coordinator;
        private final String path;
        private EphemeralNode node;

        Membership(Coordinator coordinator, String path) {
            this.coordinator = coordinator;
            this.path = path;
        }

        void join() {
            node = EphemeralNode.create(coordinator, path);
        }

        void leave() {
            node.close();
        }
    }
}
