package jubatus.benchmark.load;

/**
 * How often each latency occurred, in buckets whose width is a fixed share of their value: a quantile is off by at most 0.4 %, from
 * nanoseconds to years, in a table of one size. Not safe for concurrent use; each thread fills its own, and they are merged.
 */
public final class LatencyHistogram {
    /** 2⁷ buckets for each power of two. */
    private static final int BITS = 7;

    private static final int BUCKETS = 1 << BITS;

    private final long[] counts = new long[(Long.SIZE - BITS) * BUCKETS];
    private long count;
    private long longest;

    /** Counts a latency; negative ones, of a clock that was set back, count as 0. */
    public void record(long nanos) {
        long value = Math.max(0, nanos);
        counts[bucket(value)]++;
        count++;
        longest = Math.max(longest, value);
    }

    /** Adds what another one counted. */
    public void add(LatencyHistogram other) {
        for (int i = 0; i < counts.length; i++) {
            counts[i] += other.counts[i];
        }
        count += other.count;
        longest = Math.max(longest, other.longest);
    }

    public long count() {
        return count;
    }

    /** The longest latency, exactly; 0 if there is none. */
    public long longest() {
        return longest;
    }

    /** The latency that the given share of all does not exceed, in nanoseconds; 0 if there is none. */
    public long quantile(double share) {
        long rank = Math.max(1, (long) Math.ceil(share * count));
        long passed = 0;
        for (int i = 0; i < counts.length; i++) {
            passed += counts[i];
            if (passed >= rank) {
                return Math.min(middle(i), longest);
            }
        }
        return longest;
    }

    private static int bucket(long value) {
        if (value < BUCKETS) {
            return (int) value;
        }
        int shift = Long.SIZE - 1 - Long.numberOfLeadingZeros(value) - BITS;
        return (shift << BITS) + (int) (value >>> shift);
    }

    private static long middle(int bucket) {
        if (bucket < 2 * BUCKETS) {
            return bucket;
        }
        int shift = (bucket >> BITS) - 1;
        long lowest = (long) (BUCKETS + bucket % BUCKETS) << shift;
        return lowest + (1L << shift >> 1);
    }
}
