package jubatus.benchmark.soak;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * The options of the command.
 *
 * @param minutes how long the load runs
 * @param faultEvery seconds from one fault to the next, if the cluster is whole again by then
 * @param seed of the faults and the data
 * @param servers how many learn
 * @param work where everything is written
 * @param help whether to tell only how it is used
 */
record SoakOptions(Path suite, double minutes, double faultEvery, long seed, int servers, Path work, boolean help) {
    static final String USAGE = """
        usage: benchmark/soak.sh [options]
          --minutes M        how long the load runs (20)
          --fault-every S    seconds from one fault to the next (10)
          --seed N           of the faults and the data; the same faults come again (drawn, and printed)
          --servers N        how many servers learn (3)
          --suite DIR        the built suite (the one in dist/target)
          --work DIR         where logs, models, journals and plots go (a folder in benchmark/target/soak)
          --help             print this text and exit
        """;

    private static final Set<String> WITH_VALUE =
            Set.of("--minutes", "--fault-every", "--seed", "--servers", "--suite", "--work");

    SoakOptions {
        check("--minutes", minutes > 0 && minutes <= 100_000, "more than 0 and at most 100000", minutes);
        check("--fault-every", faultEvery > 0 && faultEvery <= 1e6, "more than 0 and at most 1000000", faultEvery);
        check("--servers", servers >= 1 && servers <= 100, "from 1 to 100", servers);
    }

    /** @param drawn the seed and, by it, the folder if the arguments name none */
    static SoakOptions parse(long drawn, String... arguments) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < arguments.length; i++) {
            String name = arguments[i];
            if (name.equals("--help")) {
                values.put(name, "");
            } else if (!WITH_VALUE.contains(name)) {
                throw new IllegalArgumentException("\"" + name + "\" is no option; --help shows all");
            } else if (++i == arguments.length) {
                throw new IllegalArgumentException(name + " needs a value");
            } else {
                values.put(name, arguments[i]);
            }
        }
        long seed = number(values, "--seed", drawn, Long::valueOf);
        return new SoakOptions(
                Path.of(values.getOrDefault("--suite", "")),
                number(values, "--minutes", 20.0, Double::valueOf),
                number(values, "--fault-every", 10.0, Double::valueOf),
                seed,
                number(values, "--servers", 3, Integer::valueOf),
                Path.of(values.getOrDefault("--work", "target/soak/" + seed)).toAbsolutePath(),
                values.containsKey("--help"));
    }

    double seconds() {
        return minutes * 60;
    }

    private static <T> T number(Map<String, String> values, String name, T other, Function<String, T> parser) {
        String value = values.get(name);
        try {
            return value == null ? other : parser.apply(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " must be a number, was \"" + value + "\"", e);
        }
    }

    private static void check(String name, boolean good, String right, double value) {
        if (!good) {
            throw new IllegalArgumentException(name + " must be " + right + ", was " + value);
        }
    }
}
