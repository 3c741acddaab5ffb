package jubatus.core.config;

import java.util.Optional;

/** What learns, with its parameters (02 §7.2). */
public sealed interface LearnerConfig {
    /** The update rule of a linear learner. */
    enum Rule {
        PERCEPTRON,
        PA,
        PA1,
        PA2,
        CW,
        AROW,
        NHERD
    }

    /** How a nearest-neighbour learner hashes a vector. */
    enum Hash {
        LSH,
        EUCLID_LSH,
        MINHASH
    }

    /** How an inverted index compares two vectors. */
    enum Similarity {
        COSINE,
        EUCLIDEAN
    }

    /**
     * A linear learner.
     *
     * @param regularizationWeight greater than 0; 1 for the rules that have none
     */
    record Linear(Rule rule, float regularizationWeight, Optional<UnlearnerConfig> unlearner)
            implements LearnerConfig {}

    /**
     * Votes of the nearest rows in a table of bit signatures.
     *
     * @param hashNum bits of a signature, at least 1
     * @param neighbors how many rows vote; negative means all
     * @param sensitivity α of exp(−α·distance), at least 0
     * @param threads number of blocks in which lsh and euclid_lsh sum a vector's projections, at least 1 (02 §6.2)
     */
    record NearestNeighbor(
            Hash hash, int hashNum, int neighbors, float sensitivity, int threads, Optional<UnlearnerConfig> unlearner)
            implements LearnerConfig {}

    /**
     * Votes of the nearest rows in an inverted index.
     *
     * @param neighbors how many rows vote, not 0; negative means all
     * @param sensitivity α, at least 0
     */
    record InvertedIndex(Similarity similarity, int neighbors, float sensitivity) implements LearnerConfig {}
}
