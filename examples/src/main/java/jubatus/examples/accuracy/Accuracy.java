package jubatus.examples.accuracy;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import jubatus.common.cli.Arguments;
import jubatus.common.cli.CommandLine;
import jubatus.common.cli.Console;
import jubatus.common.cli.Option;
import jubatus.common.cli.Program;
import jubatus.common.client.ClassifierClient;

/**
 * Trains servers with real data, one for each method and order, and prints how many test data they get right and how fast they
 * are. Exit status 1 if AROW's median misses the expected accuracy by more than a point.
 */
public final class Accuracy {
    private static final int AROW_SEEDS = 5;
    private static final double TOLERANCE = 1.0;
    private static final CommandLine COMMAND_LINE = new CommandLine(
            "accuracy",
            List.of(
                    Option.text('l', "launcher", "bin/jubaclassifier", "bin/jubaclassifier of the suite to try"),
                    Option.text('f', "fashion-mnist", "", "folder with the four files of Fashion-MNIST"),
                    Option.text('s', "spam-assassin", "", "folder with easy-ham-1 to spam-2"),
                    Option.text('m', "method", "perceptron,PA,PA1,PA2,CW,AROW,NHERD", "which methods; NN too"),
                    Option.flag('P', "progress", "show on stderr how far each pass has come")));

    private final Arguments arguments;
    private final PrintStream out;

    private Accuracy(Arguments arguments, PrintStream out) {
        this.arguments = arguments;
        this.out = out;
    }

    public static void main(String[] arguments) {
        Console console = Console.ofProcess();
        System.exit(new Program(COMMAND_LINE, console)
                .run(arguments, parsed -> new Accuracy(parsed, console.out()).run()));
    }

    private int run() throws IOException, InterruptedException {
        List<Method> methods = Method.listOf(arguments.text("method"));
        boolean good = true;
        for (DataSet data : dataSets()) {
            out.printf(
                    "%n%s: %d to train, %d to test, %s%n",
                    data.name(),
                    data.train().size(),
                    data.test().size(),
                    data.name().equals(SpamAssassin.NAME) ? "split by seed " + SpamAssassin.SPLIT_SEED : "given split");
            out.println(
                    "batches of " + Trial.BATCH + " through one connection; speeds include the client on this machine");
            out.printf(
                    "%n%-10s %5s %9s %9s %10s %11s%n",
                    "method", "seed", "accuracy", "expected", "train/s", "classify/s");
            for (Method method : methods) {
                good &= run(data, method);
            }
        }
        return good ? 0 : 1;
    }

    private List<DataSet> dataSets() throws IOException {
        List<DataSet> sets = new ArrayList<>();
        if (!arguments.text("spam-assassin").isEmpty()) {
            sets.add(SpamAssassin.read(Path.of(arguments.text("spam-assassin"))));
        }
        if (!arguments.text("fashion-mnist").isEmpty()) {
            sets.add(FashionMnist.read(Path.of(arguments.text("fashion-mnist"))));
        }
        return sets;
    }

    /** AROW, the method that most people use, in five orders; the others in one. */
    private boolean run(DataSet data, Method method) throws IOException, InterruptedException {
        int seeds = method == Method.AROW ? AROW_SEEDS : 1;
        double[] accuracies = new double[seeds];
        for (int i = 0; i < seeds; i++) {
            accuracies[i] = run(new Trial(data, method, i + 1L));
        }
        out.println("  " + data.config(method));
        if (seeds == 1) {
            return true;
        }
        Arrays.sort(accuracies);
        double median = accuracies[seeds / 2];
        OptionalDouble expected = method.expected(data);
        boolean near = expected.isEmpty() || Math.abs(median - expected.getAsDouble()) <= TOLERANCE;
        out.printf(
                Locale.ROOT,
                "  median of %d orders: %.1f, %s%n",
                seeds,
                median,
                near ? "as expected" : "NOT as expected");
        return near;
    }

    private double run(Trial trial) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("accuracy");
        String config = trial.data().config(trial.method());
        try (RunningServer server = RunningServer.start(Path.of(arguments.text("launcher")), config, folder);
                ClassifierClient client = server.connect()) {
            Trial.Result result = trial.run(client, new Progress(arguments.flag("progress") ? System.err : null));
            OptionalDouble expected = trial.method().expected(trial.data());
            out.printf(
                    Locale.ROOT,
                    "%-10s %5d %9.1f %9s %10.0f %11.0f%n",
                    trial.method().configName(),
                    trial.seed(),
                    result.accuracy(),
                    expected.isPresent() ? String.format(Locale.ROOT, "%.1f", expected.getAsDouble()) : "-",
                    result.trained(),
                    result.classified());
            return result.accuracy();
        } finally {
            delete(folder);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
