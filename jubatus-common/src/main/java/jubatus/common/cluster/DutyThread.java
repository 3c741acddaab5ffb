package jubatus.common.cluster;

import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The coordinator's thread: runs one task after the other. Safe for concurrent use. What a task throws is logged. */
final class DutyThread implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DutyThread.class);

    private volatile Thread thread;
    private final ScheduledThreadPoolExecutor tasks = new ScheduledThreadPoolExecutor(1, this::thread);

    DutyThread() {
        tasks.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        tasks.setRejectedExecutionHandler((task, executor) -> {
            // After the end there is nothing left to do.
        });
    }

    private Thread thread(Runnable work) {
        thread = new Thread(work, "coordinator");
        thread.setDaemon(true);
        return thread;
    }

    boolean isCurrent() {
        return Thread.currentThread() == thread;
    }

    void run(Runnable task) {
        tasks.execute(() -> guarded(task));
    }

    @SuppressWarnings("FutureReturnValueIgnored") // what fails is logged
    void runAfter(long millis, Runnable task) {
        tasks.schedule(() -> guarded(task), millis, TimeUnit.MILLISECONDS);
    }

    private static void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.error("a task of the coordinator failed: {}", e.getMessage(), e);
        }
    }

    /** Drops the tasks that have not begun. */
    @Override
    public void close() {
        tasks.shutdownNow();
    }
}
