package jubatus.benchmark.soak;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Stream;
import jubatus.benchmark.suite.Processes;

/**
 * Runs a cluster under mixed load with random faults and reckons what it knows; {@code benchmark/soak.sh} calls it. The report goes to
 * standard output, what happens meanwhile to standard error. The exit status is 0 only if all was well.
 */
public final class SoakMain {
    private SoakMain() {}

    public static void main(String[] arguments) {
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        var err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        System.exit(run(out, err, arguments));
    }

    /** Returns the exit status. */
    static int run(PrintStream out, PrintStream err, String... arguments) {
        try {
            SoakOptions options = SoakOptions.parse(new Random().nextInt(1_000_000), arguments);
            if (options.help()) {
                out.print(SoakOptions.USAGE);
                return 0;
            }
            return soak(options, out, err);
        } catch (IllegalArgumentException | IOException e) {
            err.println("soak: " + e.getMessage());
            return 1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 1;
        }
    }

    private static int soak(SoakOptions options, PrintStream out, PrintStream err)
            throws IOException, InterruptedException {
        checkEmpty(options.work());
        try (var processes = new Processes(options.work())) {
            // For when a signal ends the JVM; else there is nothing left to end.
            Runtime.getRuntime().addShutdownHook(new Thread(processes::close, "end-processes"));
            var chronicle = new Chronicle(err);
            chronicle.tell(
                    "seed " + options.seed() + ", " + options.servers() + " servers, all files in " + options.work());
            SoakReport report = new Soak(options, processes, chronicle).run();
            out.print(report.text());
            for (Path plot : SoakPlots.write(
                    options.work(), report.watch(), report.faults().faults())) {
                chronicle.tell("wrote " + plot);
            }
            return report.failures().isEmpty() ? 0 : 1;
        }
    }

    /** Files of an earlier run would be counted with this one's. */
    private static void checkEmpty(Path work) throws IOException {
        Files.createDirectories(work);
        try (Stream<Path> files = Files.list(work)) {
            if (files.findAny().isPresent()) {
                throw new IOException(work + " is not empty; --work must name a new or empty folder");
            }
        }
    }
}
