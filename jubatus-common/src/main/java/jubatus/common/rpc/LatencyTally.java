package jubatus.common.rpc;

import java.util.Arrays;
import java.util.concurrent.atomic.LongAdder;

/** A histogram of durations. Safe for concurrent use; additions do not wait for each other. */
public final class LatencyTally {
    private static final long[] BOUNDS =
            LatencyFigures.BOUNDS_NANOS.stream().mapToLong(Long::longValue).toArray();

    private final LongAdder[] counts = new LongAdder[BOUNDS.length + 1];
    private final LongAdder sum = new LongAdder();

    public LatencyTally() {
        Arrays.setAll(counts, i -> new LongAdder());
    }

    /** Counts one more; {@code nanos} is how long it took. */
    public void add(long nanos) {
        int bucket = 0;
        // Most calls are among the shortest.
        while (bucket < BOUNDS.length && nanos > BOUNDS[bucket]) {
            bucket++;
        }
        counts[bucket].increment();
        sum.add(nanos);
    }

    public LatencyFigures figures() {
        return new LatencyFigures(Arrays.stream(counts).map(LongAdder::sum).toList(), sum.sum());
    }
}
