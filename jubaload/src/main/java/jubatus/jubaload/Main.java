package jubatus.jubaload;

import jubatus.common.cli.Console;
import jubatus.common.cli.Program;
import jubatus.common.process.Logging;

/** The program {@code jubaload}: {@code jubaload --host shop1 samples.csv}. */
public final class Main {
    private Main() {}

    /** Exits with 0 if every sample was acknowledged or left out by wish, with 130 after Ctrl-C, else with 1. */
    public static void main(String[] arguments) {
        Logging.prepare();
        System.exit(run(arguments, Console.ofProcess()));
    }

    static int run(String[] arguments, Console console) {
        return new Program(LoadCommandLine.create(), console).run(arguments, parsed -> {
            LoadOptions options = LoadOptions.check(parsed);
            return options.task() == Task.SUGGEST
                    ? new Suggesting(options, console).run()
                    : new Loading(options, console).run();
        });
    }
}
