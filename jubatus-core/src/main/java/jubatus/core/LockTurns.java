package jubatus.core;

import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.StampedLock;
import java.util.function.IntConsumer;
import jubatus.core.storage.Turns;

/**
 * {@link Turns} at the model of an {@link Engine}, by its lock. A turn is over after some milliseconds, measured by the clock, so that
 * it is as short for rows of many labels and on slow machines. Then the lock is left free for a moment: it is not fair, and without
 * the pause a thread that was woken for it would find it taken again.
 *
 * <p>Safe for concurrent use, but meant for one at a time: two would share the others' patience.
 */
final class LockTurns implements Turns {
    private static final long TURN_NANOS = 2_000_000;
    private static final long PAUSE_NANOS = 50_000;
    /** How many numbers are passed between two looks at the clock. */
    private static final int STEP = 32;

    private final StampedLock lock;
    private final Runnable afterWriting;

    /** @param afterWriting is called at the end of each turn that may have changed something */
    LockTurns(StampedLock lock, Runnable afterWriting) {
        this.lock = lock;
        this.afterWriting = afterWriting;
    }

    @Override
    public void write(Runnable action) {
        long stamp = lock.writeLock();
        try {
            action.run();
            afterWriting.run();
        } finally {
            lock.unlockWrite(stamp);
        }
    }

    @Override
    public void write(int limit, IntConsumer action) {
        for (int next = 0; next < limit; pause(next, limit)) {
            long stamp = lock.writeLock();
            try {
                next = turn(next, limit, action);
                afterWriting.run();
            } finally {
                lock.unlockWrite(stamp);
            }
        }
    }

    @Override
    public void read(int limit, IntConsumer action) {
        for (int next = 0; next < limit; pause(next, limit)) {
            long stamp = lock.readLock();
            try {
                next = turn(next, limit, action);
            } finally {
                lock.unlockRead(stamp);
            }
        }
    }

    private static int turn(int from, int limit, IntConsumer action) {
        long end = System.nanoTime() + TURN_NANOS;
        int next = from;
        do {
            int stop = Math.min(next + STEP, limit);
            for (; next < stop; next++) {
                action.accept(next);
            }
        } while (next < limit && System.nanoTime() - end < 0);
        return next;
    }

    private static void pause(int next, int limit) {
        if (next < limit) {
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }
}
