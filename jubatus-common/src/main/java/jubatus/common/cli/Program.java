package jubatus.common.cli;

import jubatus.core.JubatusException;

/** Runs a program and turns what happens into sentences and an exit status: 0 for success, 1 for failure or wrong usage. */
public final class Program {
    /** The flag that prints the version, in the programs that have it. */
    public static final Option VERSION = Option.flag('v', "version", "print the version and exit");

    /** What a program does once its arguments are read. */
    @FunctionalInterface
    public interface Body {
        /** Returns the exit status. */
        int run(Arguments arguments) throws Exception;
    }

    private final CommandLine commandLine;
    private final Console console;

    public Program(CommandLine commandLine, Console console) {
        this.commandLine = commandLine;
        this.console = console;
    }

    /**
     * Reads {@code arguments}, answers {@code --help} and {@code --version}, and leaves the rest to {@code body}. A
     * {@link JubatusException} out of it becomes a sentence; anything else is a bug and shows its stack trace.
     */
    public int run(String[] arguments, Body body) {
        try {
            Arguments parsed = commandLine.parse(arguments);
            if (parsed.flag(CommandLine.HELP.name())) {
                console.out().println(commandLine.usage());
                return 0;
            }
            if (parsed.has(VERSION) && parsed.flag(VERSION.name())) {
                console.out().println(Version.line(commandLine.program()));
                return 0;
            }
            return body.run(parsed);
        } catch (UsageException e) {
            e.problems().forEach(console.err()::println);
            console.err().println(commandLine.usageHead());
            console.err().println("Run '" + commandLine.program() + " --help' for the options.");
        } catch (JubatusException e) {
            say(e.getMessage());
        } catch (Exception e) {
            say("this is a bug, please report it: " + e);
            e.printStackTrace(console.err());
        } catch (OutOfMemoryError e) {
            say("out of memory (" + e.getMessage() + "); allow more with JUBATUS_JAVA_OPTS=-Xmx...");
        }
        return 1;
    }

    /** Prints one sentence for the user, with the program's name before it. */
    public void say(String sentence) {
        console.err().println(commandLine.program() + ": " + sentence);
    }
}
