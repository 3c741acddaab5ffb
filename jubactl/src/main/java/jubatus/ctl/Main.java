package jubatus.ctl;

import java.time.Duration;
import java.util.Map;
import java.util.function.Predicate;
import jubatus.common.cli.Console;
import jubatus.common.cli.Program;
import jubatus.common.cluster.Coordinator;
import jubatus.common.process.Logging;
import jubatus.common.process.Terminal;
import jubatus.core.JubatusException;

/** The program {@code jubactl}: one command to a cluster, and its outcome. */
public final class Main {
    private static final Duration SESSION_TIMEOUT = Duration.ofSeconds(10);

    private final Console console;
    private final CtlOptions options;
    private final Coordinator coordinator;

    private Main(Console console, CtlOptions options, Coordinator coordinator) {
        this.console = console;
        this.options = options;
        this.coordinator = coordinator;
    }

    /** Exits with 0 if all went well at every node, else with 1. */
    public static void main(String[] arguments) {
        Logging.prepare();
        System.exit(run(arguments, System.getenv(), Console.ofProcess()));
    }

    static int run(String[] arguments, Map<String, String> environment, Console console) {
        return new Program(CtlCommandLine.create(), console)
                .run(arguments, parsed -> run(CtlOptions.check(parsed, environment), console));
    }

    private static int run(CtlOptions options, Console console) throws InterruptedException {
        try (var coordinator = Coordinator.connect(
                options.zookeeper(), SESSION_TIMEOUT, options.protection().zookeeper())) {
            return new Main(console, options, coordinator).run();
        }
    }

    private int run() throws InterruptedException {
        return switch (options.command()) {
            case STATUS -> show(StatusReport.ask(options, coordinator));
            case START, STOP -> send(options.target(), new VisorCommands(options, coordinator)::run);
            case MIX -> send(options.cluster().name(), new MixCommand(options, coordinator)::run);
            case WATCH ->
                new WatchCommand(options, coordinator, console.out()).run(Terminal.isStandardOutput()) ? 0 : 1;
            case LABELS -> show(LabelReport.ask(options, coordinator));
            case BACKUP -> show(new BackupCommand(options, coordinator).run());
            case RESTORE -> show(new RestoreCommand(options, coordinator).run());
            case DRAIN, UNDRAIN -> send(options.cluster().name(), new DrainCommand(options, coordinator)::run);
            case RESTART -> send(options.cluster().name(), new RestartCommand(options, coordinator)::run);
            case SAVE, LOAD -> send(options.cluster().name(), new ServerCommands(options, coordinator)::run);
        };
    }

    private int show(StatusReport report) {
        console.out().print(options.json() ? report.json() + "\n" : report.text(Terminal.isStandardOutput()));
        return 0;
    }

    private int show(LabelReport report) {
        if (options.json()) {
            console.out().println(report.json());
        } else {
            console.out().print(Terminal.isStandardOutput() ? report.table() : report.lines());
            report.problems()
                    .forEach((server, problem) ->
                            console.err().println(CtlCommandLine.PROGRAM + ": " + server + ": " + problem));
        }
        return report.isWhole() ? 0 : 1;
    }

    private int show(TransferReport report) {
        if (options.json()) {
            console.out().println(report.json());
        } else {
            console.out().print(Terminal.isStandardOutput() && report.wentWell() ? report.table() : report.lines());
        }
        report.warnings().forEach(this::complain);
        report.error().ifPresent(this::complain);
        return report.wentWell() ? 0 : 1;
    }

    private void complain(String sentence) {
        if (!options.json()) {
            console.err().println(CtlCommandLine.PROGRAM + ": " + sentence);
        }
    }

    private int send(String subject, Predicate<Progress> command) {
        Progress progress = options.json()
                ? new JsonProgress(console, options.command())
                : new TextProgress(console, options.command(), subject);
        boolean allWell = isDone(command, progress);
        progress.close(allWell);
        return allWell ? 0 : 1;
    }

    /** What ends a command early is told as the rest is, to a script in JSON. */
    private static boolean isDone(Predicate<Progress> command, Progress progress) {
        try {
            return command.test(progress);
        } catch (JubatusException e) {
            progress.giveUp(e.getMessage());
            return false;
        }
    }
}
