package jubatus.ctl;

import java.time.Duration;
import jubatus.common.cli.Arguments;
import jubatus.common.cli.Console;
import jubatus.common.cli.Program;
import jubatus.common.cluster.Coordinator;
import jubatus.common.process.Logging;
import jubatus.common.process.Terminal;

/** The program {@code jubactl}: one command to a cluster, and its outcome. */
public final class Main {
    private static final Duration SESSION_TIMEOUT = Duration.ofSeconds(10);

    private final Console console;

    private Main(Console console) {
        this.console = console;
    }

    /** Exits with 0 if all went well at every node, else with 1. */
    public static void main(String[] arguments) {
        Logging.prepare();
        var console = Console.ofProcess();
        System.exit(new Program(CtlCommandLine.create(), console).run(arguments, new Main(console)::run));
    }

    private int run(Arguments arguments) {
        CtlOptions options = CtlOptions.check(arguments, System.getenv());
        try (var coordinator = Coordinator.connect(options.zookeeper(), SESSION_TIMEOUT)) {
            return switch (options.command()) {
                case STATUS -> show(StatusReport.ask(options, coordinator), options.json());
                case START, STOP -> status(new VisorCommands(options, coordinator), options);
                case SAVE, LOAD -> status(new ServerCommands(options, coordinator), options);
            };
        }
    }

    private int show(StatusReport report, boolean json) {
        console.out().print(json ? report.json() + "\n" : report.text(Terminal.isStandardOutput()));
        return 0;
    }

    private int status(VisorCommands commands, CtlOptions options) {
        Progress progress = progress(options, options.target());
        boolean allWell = commands.run(progress);
        progress.close();
        return allWell ? 0 : 1;
    }

    private int status(ServerCommands commands, CtlOptions options) {
        Progress progress = progress(options, options.cluster().name());
        boolean allWell = commands.run(progress);
        progress.close();
        return allWell ? 0 : 1;
    }

    private Progress progress(CtlOptions options, String subject) {
        return options.json()
                ? new JsonProgress(console, options.command())
                : new TextProgress(console, options.command(), subject);
    }
}
