package jubatus.core;

import jubatus.core.feature.FeatureVector;

/**
 * The features of a datum, made before its turn to be learned came; see {@link Engine#prepare}. Reused for datum after datum. Filled by
 * one thread and used by another one after it, which is for them to see to.
 */
public final class Prepared {
    private static final long LARGE_BYTES = 1 << 20;

    FeatureVector features = new FeatureVector();
    private Throwable failure;

    /** Another datum begins; what became of the last one, which perhaps nobody took, does not matter any more. */
    void begin() {
        failure = null;
    }

    void failed(Throwable newFailure) {
        failure = newFailure;
    }

    /** The features, as far as they could be made; throws what went wrong when they were. */
    FeatureVector take() {
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure instanceof RuntimeException exception) {
            throw exception;
        }
        return features;
    }

    /** Forgets arrays that are too large to be kept. */
    void releaseLarge() {
        if (features.room() > LARGE_BYTES) {
            features = new FeatureVector();
        }
    }
}
