package jubatus.core.classifier;

import jubatus.core.config.LearnerConfig.NearestNeighbor;
import jubatus.core.feature.FeatureVector;

/** Turns a vector into a signature of bits that differs little from the signatures of similar vectors. Safe for concurrent use. */
sealed interface Signer permits ProjectionSigner, MinHashSigner {
    static Signer of(NearestNeighbor config) {
        return switch (config.hash()) {
            case LSH, EUCLID_LSH -> new ProjectionSigner(config.hashNum(), config.threads());
            case MINHASH -> new MinHashSigner(config.hashNum());
        };
    }

    /** Leaves the signature of the features in the scratch space. */
    void sign(FeatureVector features, NeighborScratch scratch);
}
