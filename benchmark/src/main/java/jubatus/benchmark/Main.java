package jubatus.benchmark;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import jubatus.benchmark.report.Comparison;
import jubatus.benchmark.report.Json;
import jubatus.benchmark.report.Measurement;
import jubatus.benchmark.report.Progress;
import jubatus.benchmark.report.Results;
import jubatus.benchmark.row.Bench;
import jubatus.benchmark.row.Plots;
import jubatus.benchmark.row.Row;
import jubatus.benchmark.row.Rows;
import jubatus.benchmark.suite.Launcher;
import jubatus.benchmark.suite.Processes;
import jubatus.benchmark.suite.Suite;

/**
 * Measures a built suite, or compares two; {@code benchmark/run.sh} calls it. The table goes to standard output, all else to standard
 * error.
 */
public final class Main {
    private final Options options;
    private final PrintStream out;
    private final Progress progress;
    /** Whether to leave the folder of the processes for somebody to look at; read by the thread that ends all. */
    private volatile boolean keep;

    private Main(Options options, PrintStream out, PrintStream err) {
        this.options = options;
        this.out = out;
        this.progress = new Progress(err, options.terminalWidth());
    }

    public static void main(String[] arguments) {
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        var err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        System.exit(run(out, err, arguments));
    }

    private static int run(PrintStream out, PrintStream err, String... arguments) {
        try {
            var options = Options.parse(arguments);
            if (options.has("--help")) {
                out.print(Options.USAGE);
                return 0;
            }
            List<Row> rows = Rows.matching(options.rows());
            if (options.has("--list")) {
                rows.forEach(row -> out.printf("%-28s %s%n", row.id(), row.name()));
                return 0;
            }
            return new Main(options, out, err).measure(rows);
        } catch (IllegalArgumentException | IOException e) {
            err.println("benchmark: " + e.getMessage());
            return 1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 1;
        }
    }

    private int measure(List<Row> rows) throws IOException, InterruptedException {
        var suite = new Suite(options.suite());
        Optional<Suite> against = options.path("--against").map(Suite::new);
        Path work = options.path("--work")
                .orElse(Path.of("target", "run"))
                .toAbsolutePath()
                .resolve(Long.toString(ProcessHandle.current().pid()));
        int status;
        try (var processes = new Processes(work)) {
            // For when a signal ends the JVM; else there is nothing left to end.
            Runtime.getRuntime().addShutdownHook(new Thread(() -> endAll(processes, work), "end-processes"));
            Bench bench = bench(suite, processes);
            var session = new Session(rows, processes::isClosed, progress);
            Outcome outcome = against.isPresent()
                    ? session.compare(bench, bench(against.get(), processes), options.pairs())
                    : session.measure(bench);
            progress.end();
            status = report(suite, outcome);
        }
        if (status != 0) {
            keep = true;
            progress.note("what the programs printed is in " + work);
        }
        return status;
    }

    private void endAll(Processes processes, Path work) {
        processes.close();
        progress.end();
        try {
            if (!keep) {
                delete(work);
            }
        } catch (IOException e) {
            progress.note("could not delete " + work + ": " + e);
        }
    }

    private Bench bench(Suite suite, Processes processes) {
        return new Bench(new Launcher(suite, processes), options.timing(), progress);
    }

    private int report(Suite suite, Outcome outcome) throws IOException {
        if (!outcome.measurements().isEmpty()) {
            out.print(Results.table(outcome.measurements()));
        }
        if (!outcome.comparisons().isEmpty()) {
            out.println();
            out.print(Comparison.table(outcome.comparisons()));
        }
        String json = Json.of(suite.home().toString(), outcome.measurements(), outcome.comparisons());
        if (options.path("--json").isPresent()) {
            Files.writeString(options.path("--json").get(), json);
        }
        if (options.path("--plots").isPresent()) {
            plot(options.path("--plots").get(), outcome.measurements());
        }
        return worse(outcome.comparisons()) || !outcome.failures().isEmpty() ? 1 : 0;
    }

    private void plot(Path folder, List<Measurement> measurements) throws IOException {
        Files.createDirectories(folder);
        for (Path written : Plots.write(folder, measurements)) {
            progress.note("wrote " + written);
        }
    }

    private boolean worse(List<Comparison> comparisons) {
        boolean worse = false;
        for (Comparison comparison : comparisons) {
            if (comparison.interval().high() < options.failBelow()) {
                progress.note(comparison.row() + ": " + comparison.metric().title() + " is worse than "
                        + options.failBelow() + " times the other suite's");
                worse = true;
            }
        }
        return worse;
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (var paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
