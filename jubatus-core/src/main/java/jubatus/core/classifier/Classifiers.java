package jubatus.core.classifier;

import java.time.Clock;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import jubatus.core.JubatusException;
import jubatus.core.bytes.ByteString;
import jubatus.core.config.LearnerConfig;
import jubatus.core.config.Problems;
import jubatus.core.config.UnlearnerConfig;
import jubatus.core.pattern.KeyMatcher;
import jubatus.core.random.MersenneTwister;

/** Makes the classifier that a configuration asks for. */
public final class Classifiers {
    private Classifiers() {}

    /** Adds to {@code problems} what {@link #of} would fail with. */
    public static void check(LearnerConfig config, Problems problems) {
        try {
            sticky(unlearner(config));
        } catch (JubatusException e) {
            problems.add(
                    ".parameter.unlearner_parameter.sticky_pattern",
                    e.getMessage(),
                    "a key pattern, such as \"admin*\" or \"/^a[0-9]+/\"");
        }
    }

    /** Makes a classifier that knows nothing, for a standalone server. */
    public static Classifier of(LearnerConfig config) {
        if (config instanceof LearnerConfig.Linear linear) {
            return new LinearClassifier(rule(linear), false, unlearnerMaker(linear.unlearner()));
        }
        if (config instanceof LearnerConfig.NearestNeighbor neighbors) {
            return new NearestNeighborClassifier(neighbors, sticky(neighbors.unlearner()), seed());
        }
        if (config instanceof LearnerConfig.InvertedIndex index) {
            return new InvertedIndexClassifier(index, seed());
        }
        throw new IllegalArgumentException("unknown kind of learner: " + config);
    }

    /** Makes a classifier that knows nothing, for a server whose learning is mixed with that of others. */
    public static MixableClassifier mixable(LearnerConfig config) {
        if (config instanceof LearnerConfig.Linear linear) {
            return new MixableLinearClassifier(rule(linear), unlearnerMaker(linear.unlearner()));
        }
        if (config instanceof LearnerConfig.NearestNeighbor neighbors) {
            return new MixableNearestNeighborClassifier(neighbors, sticky(neighbors.unlearner()), seed());
        }
        if (config instanceof LearnerConfig.InvertedIndex index) {
            return new MixableInvertedIndexClassifier(index, seed());
        }
        throw new IllegalArgumentException("unknown kind of learner: " + config);
    }

    private static LearningRule rule(LearnerConfig.Linear linear) {
        return LearningRule.of(linear.rule(), linear.regularizationWeight());
    }

    private static Optional<Function<Consumer<ByteString>, Unlearner>> unlearnerMaker(
            Optional<UnlearnerConfig> config) {
        return config.map(present -> forget -> Unlearner.of(present, sticky(config), forget));
    }

    private static Predicate<ByteString> sticky(Optional<UnlearnerConfig> config) {
        if (config.isPresent()
                && config.get() instanceof UnlearnerConfig.Lru lru
                && lru.stickyPattern().isPresent()) {
            return KeyMatcher.compile(lru.stickyPattern().get())::matches;
        }
        return id -> false;
    }

    /** The ends of row keys are random, as in the original. */
    private static long seed() {
        return MersenneTwister.seedOf(Clock.systemUTC());
    }

    private static Optional<UnlearnerConfig> unlearner(LearnerConfig config) {
        if (config instanceof LearnerConfig.Linear linear) {
            return linear.unlearner();
        }
        return config instanceof LearnerConfig.NearestNeighbor neighbors ? neighbors.unlearner() : Optional.empty();
    }
}
