package jubatus.core.mix;

import java.util.Optional;
import jubatus.core.classifier.Classifiers;
import jubatus.core.config.LearnerConfig;
import jubatus.core.config.LearnerConfig.Rule;
import jubatus.core.conversion.WeightManager;

/** A kind of learner for simulated members. */
enum Kind {
    PA,
    AROW,
    NN,
    COSINE;

    /** Whether it can forget a label (02 §6.3). */
    boolean forgetsLabels() {
        return this != COSINE;
    }

    MixableModel newModel() {
        return new MixableModel(Classifiers.mixable(config()), new WeightManager());
    }

    private LearnerConfig config() {
        return switch (this) {
            case PA -> new LearnerConfig.Linear(Rule.PA, 1, Optional.empty());
            case AROW -> new LearnerConfig.Linear(Rule.AROW, 1, Optional.empty());
            case NN -> new LearnerConfig.NearestNeighbor(LearnerConfig.Hash.LSH, 64, 1, 1, 1, Optional.empty());
            case COSINE -> new LearnerConfig.InvertedIndex(LearnerConfig.Similarity.COSINE, -1, 1);
        };
    }
}
