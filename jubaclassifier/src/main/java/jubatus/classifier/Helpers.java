package jubatus.classifier;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Threads that help those who learn batches, as long as processors have nothing else to do. They are made when they are wanted and end
 * when they have not been for a while. Safe for concurrent use; nothing here blocks.
 */
final class Helpers {
    /**
     * A batch with less text is learned before a helper is awake. Numbers do not count: a processor converts them in the time that it
     * takes to get them from the cache of another one, and to get their places back for the next batch.
     */
    static final int WORTH_BYTES = 16 << 10;

    private static final long IDLE_SECONDS = 10;

    private final int processors;
    /** How many threads learn batches or help; may lag behind. */
    private final AtomicInteger busy = new AtomicInteger();

    private final ThreadPoolExecutor threads;

    /** @param most how many threads may learn and help at the same time; helpers are fewer by one */
    Helpers(int most) {
        processors = Math.min(most, Runtime.getRuntime().availableProcessors());
        threads = new ThreadPoolExecutor(
                0,
                Math.max(1, processors - 1),
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                Helpers::newThread);
    }

    private static Thread newThread(Runnable work) {
        var thread = new Thread(work, "prepare");
        thread.setDaemon(true);
        return thread;
    }

    /** Whether a batch with texts of this length is worth help if there is any. */
    boolean suit(long textBytes) {
        return textBytes >= WORTH_BYTES && processors > 1;
    }

    /** Somebody begins to learn a batch. */
    void enter() {
        busy.incrementAndGet();
    }

    void leave() {
        busy.decrementAndGet();
    }

    /** Lets a helper do this, soon or a moment later; false if none is free. */
    boolean ask(Runnable work) {
        if (busy.get() >= processors) {
            return false;
        }
        try {
            threads.execute(() -> {
                enter();
                try {
                    work.run();
                } finally {
                    leave();
                }
            });
            return true;
        } catch (RejectedExecutionException | OutOfMemoryError e) {
            // All are busy, or the system has no thread left: the batch is learned without.
            return false;
        }
    }
}
