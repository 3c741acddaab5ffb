package jubatus.classifier;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import jubatus.classifier.transfer.ModelTransfers;
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

/** A server from its boot message to its last record (01 §3.2 step 11 on). Needs its {@link Logging} to be started. */
final class ServerProcess {
    private static final Logger LOG = LoggerFactory.getLogger(ServerProcess.class);

    private final ServerOptions options;
    private final Console console;
    private final Signals signals;
    private final Readiness readiness = Readiness.ofProcess();

    ServerProcess(ServerOptions options, Console console, Logging logging) {
        this.options = options;
        this.console = console;
        this.signals = Signals.install(() -> {
            logging.reload();
            options.protection().tls().reload();
        });
    }

    /** Returns the exit status. */
    int run() throws InterruptedException {
        LOG.info(BootMessage.of(options, ProcessHandle.current().pid(), System.getProperty("user.name")));
        warnOfIdleOptions();
        try {
            MixerName.check(options.cluster().mixer());
            if (options.isDistributed()) {
                runInCluster();
            } else {
                runAlone();
            }
            return 0;
        } catch (JubatusException e) {
            report(new Failure(options, e));
            return 1;
        }
    }

    /** Options that go with the other mode: the original takes no notice of them, nor does it say so. */
    private void warnOfIdleOptions() {
        if (!options.isDistributed() && !options.cluster().name().isEmpty()) {
            LOG.warn(
                    "--name {} has no effect without --zookeeper: this server stands alone",
                    options.cluster().name());
        }
        if (options.isDistributed()) {
            options.files()
                    .config()
                    .ifPresent(path -> LOG.warn(
                            "--configpath {} is not read: a cluster has the configuration that jubaconfig wrote",
                            path));
        }
    }

    private void runAlone() throws InterruptedException {
        Engine engine = EngineSource.load(options.files());
        if (options.configTest()) {
            configIsGood();
            return;
        }
        Optional<Path> loaded = LatestModel.load(options, engine);
        Optional<JournalKeeper> journal = options.journal().map(kept -> JournalKeeper.open(kept, engine));
        var updates = new UpdateCounter(journal.map(Durability.class::cast).orElse(Durability.NONE));
        var status = new ServerStatus(
                options,
                engine,
                updates,
                () -> journal.map(JournalKeeper::status).orElse(Map.of()));
        var models = new ModelStore(engine, status);
        loaded.or(options.files()::model).ifPresent(models::loadedAtStart);
        var autosave = new Autosave(options, models, updates::finished);
        var server = ServerRpc.create(options, updates, models);
        ModelTransfers transfers = TransferredModel.transfers(options, updates, models);
        transfers.register(server);
        var lifecycle = new Lifecycle();
        options.admin()
                .ifPresent(
                        endpoint -> new ServerAdmin(server, new ModelMetrics(engine, updates, status), Optional.empty())
                                .addTo(lifecycle, endpoint, options.protection().tls()));
        journal.ifPresent(kept -> lifecycle.add("journal", kept::start, kept::close));
        lifecycle
                .add("autosave", autosave::start, autosave::close)
                .add("RPC server", () -> startAlone(server), server::close)
                .add("model transfers", transfers::start, transfers::close);
        serve(lifecycle, updates);
    }

    private void startAlone(RpcServer server) {
        server.start();
        LOG.info("start listening at port {}", options.port());
        LOG.info("{} RPC server startup", ServerCommandLine.PROGRAM);
    }

    private void runInCluster() throws InterruptedException {
        try (var cluster = ClusterServer.enter(options)) {
            Engine engine = cluster.createEngine();
            if (options.configTest()) {
                configIsGood();
                return;
            }
            ClusterServer.Parts parts = cluster.assemble(engine, signals::requestStop);
            serve(parts.lifecycle(), parts.updates());
        }
    }

    private void configIsGood() {
        console.err().println("Configuration OK");
    }

    private void serve(Lifecycle lifecycle, UpdateCounter updates) throws InterruptedException {
        try (lifecycle) {
            signals.stopInOrder();
            lifecycle.start();
            readiness.ready();
            signals.awaitStop();
        }
        LOG.atInfo().addKeyValue("updates", updates.count()).log("{} RPC server stopped", ServerCommandLine.PROGRAM);
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
