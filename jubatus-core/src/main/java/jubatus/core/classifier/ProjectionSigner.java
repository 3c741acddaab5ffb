package jubatus.core.classifier;

import java.util.Arrays;
import jubatus.core.feature.FeatureVector;
import jubatus.core.feature.Fnv1;
import jubatus.core.random.Sfmt607Gaussians;

/**
 * Random projections (lsh and euclid_lsh, 02 §6.2): bit j says whether Σ x·g(f, j) is positive, with normally distributed g(f, j)
 * that depend on the feature's hash only. All sums are in single precision, in the order of the features.
 *
 * <p>M. Charikar: Similarity Estimation Techniques from Rounding Algorithms, STOC 2002. With several {@code threads} the original
 * sums blocks of features apart and then adds up the blocks; no thread is needed to get the same digits.
 */
final class ProjectionSigner implements Signer {
    private static final long SEED_MASK = 0xffffffffL;

    private final int bits;
    private final int threads;
    private final VectorCache gaussians;

    ProjectionSigner(int bits, int threads) {
        this.bits = bits;
        this.threads = threads;
        this.gaussians = new VectorCache(bits, seed -> Sfmt607Gaussians.first((int) seed, bits));
    }

    @Override
    public void sign(FeatureVector features, NeighborScratch scratch) {
        int block = Math.max(1, ceilDiv(features.size(), threads));
        float[] sums = scratch.sums(bits);
        project(features, 0, Math.min(block, features.size()), sums);
        for (int from = block; from < features.size(); from += block) {
            float[] part = scratch.blockSums(bits);
            project(features, from, Math.min(from + block, features.size()), part);
            for (int j = 0; j < bits; j++) {
                sums[j] += part[j];
            }
        }
        long[] signature = scratch.signature(bits);
        for (int j = 0; j < bits; j++) {
            if (sums[j] > 0) {
                signature[j >> 6] |= 1L << j;
            }
        }
    }

    private void project(FeatureVector features, int from, int to, float[] sums) {
        Arrays.fill(sums, 0, bits, 0);
        for (int i = from; i < to; i++) {
            long hash = Fnv1.hash(features.names(), features.nameOffset(i), features.nameLength(i));
            float[] gaussian = gaussians.get(hash & SEED_MASK);
            float value = (float) features.value(i);
            for (int j = 0; j < bits; j++) {
                sums[j] += value * gaussian[j];
            }
        }
    }

    private static int ceilDiv(int dividend, int divisor) {
        return (int) ((dividend + divisor - 1L) / divisor);
    }
}
