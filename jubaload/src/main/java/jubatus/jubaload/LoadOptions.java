package jubatus.jubaload;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import jubatus.common.cli.Arguments;
import jubatus.common.cli.UsageException;
import jubatus.core.bytes.ByteString;
import jubatus.jubaload.input.Columns;
import jubatus.jubaload.input.Format;
import jubatus.jubaload.input.Reading;
import jubatus.jubaload.input.Source;
import jubatus.jubaload.picture.PictureFormat;
import jubatus.jubaload.send.Patience;
import jubatus.jubaload.send.Sender;

/** What the user asked for, checked. */
record LoadOptions(Task task, Target target, List<Source> sources, Reading reading, Sending sending, Showing showing) {
    private static final int IN_FLIGHT = 4;

    /**
     * How samples go off.
     *
     * @param limit of samples in all
     * @param resume where it is kept how far all is acknowledged
     * @param skipUnclear whether what an earlier run left unclear is left out
     */
    record Sending(
            int batch, int connections, long limit, Sender.Flow flow, Optional<Path> resume, boolean skipUnclear) {}

    /** What is shown of it. */
    record Showing(
            boolean quiet,
            boolean json,
            boolean skipBad,
            Optional<PictureFile> confusion,
            Optional<PictureFile> curve) {}

    record PictureFile(Path path, PictureFormat format) {}

    /** @throws jubatus.core.JubatusException about the first thing that cannot be used */
    static LoadOptions check(Arguments arguments) {
        Task task = Task.of(arguments);
        Sending sending = sending(arguments, task);
        Showing showing = showing(arguments, task);
        return new LoadOptions(
                task, Target.of(arguments), Source.of(arguments.operands()), reading(arguments), sending, showing);
    }

    private static Reading reading(Arguments arguments) {
        String format = arguments.text("format");
        String label = arguments.text("label");
        var columns = new Columns(
                label.isEmpty() ? Optional.empty() : Optional.of(ByteString.utf8(label)),
                list(arguments, "string"),
                list(arguments, "number"),
                list(arguments, "ignore"),
                list(arguments, "missing"));
        return new Reading(
                format.isEmpty() ? Optional.empty() : Optional.of(Format.of(format)),
                columns,
                !arguments.flag("no-header"),
                !arguments.flag("no-quotes"),
                arguments.integer("max-line") << 10);
    }

    private static Set<ByteString> list(Arguments arguments, String option) {
        var values = new HashSet<ByteString>();
        for (String value : arguments.text(option).split(",")) {
            if (!value.isEmpty()) {
                values.add(ByteString.utf8(value));
            }
        }
        return values;
    }

    private static Sending sending(Arguments arguments, Task task) {
        int connections = arguments.integer("connections");
        int inFlight = arguments.integer("in-flight");
        if (task == Task.PROGRESSIVE && (connections > 1 || inFlight > 1)) {
            throw new UsageException("--progressive asks about each batch before the next is taught,"
                    + " which goes with --connections 1 and --in-flight 1 alone");
        }
        boolean retryUnclear = arguments.flag("retry-unclear");
        boolean skipUnclear = arguments.flag("skip-unclear");
        if (retryUnclear && skipUnclear) {
            throw new UsageException("--retry-unclear and --skip-unclear exclude each other");
        }
        Optional<Path> resume = path(arguments, "resume");
        if (resume.isPresent() && task != Task.TRAIN) {
            throw new UsageException("--resume is for training alone; figures of half the samples would say little");
        }
        if (skipUnclear && resume.isEmpty()) {
            throw new UsageException("--skip-unclear needs --resume, the file that tells what is unclear");
        }
        int defaultInFlight = task == Task.PROGRESSIVE ? 1 : IN_FLIGHT;
        return new Sending(
                arguments.integer("batch"),
                connections,
                arguments.integer("limit") == 0 ? Long.MAX_VALUE : arguments.integer("limit"),
                new Sender.Flow(
                        inFlight == 0 ? defaultInFlight : inFlight,
                        arguments.integer("rate"),
                        new Patience(Duration.ofSeconds(arguments.integer("retry")), retryUnclear)),
                resume,
                skipUnclear);
    }

    private static Showing showing(Arguments arguments, Task task) {
        boolean json = switch (arguments.text("output")) {
            case "text" -> false;
            case "json" -> true;
            default -> throw new UsageException("unknown output: " + arguments.text("output") + "; text or json");
        };
        Optional<PictureFile> confusion = picture(arguments, "confusion");
        Optional<PictureFile> curve = picture(arguments, "curve");
        if (confusion.isPresent() && !task.compares()) {
            throw new UsageException("--confusion needs --evaluate or --progressive");
        }
        if (curve.isPresent() && task != Task.PROGRESSIVE) {
            throw new UsageException("--curve needs --progressive");
        }
        return new Showing(arguments.flag("quiet"), json, arguments.flag("skip-bad"), confusion, curve);
    }

    private static Optional<PictureFile> picture(Arguments arguments, String option) {
        return path(arguments, option).map(path -> {
            PictureFormat format = PictureFormat.of(path)
                    .orElseThrow(() -> new UsageException("--" + option + " " + path
                            + ": pictures are SVG or PNG; name a file that ends in .svg or .png"));
            return new PictureFile(path, format);
        });
    }

    private static Optional<Path> path(Arguments arguments, String option) {
        String value = arguments.text(option);
        try {
            return value.isEmpty() ? Optional.empty() : Optional.of(Path.of(value));
        } catch (IllegalArgumentException e) {
            throw new UsageException("--" + option + " " + value + ": " + e.getMessage());
        }
    }
}
