package jubatus.jubaload;

import java.util.List;
import jubatus.common.cli.CommandLine;
import jubatus.common.cli.Operands;
import jubatus.common.cli.Option;
import jubatus.common.cli.Program;
import jubatus.common.tls.TlsOptions;
import jubatus.jubaload.input.Format;

/** The options of {@code jubaload}. */
public final class LoadCommandLine {
    static final String PROGRAM = "jubaload";

    private static final List<Option> SERVER = List.of(
            Option.text('H', "host", "127.0.0.1", "server or proxy"),
            Option.integer('p', "port", 9199, "its port").within(1, 65535),
            Option.text('n', "name", "", "name of the cluster, for a proxy"),
            Option.integer('T', "timeout", 10, "seconds to wait for an answer").within(1, 86_400));

    private static final List<Option> TASKS = List.of(
            flag("evaluate", "ask for labels in place of teaching them, and print how many are right"),
            flag("progressive", "ask about each batch before it is taught; print how many were right"),
            flag("suggest-config", "print a configuration that suits the files, and do nothing else"));

    private static final List<Option> READING = List.of(
            text("format", "of the files, if their names do not tell: " + Format.ALL)
                    .offering(Format.ALL.split(", ")),
            text("label", "column of the labels; without it label, class or target, or a table's last"),
            text("string", "columns, separated by commas, that are texts whatever they look like"),
            text("number", "columns that are numbers"),
            text("ignore", "columns that are left out"),
            text("missing", "values, separated by commas, that count as no value, such as NA,?"),
            flag("no-header", "a table's first line is a sample; its columns are called 1, 2, ..."),
            flag("no-quotes", "quotes in a table are characters like others"),
            number("max-line", 1024, "KiB of the longest record").within(1, 1 << 20),
            number("limit", 0, "samples to stop after, 0 for none").within(0, Integer.MAX_VALUE),
            flag("skip-bad", "tell and leave out lines that cannot be read, in place of stopping there"));

    private static final List<Option> SENDING = List.of(
            number("batch", 100, "samples in a call").within(1, 100_000),
            number("connections", 1, "to the server").within(1, 1000),
            number("in-flight", 0, "batches under way on each connection; 0 for 4, or 1 with --progressive")
                    .within(0, 10_000),
            number("rate", 0, "most samples a second, 0 for no bound").within(0, Integer.MAX_VALUE),
            text("resume", "file that keeps how far all is acknowledged, to go on there")
                    .file(),
            number("retry", 30, "seconds to try again while the server cannot be reached")
                    .within(0, 86_400),
            flag("retry-unclear", "send again what may have been learned; it may then count twice"),
            flag("skip-unclear", "with --resume: leave out what may have been learned; it may be missing"));

    private static final List<Option> SHOWING = List.of(
            Option.text(Option.NO_LETTER, "output", "text", "of the summary: text, or json for scripts")
                    .offering("text", "json"),
            text("confusion", "file, .svg or .png, for a picture of what was taken for what")
                    .file(),
            text("curve", "file, .svg or .png, for a picture of the accuracy over time")
                    .file(),
            Option.flag('q', "quiet", "say nothing but failures on standard error"),
            Program.VERSION);

    private LoadCommandLine() {}

    /** A new one; nothing is read yet. */
    public static CommandLine create() {
        return new CommandLine(PROGRAM, SERVER, TASKS, READING, SENDING, SHOWING, TlsOptions.ALL)
                .withOperands(Operands.files("FILE..."));
    }

    private static Option flag(String name, String description) {
        return Option.flag(Option.NO_LETTER, name, description);
    }

    private static Option text(String name, String description) {
        return Option.text(Option.NO_LETTER, name, "", description);
    }

    private static Option number(String name, int value, String description) {
        return Option.integer(Option.NO_LETTER, name, value, description);
    }
}
