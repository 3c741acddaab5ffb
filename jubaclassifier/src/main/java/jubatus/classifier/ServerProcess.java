package jubatus.classifier;

import java.time.Duration;
import jubatus.common.cli.Console;
import jubatus.common.process.Lifecycle;
import jubatus.common.process.Logging;
import jubatus.common.process.Readiness;
import jubatus.common.process.Signals;
import jubatus.common.rpc.RpcServer;
import jubatus.core.Engine;
import jubatus.core.JubatusException;
import jubatus.core.config.ConfigException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A standalone server from its boot message to its last record (01 §3.2 step 11 on). Needs its {@link Logging} to be started. */
final class ServerProcess {
    private static final Logger LOG = LoggerFactory.getLogger(ServerProcess.class);
    private static final long LARGEST_MESSAGE = 1L << 30;
    private static final int MOST_CONNECTIONS = 10_000;

    private final ServerOptions options;
    private final Console console;
    private final Signals signals;
    private final Readiness readiness = Readiness.ofProcess();

    ServerProcess(ServerOptions options, Console console, Logging logging) {
        this.options = options;
        this.console = console;
        this.signals = Signals.install(logging::reload);
    }

    /** Returns the exit status. */
    int run() throws InterruptedException {
        LOG.info(BootMessage.of(options, ProcessHandle.current().pid(), System.getProperty("user.name")));
        try {
            MixerName.check(options.cluster().mixer());
            Engine engine = EngineSource.load(options.files());
            if (options.configTest()) {
                console.err().println("Configuration OK");
                return 0;
            }
            serve(engine);
            return 0;
        } catch (JubatusException e) {
            report(new Failure(options, e));
            return 1;
        }
    }

    private void serve(Engine engine) throws InterruptedException {
        var updates = new UpdateCounter();
        var server = new RpcServer(rpcOptions());
        new ClassifierMethods(engine, updates, options.cluster().name()).register(server);
        new ModelMethods(options, engine, updates).register(server);
        try (var lifecycle = new Lifecycle().add("RPC server", server::start, server::close)) {
            signals.stopInOrder();
            lifecycle.start();
            LOG.info("start listening at port {}", options.port());
            LOG.info("{} RPC server startup", ServerCommandLine.PROGRAM);
            readiness.ready();
            signals.awaitStop();
        }
        LOG.atInfo().addKeyValue("updates", updates.count()).log("{} RPC server stopped", ServerCommandLine.PROGRAM);
    }

    private RpcServer.Options rpcOptions() {
        return new RpcServer.Options(
                options.address().bind(),
                options.port(),
                options.threads(),
                Duration.ofSeconds(options.timeoutSeconds()),
                LARGEST_MESSAGE,
                MOST_CONNECTIONS);
    }

    /** The log may go to a file and standard error to nobody, so both get it. */
    private void report(Failure failure) {
        String text = failure.text();
        readiness.failed(text);
        if (!(failure.cause() instanceof ConfigException)) {
            LOG.error(text);
        } else if (options.configTest()) {
            console.err().println("Configuration error:");
        } else {
            LOG.error("invalid configuration: {}", text);
        }
        console.err().println(ServerCommandLine.PROGRAM + ": " + text);
    }
}
