package jubatus.classifier.mixer;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes the executors of a mixer. */
final class MixThreads {
    private static final int KEEP_ALIVE_SECONDS = 10;
    private static final long CLOSE_MILLIS = 5000;

    private MixThreads() {}

    /** An executor of at most {@code count} threads {@code <duty>-N}, which end when idle and keep no process alive. */
    static ThreadPoolExecutor named(String duty, int count) {
        var number = new AtomicInteger();
        var executor = new ThreadPoolExecutor(
                count, count, KEEP_ALIVE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    var thread = new Thread(task, duty + "-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        executor.allowCoreThreadTimeOut(true);
        return executor;
    }

    /**
     * Interrupts what runs, and runs what waits on the thread that calls, so that whoever waits for its answer gets one. The tasks find
     * out by themselves that they are to do nothing else.
     */
    static void stop(ThreadPoolExecutor executor) {
        executor.shutdownNow().forEach(Runnable::run);
    }

    /** Interrupts a mixer's loop, if there is one, and waits for its end; not if the calling thread is interrupted itself. */
    static void stop(Thread loop) {
        if (loop == null) {
            return;
        }
        loop.interrupt();
        try {
            loop.join(CLOSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
