package jubatus.benchmark;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import jubatus.benchmark.load.LoadPlan;

/** The options of the command, by name. Immutable. */
final class Options {
    static final String USAGE = """
        usage: benchmark/run.sh [options]
               benchmark/run.sh micro [options of JMH]
               benchmark/run.sh mixes [samples [mixes]]
          --suite DIR        the built suite to measure (the one in dist/target)
          --against DIR      another one to compare it with, in alternating runs
          --pairs N          how many runs of each, then (5)
          --fail-below R     exit with 1 if a row is surely worse than R times the other suite's
          --rows A,B         which rows, by id; * stands for anything (all)
          --list             print the ids of the rows and exit
          --seconds S        how long a load is measured (5)
          --warmup S         how long it runs before that (4)
          --json FILE        write the figures for scripts, too
          --plots DIR        write plots of the rows connections-* and size, as SVG, into a folder
          --help             print this text and exit
        """;

    private static final Set<String> FLAGS = Set.of("--list", "--help");
    private static final Set<String> WITH_VALUE = Set.of(
            "--suite",
            "--against",
            "--pairs",
            "--fail-below",
            "--rows",
            "--seconds",
            "--warmup",
            "--json",
            "--plots",
            "--work",
            "--terminal");

    private final Map<String, String> values;

    private Options(Map<String, String> values) {
        this.values = values;
    }

    /**
     * @throws IllegalArgumentException if there is an argument that is no option, or a value that is none of the option's
     */
    static Options parse(String... arguments) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < arguments.length; i++) {
            String name = arguments[i];
            if (FLAGS.contains(name)) {
                values.put(name, "");
            } else if (!WITH_VALUE.contains(name)) {
                throw new IllegalArgumentException("\"" + name + "\" is no option; --help shows all");
            } else if (++i == arguments.length) {
                throw new IllegalArgumentException(name + " needs a value");
            } else {
                values.put(name, arguments[i]);
            }
        }
        var options = new Options(values);
        options.check();
        return options;
    }

    private void check() {
        timing();
        pairs();
        terminalWidth();
        if (failBelow() > 0 && !has("--against")) {
            throw new IllegalArgumentException("--fail-below needs a suite to compare with; --against names it");
        }
    }

    boolean has(String flag) {
        return values.containsKey(flag);
    }

    Path suite() {
        return path("--suite").orElseThrow(() -> new IllegalArgumentException("--suite names no folder"));
    }

    Optional<Path> path(String name) {
        return Optional.ofNullable(values.get(name)).map(Path::of);
    }

    List<String> rows() {
        List<String> patterns = new ArrayList<>();
        for (String pattern : values.getOrDefault("--rows", "*").split(",")) {
            patterns.add(pattern.strip());
        }
        return patterns;
    }

    LoadPlan.Timed timing() {
        double warmUp = positive("--warmup", "4", true);
        return new LoadPlan.Timed(seconds(warmUp), seconds(positive("--seconds", "5", false)));
    }

    int pairs() {
        int pairs = number("--pairs", "5", Integer::valueOf);
        if (pairs < 1) {
            throw new IllegalArgumentException("--pairs must be at least 1, was " + pairs);
        }
        return pairs;
    }

    /** How wide the terminal is that progress goes to, told by run.sh; 0 if there is none. */
    int terminalWidth() {
        return Math.max(0, number("--terminal", "0", Integer::valueOf));
    }

    /** The ratio below which a row fails; nothing fails below 0. */
    double failBelow() {
        return positive("--fail-below", "0", true);
    }

    private double positive(String name, String other, boolean orZero) {
        double value = number(name, other, Double::valueOf);
        if (!(orZero ? value >= 0 : value > 0) || value > 1e6) {
            throw new IllegalArgumentException(name + " must be " + (orZero ? "0 or more" : "more than 0")
                    + " and at most a million, was " + value);
        }
        return value;
    }

    private <T> T number(String name, String other, Function<String, T> parser) {
        String value = values.getOrDefault(name, other);
        try {
            return parser.apply(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " must be a number, was \"" + value + "\"", e);
        }
    }

    private static Duration seconds(double seconds) {
        return Duration.ofNanos((long) (seconds * 1e9));
    }
}
