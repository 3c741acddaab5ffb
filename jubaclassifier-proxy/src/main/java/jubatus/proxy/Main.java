package jubatus.proxy;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import jubatus.common.cli.Arguments;
import jubatus.common.cli.Console;
import jubatus.common.cli.LogFormat;
import jubatus.common.cli.Program;
import jubatus.common.process.Background;
import jubatus.common.process.FullHeap;
import jubatus.common.process.Logging;
import jubatus.common.process.Readiness;
import jubatus.common.process.Terminal;
import jubatus.common.rpc.RpcWarmUp;
import jubatus.core.JubatusException;

/** The program {@code jubaclassifier_proxy}: {@code jubaclassifier_proxy -z localhost:2181} serves until SIGTERM or SIGINT. */
public final class Main {
    private final Console console;
    private final Program program;

    private Main(Console console) {
        this.console = console;
        this.program = new Program(ProxyCommandLine.create(), console);
    }

    /** Exits with 0 after an orderly stop, {@code --help} or {@code --version}, else with 1. */
    public static void main(String[] arguments) {
        FullHeap.watchThreads();
        RpcWarmUp.begin();
        var main = new Main(Console.ofProcess());
        System.exit(main.program.run(arguments, main::run));
    }

    private int run(Arguments arguments) throws InterruptedException {
        ProxyOptions options = OptionChecks.check(arguments);
        LogFormat format = LogFormat.of(arguments);
        if (options.daemon()) {
            startInBackground(arguments, options);
            return 0;
        }
        try (var logging = startLogging(options, format)) {
            return new ProxyProcess(options, console, logging).run();
        }
    }

    private static Logging startLogging(ProxyOptions options, LogFormat format) {
        try {
            return Logging.start(options.log().config(), logProperties(options), format);
        } catch (JubatusException e) {
            Readiness.ofProcess().failed(e.getMessage());
            throw e;
        }
    }

    /** What a log configuration may use to tell processes apart (01 §1.2). */
    private static Map<String, String> logProperties(ProxyOptions options) {
        return Map.of(
                "JUBATUS_PID", Long.toString(ProcessHandle.current().pid()),
                "JUBATUS_PROCESS", ProxyCommandLine.PROGRAM,
                "JUBATUS_HOST", options.address().own(),
                "JUBATUS_PORT", Integer.toString(options.port()));
    }

    private void startInBackground(Arguments arguments, ProxyOptions options) {
        if (options.log().config().isEmpty() && Terminal.isStandardError()) {
            program.say("proxy logs will be lost because started in daemon mode without log config specified");
        }
        Background.start(Main.class, arguments.toCommandLine("daemon", absolutePaths(options)));
    }

    /** The process in the background works in the root folder, so relative paths would mean something else there. */
    private static Map<String, String> absolutePaths(ProxyOptions options) {
        var paths = new HashMap<String, String>();
        if (!options.log().folder().isEmpty()) {
            paths.put("logdir", Path.of(options.log().folder()).toAbsolutePath().toString());
        }
        options.log().config().ifPresent(path -> paths.put("log_config", path.toString()));
        paths.putAll(options.protection().byOption());
        return paths;
    }
}
