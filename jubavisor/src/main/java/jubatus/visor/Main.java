package jubatus.visor;

import java.util.Map;
import jubatus.common.cli.Arguments;
import jubatus.common.cli.Console;
import jubatus.common.cli.LogFormat;
import jubatus.common.cli.Program;
import jubatus.common.process.Background;
import jubatus.common.process.Logging;
import jubatus.common.process.Readiness;
import jubatus.common.rpc.RpcWarmUp;
import jubatus.core.JubatusException;

/** The program {@code jubavisor}: {@code jubavisor -z host:2181} starts and stops servers for jubactl until SIGTERM or SIGINT. */
public final class Main {
    private final Console console;
    private final Program program;

    private Main(Console console) {
        this.console = console;
        this.program = new Program(VisorCommandLine.create(), console);
    }

    /** Exits with 0 after an orderly stop and {@code --help}, else with 1. */
    public static void main(String[] arguments) {
        RpcWarmUp.begin();
        var main = new Main(Console.ofProcess());
        System.exit(main.program.run(arguments, main::run));
    }

    private int run(Arguments arguments) throws InterruptedException {
        VisorOptions options = VisorOptions.check(arguments);
        LogFormat format = LogFormat.of(arguments);
        if (options.daemon()) {
            Background.start(Main.class, arguments.toCommandLine("daemon", options.absolutePaths()));
            return 0;
        }
        try (var logging = startLogging(options, format)) {
            return new VisorProcess(options, console, logging).run();
        }
    }

    private static Logging startLogging(VisorOptions options, LogFormat format) {
        try {
            if (options.logConfig().isEmpty() && Background.isWhereThisRuns()) {
                return Logging.startIn(
                        options.logFile(VisorCommandLine.PROGRAM, options.port()), logProperties(options), format);
            }
            return Logging.start(options.logConfig(), logProperties(options), format);
        } catch (JubatusException e) {
            Readiness.ofProcess().failed(e.getMessage());
            throw e;
        }
    }

    private static Map<String, String> logProperties(VisorOptions options) {
        return Map.of(
                "JUBATUS_PID", Long.toString(ProcessHandle.current().pid()),
                "JUBATUS_PROCESS", VisorCommandLine.PROGRAM,
                "JUBATUS_HOST", options.listenAddress(),
                "JUBATUS_PORT", Integer.toString(options.port()));
    }
}
