package jubatus.core.classifier;

import java.util.function.LongFunction;

/**
 * Keeps vectors that are costly to compute and come again, by their 64-bit seed: gaussians and minhash values of features.
 *
 * <p>A table without chains: each seed has one place, and a newcomer takes it. Readers and writers need no lock: an entry never
 * changes once made and its fields are final, so a racing thread sees a whole entry or none, and at worst computes a vector twice.
 */
final class VectorCache {
    private static final long MAX_BYTES = 8 << 20;
    /** Of an entry, its array header and its place in the table. */
    private static final int OVERHEAD_BYTES = 48;

    private static final class Entry {
        private final long seed;
        private final float[] vector;

        Entry(long seed, float[] vector) {
            this.seed = seed;
            this.vector = vector;
        }
    }

    private final LongFunction<float[]> compute;
    private final Entry[] entries;

    /** Caches vectors of {@code length} elements, some 8 MiB of them. */
    VectorCache(int length, LongFunction<float[]> compute) {
        long fitting = MAX_BYTES / (OVERHEAD_BYTES + (long) Float.BYTES * length);
        this.compute = compute;
        this.entries = new Entry[(int) Math.max(1, Long.highestOneBit(fitting))];
    }

    /** The vector of a seed. Not to be changed. */
    float[] get(long seed) {
        int place = (int) ((seed * 0x9e3779b97f4a7c15L) >>> 32) & (entries.length - 1);
        Entry entry = entries[place];
        if (entry == null || entry.seed != seed) {
            entry = new Entry(seed, compute.apply(seed));
            entries[place] = entry;
        }
        return entry.vector;
    }
}
