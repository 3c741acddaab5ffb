package jubatus.core;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.StampedLock;

/**
 * The lock of an {@link Engine}'s model, one writer or many readers, for threads that hold it for microseconds and one that takes it
 * again and again for milliseconds. It is not fair, as no lock is that is fast: who has just let it go can take it again before a
 * thread that was woken for it gets a processor. So the one who takes it for long {@linkplain #letOthers lets those who wait have it}.
 *
 * <p>Safe for concurrent use. Stamps are those of {@link StampedLock}; not reentrant.
 */
final class ModelLock {
    private static final long LOOK_NANOS = 20_000;

    private final StampedLock lock = new StampedLock();
    /** Threads that found the lock taken and do not have it yet. */
    private final AtomicInteger waiting = new AtomicInteger();

    long readLock() {
        long stamp = lock.tryReadLock();
        if (stamp != 0) {
            return stamp;
        }
        waiting.incrementAndGet();
        try {
            return lock.readLock();
        } finally {
            waiting.decrementAndGet();
        }
    }

    void unlockRead(long stamp) {
        lock.unlockRead(stamp);
    }

    long writeLock() {
        long stamp = lock.tryWriteLock();
        if (stamp != 0) {
            return stamp;
        }
        waiting.incrementAndGet();
        try {
            return lock.writeLock();
        } finally {
            waiting.decrementAndGet();
        }
    }

    void unlockWrite(long stamp) {
        lock.unlockWrite(stamp);
    }

    /** Waits, without the lock, until nobody waits for it, but no longer than that. */
    void letOthers(long nanos) {
        long end = System.nanoTime() + nanos;
        while (waiting.get() > 0 && System.nanoTime() - end < 0) {
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }
}
