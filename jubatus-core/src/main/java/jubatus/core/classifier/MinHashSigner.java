package jubatus.core.classifier;

import java.util.Arrays;
import jubatus.core.feature.FeatureVector;
import jubatus.core.feature.Fnv1;
import jubatus.core.random.MinHash;

/**
 * Weighted minhash (02 §6.2): for bit j each feature draws −ln R(f, j) / x, and the feature with the smallest draw gives the lowest
 * bit of its hash. All in single precision.
 *
 * <p>P. Li, A. C. König: b-Bit Minwise Hashing, WWW 2010. As in the original, features with a negative value draw negative numbers
 * and win, and without features all bits are 0.
 */
final class MinHashSigner implements Signer {
    private final int bits;
    private final VectorCache exponentials;

    MinHashSigner(int bits) {
        this.bits = bits;
        this.exponentials = new VectorCache(bits, hash -> MinHash.exponentials(hash, bits));
    }

    @Override
    public void sign(FeatureVector features, NeighborScratch scratch) {
        float[] smallest = scratch.sums(bits);
        Arrays.fill(smallest, 0, bits, Float.MAX_VALUE);
        long[] signature = scratch.signature(bits);
        for (int i = 0; i < features.size(); i++) {
            long hash = Fnv1.hash(features.names(), features.nameOffset(i), features.nameLength(i));
            long bit = hash & 1;
            float[] draws = exponentials.get(hash);
            float value = (float) features.value(i);
            for (int j = 0; j < bits; j++) {
                float draw = draws[j] / value;
                if (draw < smallest[j]) {
                    smallest[j] = draw;
                    signature[j >> 6] = (signature[j >> 6] & ~(1L << j)) | (bit << j);
                }
            }
        }
    }
}
