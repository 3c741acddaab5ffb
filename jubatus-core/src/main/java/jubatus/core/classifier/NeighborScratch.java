package jubatus.core.classifier;

import java.util.Arrays;
import jubatus.core.storage.DotProducts;

/** What a nearest-neighbour learner needs while it handles one datum. Reused; not safe for concurrent use. */
final class NeighborScratch {
    private static final float[] NONE = new float[0];

    final Nearest nearest = new Nearest();
    final DotProducts dotProducts = new DotProducts();

    private float[] sums = NONE;
    private float[] blockSums = NONE;
    private long[] signature = new long[0];

    /** At least {@code bits} numbers of any value. */
    float[] sums(int bits) {
        if (sums.length < bits) {
            sums = new float[bits];
        }
        return sums;
    }

    /** The same once more. */
    float[] blockSums(int bits) {
        if (blockSums.length < bits) {
            blockSums = new float[bits];
        }
        return blockSums;
    }

    /** A signature of which all bits are 0. */
    long[] signature(int bits) {
        int blocks = (bits - 1) / Long.SIZE + 1;
        if (signature.length != blocks) {
            signature = new long[blocks];
        } else {
            Arrays.fill(signature, 0);
        }
        return signature;
    }

    /** The signature as it was filled last. */
    long[] signature() {
        return signature;
    }
}
