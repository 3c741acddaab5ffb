package jubatus.common.rpc;

import java.util.List;

/**
 * How long something took, as a histogram.
 *
 * @param counts by number in {@link #BOUNDS_NANOS} how many took at most that long and more than the bound before; the last one counts
 *     those that took longer than all bounds
 * @param sumNanos how long all took together
 */
public record LatencyFigures(List<Long> counts, long sumNanos) {
    /** In nanoseconds: 10, 25, 50, 100, … microseconds up to ten seconds. */
    public static final List<Long> BOUNDS_NANOS = List.of(
            10_000L,
            25_000L,
            50_000L,
            100_000L,
            250_000L,
            500_000L,
            1_000_000L,
            2_500_000L,
            5_000_000L,
            10_000_000L,
            25_000_000L,
            50_000_000L,
            100_000_000L,
            250_000_000L,
            500_000_000L,
            1_000_000_000L,
            2_500_000_000L,
            5_000_000_000L,
            10_000_000_000L);

    public static final LatencyFigures NONE = new LatencyFigures(List.of(), 0);

    public LatencyFigures {
        counts = List.copyOf(counts);
    }
}
