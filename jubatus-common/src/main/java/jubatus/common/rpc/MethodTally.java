package jubatus.common.rpc;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts the calls of one method, and times them if that is {@linkplain #time wanted}. Safe for concurrent use.
 *
 * <p>{@code calls = answered without error + errors + in flight}. A notification counts as a call that is answered.
 */
final class MethodTally {
    /** A time that is not known. */
    static final long UNTIMED = 0;

    private final LongAdder calls = new LongAdder();
    private final LongAdder succeeded = new LongAdder();
    private final Map<RpcStatistics.Errors, LongAdder> errors = new EnumMap<>(RpcStatistics.Errors.class);
    /** Null if calls are not timed. */
    private LatencyTally latency;

    MethodTally() {
        for (RpcStatistics.Errors kind : RpcStatistics.Errors.values()) {
            errors.put(kind, new LongAdder());
        }
    }

    /** From now on calls are timed, which costs a look or two at the clock for each. To be called before the server starts. */
    void time() {
        latency = new LatencyTally();
    }

    /** A call has come; what is returned is to be given back when it ends. */
    long begin() {
        return begin(UNTIMED);
    }

    /** As {@link #begin()}, right behind another call that ended at {@code now}, or whose end was not timed. */
    long begin(long now) {
        calls.increment();
        return latency == null || now != UNTIMED ? now : System.nanoTime();
    }

    /** Tells when it ended. */
    long succeeded(long begun) {
        succeeded.increment();
        return ended(begun);
    }

    /** Tells when it ended. */
    long failed(RpcStatistics.Errors kind, long begun) {
        errors.get(kind).increment();
        return ended(begun);
    }

    private long ended(long begun) {
        if (latency == null) {
            return UNTIMED;
        }
        long now = System.nanoTime();
        latency.add(now - begun);
        return now;
    }

    /** How many calls have come. */
    long calls() {
        return calls.sum();
    }

    MethodFigures figures(String method) {
        // Calls last, so that no more are answered than have come.
        long answered = succeeded.sum();
        var failed = new EnumMap<RpcStatistics.Errors, Long>(RpcStatistics.Errors.class);
        errors.forEach((kind, adder) -> failed.put(kind, adder.sum()));
        LatencyFigures times = latency == null ? LatencyFigures.NONE : latency.figures();
        return new MethodFigures(method, calls.sum(), answered, failed, times);
    }
}
