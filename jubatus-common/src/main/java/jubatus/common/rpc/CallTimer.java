package jubatus.common.rpc;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** The time-out of a call, which can stand still. Confined to an event loop. */
final class CallTimer {
    private final EventLoop loop;
    private final Runnable timeOut;
    private ScheduledFuture<?> task;
    private long leftNanos;
    private boolean isHeld;

    /** That calls {@code timeOut} in so many nanoseconds. */
    CallTimer(EventLoop loop, Runnable timeOut, long nanos) {
        this.loop = loop;
        this.timeOut = timeOut;
        this.task = loop.schedule(timeOut, nanos, TimeUnit.NANOSECONDS);
    }

    void hold() {
        if (!isHeld && task.cancel(false)) {
            isHeld = true;
            leftNanos = Math.max(0, task.getDelay(TimeUnit.NANOSECONDS));
        }
    }

    void goOn() {
        if (isHeld) {
            isHeld = false;
            task = loop.schedule(timeOut, leftNanos, TimeUnit.NANOSECONDS);
        }
    }

    void stop() {
        isHeld = false;
        task.cancel(false);
    }
}
