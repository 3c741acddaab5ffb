package jubatus.classifier.mixer;

import java.util.concurrent.locks.LockSupport;

/** Lets one thread sleep until its next tick, and others wake it earlier. Waking a thread that was woken already costs one read. */
final class Waker {
    private volatile Thread sleeper;
    private volatile boolean woken;

    void wake() {
        if (!woken) {
            woken = true;
            LockSupport.unpark(sleeper);
        }
    }

    /** Waits for {@code nanos}, or until woken; a wake that came since the last sleep counts. Ends at once when interrupted. */
    void sleep(long nanos) {
        sleeper = Thread.currentThread();
        long end = System.nanoTime() + nanos;
        for (long left = nanos; left > 0 && !woken && !Thread.currentThread().isInterrupted(); ) {
            LockSupport.parkNanos(this, left);
            left = end - System.nanoTime();
        }
        woken = false;
    }

    /** Waits for {@code nanos} whoever calls, unless interrupted. */
    void sleepUndisturbed(long nanos) {
        long end = System.nanoTime() + nanos;
        for (long left = nanos; left > 0 && !Thread.currentThread().isInterrupted(); ) {
            LockSupport.parkNanos(this, left);
            left = end - System.nanoTime();
        }
    }
}
