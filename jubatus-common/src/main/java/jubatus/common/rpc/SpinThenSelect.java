package jubatus.common.rpc;

import io.netty.channel.SelectStrategy;
import io.netty.util.IntSupplier;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Lets an event loop poll for a moment after it had something to do, before it blocks in the selector.
 *
 * <p>A client with one request in flight sends the next one some ten microseconds after an answer; blocking and being woken costs
 * more than that: 17 000 calls/s without polling, 62 000 with it. A silent connection costs nothing. One instance per event loop,
 * used by its thread only.
 */
final class SpinThenSelect implements SelectStrategy {
    /** How long a loop polls, in microseconds; 0 makes it block at once. */
    static final String PROPERTY = "jubatus.rpc.spinMicros";

    private final long spinNanos;
    private final LongSupplier nanoClock;
    private long busyAt;
    private boolean blocked = true;

    SpinThenSelect(long spinNanos, LongSupplier nanoClock) {
        this.spinNanos = spinNanos;
        this.nanoClock = nanoClock;
    }

    static long spinNanosByDefault() {
        return TimeUnit.MICROSECONDS.toNanos(Long.getLong(PROPERTY, 50));
    }

    @Override
    @SuppressWarnings("ThreadPriorityCheck") // The yield is for speed; nothing depends on it.
    public int calculateStrategy(IntSupplier selectNow, boolean hasTasks) throws Exception {
        if (hasTasks) {
            return selectNow.get();
        }
        if (spinNanos == 0) {
            return SELECT;
        }
        int ready = selectNow.get();
        long now = nanoClock.getAsLong();
        if (ready > 0 || blocked) {
            busyAt = now;
            blocked = false;
            return ready;
        }
        if (now - busyAt < spinNanos) {
            // Nothing to do, but the loop asks again at once, and sees tasks in between. Without the yield a polling
            // loop takes a
            // core from those who have work: 218 000 instead of 308 000 calls/s of 4 connections on 2 cores.
            Thread.yield();
            return 0;
        }
        blocked = true;
        return SELECT;
    }
}
