package jubatus.classifier.mixer;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes the executors of a mixer. */
final class MixThreads {
    private static final int KEEP_ALIVE_SECONDS = 10;

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
}
