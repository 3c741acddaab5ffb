package jubatus.common.process;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The time that a process takes to stop, shared by the steps that wait for others: what one step takes the later ones lack, so that their
 * sum has a bound, though each may wish for much. It begins with the first step. A step that comes when it is over still has a moment, in
 * which whatever has nobody to wait for is done.
 *
 * <p>Safe for concurrent use, though steps are meant to come one after the other.
 */
public final class StopTime {
    /** What a step has in any case. */
    static final Duration LEAST = Duration.ofMillis(200);

    private static final Logger LOG = LoggerFactory.getLogger(StopTime.class);

    private final Duration all;
    private final LongSupplier nanoClock;
    /** When it is over; null before the first step. */
    private final AtomicReference<Long> end = new AtomicReference<>();

    /** @param all for all steps together */
    public StopTime(Duration all) {
        this(all, System::nanoTime);
    }

    StopTime(Duration all, LongSupplier nanoClock) {
        this.all = all;
        this.nanoClock = nanoClock;
    }

    /** How long a step may take that begins now and wishes for so long. */
    public Duration grant(Duration wish) {
        long now = nanoClock.getAsLong();
        end.compareAndSet(null, now + all.toNanos());
        Duration left = Duration.ofNanos(end.get() - now);
        Duration granted = left.compareTo(wish) < 0 ? left : wish;
        return granted.compareTo(LEAST) < 0 ? LEAST : granted;
    }

    /**
     * Runs a step on a thread of its own, and goes on when its time is over: it is interrupted then, and if that does not end it, it
     * is left behind.
     *
     * @throws RuntimeException if the step throws one
     */
    public void run(String name, Duration wish, Runnable step) throws InterruptedException {
        var failure = new AtomicReference<Throwable>();
        var thread = new Thread(step, "stop-" + name.replace(' ', '-'));
        thread.setUncaughtExceptionHandler((same, thrown) -> failure.set(thrown));
        thread.setDaemon(true);
        Duration granted = grant(wish);
        thread.start();
        thread.join(granted.toMillis());
        if (thread.isAlive()) {
            LOG.warn("{} is cut short: it took longer than {} ms", name, granted.toMillis());
            thread.interrupt();
            thread.join(LEAST.toMillis());
        }
        if (failure.get() instanceof RuntimeException known) {
            throw known;
        }
        if (failure.get() instanceof Error known) {
            throw known;
        }
    }
}
