package jubatus.common.rpc;

import io.netty.util.concurrent.EventExecutor;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Tells when nothing has happened for the time-out. Confined to one event loop.
 *
 * <p>Restarting notes the time and no more: one task looks at the note when the time-out that it knew of is over, and waits for the
 * rest. A timer is thus free for each request and costs an idle connection one wake-up per time-out.
 */
final class IdleTimer {
    private final EventExecutor loop;
    private final LongSupplier nanoClock;
    private final long timeoutNanos;
    private final Runnable expired;
    private Future<?> task;
    private long startedAt;
    private boolean suspended;
    /** The task ended while the timer was suspended. */
    private boolean missed;

    /** A timer that has not started; with a time-out of 0 it never expires. */
    IdleTimer(EventExecutor loop, LongSupplier nanoClock, long timeoutNanos, Runnable expired) {
        this.loop = loop;
        this.nanoClock = nanoClock;
        this.timeoutNanos = timeoutNanos;
        this.expired = expired;
    }

    void start() {
        restart();
        if (timeoutNanos > 0) {
            waitFor(timeoutNanos);
        }
    }

    void restart() {
        startedAt = nanoClock.getAsLong();
    }

    /** The timer runs on, but does not expire before {@link #resume}. */
    void suspend() {
        suspended = true;
    }

    void resume() {
        suspended = false;
        if (missed && task != null) {
            missed = false;
            waitFor(Math.max(remaining(), 0));
        }
    }

    void stop() {
        if (task != null) {
            task.cancel(false);
            task = null;
        }
    }

    private void look() {
        if (suspended) {
            missed = true;
            return;
        }
        if (remaining() <= 0) {
            expired.run();
        }
        if (task != null) {
            // Never 0: an expiry that was not obeyed must not spin.
            waitFor(Math.max(remaining(), TimeUnit.MILLISECONDS.toNanos(1)));
        }
    }

    private long remaining() {
        return timeoutNanos - (nanoClock.getAsLong() - startedAt);
    }

    private void waitFor(long nanos) {
        task = loop.schedule(this::look, nanos, TimeUnit.NANOSECONDS);
    }
}
