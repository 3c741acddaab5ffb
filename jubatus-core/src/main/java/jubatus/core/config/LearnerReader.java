package jubatus.core.config;

import java.util.Map;
import java.util.Optional;
import jubatus.core.config.LearnerConfig.InvertedIndex;
import jubatus.core.config.LearnerConfig.Linear;
import jubatus.core.config.LearnerConfig.Rule;
import jubatus.core.config.LearnerConfig.Similarity;

/** Reads what {@code method} and {@code parameter} say (02 §7.2). */
final class LearnerReader {
    static final String METHODS = "one of perceptron, PA, PA1, PA2, CW, AROW, NHERD, cosine, euclidean, NN";

    private static final String REGULARIZATION_WEIGHT = "regularization_weight";
    private static final String NEAREST_NEIGHBOR_NUM = "nearest_neighbor_num";
    private static final String LOCAL_SENSITIVITY = "local_sensitivity";

    private static final Map<String, Rule> LINEAR = Map.ofEntries(
            Map.entry("perceptron", Rule.PERCEPTRON),
            Map.entry("PA", Rule.PA),
            Map.entry("passive_aggressive", Rule.PA),
            Map.entry("PA1", Rule.PA1),
            Map.entry("passive_aggressive_1", Rule.PA1),
            Map.entry("PA2", Rule.PA2),
            Map.entry("passive_aggressive_2", Rule.PA2),
            Map.entry("CW", Rule.CW),
            Map.entry("confidence_weighted", Rule.CW),
            Map.entry("AROW", Rule.AROW),
            Map.entry("arow", Rule.AROW),
            Map.entry("NHERD", Rule.NHERD),
            Map.entry("normal_herd", Rule.NHERD));

    private final Optional<JsonValue> parameter;
    private final String path;
    private final Problems problems;

    private LearnerReader(Optional<JsonValue> parameter, String path, Problems problems) {
        this.parameter = parameter;
        this.path = path;
        this.problems = problems;
    }

    /** Reads the learner of a configuration whose {@code method} is a string; empty iff a problem was added. */
    static Optional<LearnerConfig> read(Block top, String method) {
        int before = top.problems().size();
        var reader = new LearnerReader(top.optional("parameter"), top.path("parameter"), top.problems());
        return reader.learner(top, method).filter(learner -> top.problems().size() == before);
    }

    private Optional<LearnerConfig> learner(Block top, String method) {
        switch (method) {
            case "NN", "nearest_neighbor" -> {
                return block(NearestNeighborReader.KEYS).map(NearestNeighborReader::read);
            }
            case "cosine" -> {
                return invertedIndex(Similarity.COSINE);
            }
            case "euclidean" -> {
                return invertedIndex(Similarity.EUCLIDEAN);
            }
            default -> {
                Rule rule = LINEAR.get(method);
                if (rule == null) {
                    problems.add(top.path("method"), "unsupported method (classifier(" + method + "))", METHODS);
                    return Optional.empty();
                }
                return rule == Rule.PERCEPTRON || rule == Rule.PA ? plain(rule) : regularized(rule);
            }
        }
    }

    private Optional<LearnerConfig> plain(Rule rule) {
        if (parameter.isEmpty()) {
            return Optional.of(new Linear(rule, 1, Optional.empty()));
        }
        return block(UnlearnerReader.NAME, UnlearnerReader.PARAMETER)
                .map(block -> new Linear(rule, 1, UnlearnerReader.read(block)));
    }

    private Optional<LearnerConfig> regularized(Rule rule) {
        return block(REGULARIZATION_WEIGHT, UnlearnerReader.NAME, UnlearnerReader.PARAMETER)
                .map(block -> new Linear(rule, regularizationWeight(block), UnlearnerReader.read(block)));
    }

    private static float regularizationWeight(Block block) {
        float weight = block.single(REGULARIZATION_WEIGHT);
        if (!(weight > 0)) {
            block.reportValue(
                    REGULARIZATION_WEIGHT,
                    "invalid parameter (expected: 0.0 < regularization_weight)",
                    "a number greater than 0");
        }
        return weight;
    }

    private Optional<LearnerConfig> invertedIndex(Similarity similarity) {
        return block(NEAREST_NEIGHBOR_NUM, LOCAL_SENSITIVITY)
                .map(block -> new InvertedIndex(similarity, neighbors(block), localSensitivity(block)));
    }

    private static int neighbors(Block block) {
        int neighbors = block.int32(NEAREST_NEIGHBOR_NUM);
        if (neighbors == 0) {
            block.reportValue(
                    NEAREST_NEIGHBOR_NUM,
                    "invalid parameter (expected: nearest neighbor num >= 1)",
                    "an integer of 1 or more");
        }
        return neighbors;
    }

    static float localSensitivity(Block block) {
        float sensitivity = block.single(LOCAL_SENSITIVITY);
        if (sensitivity < 0) {
            block.reportValue(
                    LOCAL_SENSITIVITY,
                    "invalid parameter (expected: local_sensitivity should >= 0)",
                    "a number of 0 or more");
        }
        return sensitivity;
    }

    /** The parameter block of a method that cannot do without. */
    private Optional<Block> block(String... keys) {
        if (parameter.isEmpty()) {
            String needed = "an object with " + String.join(", ", keys);
            problems.add(path, "parameter block is not specified in config", needed);
        }
        return parameter.flatMap(value -> Block.of(value, path, problems, keys));
    }
}
