package jubatus.core.config;

import java.util.Optional;
import java.util.OptionalLong;

/** Reads {@code unlearner} and {@code unlearner_parameter} of a parameter block (02 §5). */
final class UnlearnerReader {
    static final String NAME = "unlearner";
    static final String PARAMETER = "unlearner_parameter";

    private static final long LARGEST_SEED = 0xffff_ffffL;

    private UnlearnerReader() {}

    /** The unlearner, empty if none is named; of no meaning if a problem was added. */
    static Optional<UnlearnerConfig> read(Block block) {
        // Without a name the parameter is ignored, whatever it is.
        return block.optionalString(NAME).flatMap(name -> read(block, name.toString()));
    }

    private static Optional<UnlearnerConfig> read(Block outer, String name) {
        Problems problems = outer.problems();
        Optional<JsonValue> parameter = outer.optional(PARAMETER);
        if (parameter.isEmpty()) {
            problems.add(
                    outer.path(PARAMETER),
                    "Unlearner is set but unlearner_parameter is not found",
                    "an object with max_size");
        }
        String path = outer.path(PARAMETER);
        switch (name) {
            case "lru" -> {
                return parameter
                        .flatMap(value -> Block.of(value, path, problems, "max_size", "sticky_pattern"))
                        .map(block -> new UnlearnerConfig.Lru(maxSize(block), block.optionalString("sticky_pattern")));
            }
            case "random" -> {
                return parameter
                        .flatMap(value -> Block.of(value, path, problems, "max_size", "seed"))
                        .map(block -> new UnlearnerConfig.Random(maxSize(block), seed(block)));
            }
            default -> {
                problems.add(outer.path(NAME), "unsupported method (unlearner(" + name + "))", "one of lru, random");
                return Optional.empty();
            }
        }
    }

    private static int maxSize(Block block) {
        int maxSize = block.int32("max_size");
        if (maxSize <= 0) {
            block.reportValue("max_size", "max_size must be a positive integer", "an integer of 1 or more");
        }
        return maxSize;
    }

    private static OptionalLong seed(Block block) {
        OptionalLong seed = block.optionalInt64("seed");
        if (seed.isPresent() && (seed.getAsLong() < 0 || seed.getAsLong() > LARGEST_SEED)) {
            block.reportValue(
                    "seed",
                    "unlearner seed must be within unsigned 32 bit integer",
                    "an integer within 0 and " + LARGEST_SEED);
        }
        return seed;
    }
}
