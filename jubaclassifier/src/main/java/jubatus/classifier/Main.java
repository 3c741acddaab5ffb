package jubatus.classifier;

import java.util.HashMap;
import java.util.Map;
import jubatus.common.cli.Arguments;
import jubatus.common.cli.Console;
import jubatus.common.cli.LogFormat;
import jubatus.common.cli.Program;
import jubatus.common.cli.UsageException;
import jubatus.common.process.Background;
import jubatus.common.process.FullHeap;
import jubatus.common.process.Logging;
import jubatus.common.process.Readiness;
import jubatus.common.process.Terminal;
import jubatus.common.rpc.RpcWarmUp;
import jubatus.core.JubatusException;
import jubatus.core.config.ConfigException;

/** The program {@code jubaclassifier}: {@code jubaclassifier -f config.json} serves until SIGTERM or SIGINT. */
public final class Main {
    private final Console console;
    private final Program program;

    private Main(Console console) {
        this.console = console;
        this.program = new Program(ServerCommandLine.create(), console);
    }

    /** Exits with 0 after an orderly stop, {@code --help}, {@code --version} or a good {@code --config_test}, else with 1. */
    public static void main(String[] arguments) {
        FullHeap.watchThreads();
        RpcWarmUp.begin();
        var main = new Main(Console.ofProcess());
        System.exit(main.program.run(arguments, main::run));
    }

    private int run(Arguments arguments) throws InterruptedException {
        ServerOptions options = OptionChecks.check(arguments);
        LogFormat format = LogFormat.of(arguments);
        String data = arguments.text(ServerCommandLine.EXPLAIN_DATUM);
        if (!data.isEmpty()) {
            return explain(data, options);
        }
        // Whoever tests a configuration wants to see the outcome, so the test stays in the foreground.
        if (options.daemon() && !options.configTest()) {
            startInBackground(arguments, options);
            return 0;
        }
        try (var logging = startLogging(options, format)) {
            return new ServerProcess(options, console, logging).run();
        }
    }

    private int explain(String data, ServerOptions options) {
        if (options.isDistributed()) {
            throw new UsageException("--" + ServerCommandLine.EXPLAIN_DATUM
                    + " needs a configuration (-f) or a model (-m), not a cluster");
        }
        Logging.prepare();
        try {
            new DataExplanation(EngineSource.load(options.files()), console.out()).ofFile(data);
            return 0;
        } catch (ConfigException e) {
            console.err().println(ServerCommandLine.PROGRAM + ": " + new Failure(options, e).text());
            return 1;
        }
    }

    private static Logging startLogging(ServerOptions options, LogFormat format) {
        try {
            return Logging.start(options.files().logConfig(), logProperties(options), format);
        } catch (JubatusException e) {
            Readiness.ofProcess().failed(e.getMessage());
            throw e;
        }
    }

    /** What a log configuration may use to tell processes apart (01 §1.2). */
    private static Map<String, String> logProperties(ServerOptions options) {
        return Map.of(
                "JUBATUS_PID", Long.toString(ProcessHandle.current().pid()),
                "JUBATUS_PROCESS", ServerCommandLine.PROGRAM,
                "JUBATUS_HOST", options.address().own(),
                "JUBATUS_PORT", Integer.toString(options.port()));
    }

    private void startInBackground(Arguments arguments, ServerOptions options) {
        if (options.files().logConfig().isEmpty() && Terminal.isStandardError()) {
            program.say("server logs will be lost because started in daemon mode without log config specified");
        }
        Background.start(Main.class, arguments.toCommandLine("daemon", absolutePaths(options)));
    }

    /** The process in the background works in the root folder, so relative paths would mean something else there. */
    private static Map<String, String> absolutePaths(ServerOptions options) {
        ServerOptions.Files files = options.files();
        var paths = new HashMap<String, String>();
        paths.put("datadir", files.dataFolder());
        paths.put("logdir", files.logFolder());
        files.logConfig().ifPresent(path -> paths.put("log_config", path.toString()));
        files.config().ifPresent(path -> paths.put("configpath", path.toString()));
        options.journal()
                .ifPresent(journal -> paths.put("journal", journal.folder().toString()));
        files.model().ifPresent(path -> paths.put("model_file", path.toString()));
        paths.putAll(options.protection().byOption());
        return paths;
    }
}
