package jubatus.core;

import jubatus.core.storage.Turns;

/**
 * {@link Turns} at the model of an {@link Engine}, by its lock. A turn is over after some milliseconds, measured by the clock, so that
 * it is as short for rows of many labels and on slow machines. Then those who wait have the lock before the next turn begins.
 *
 * <p>Safe for concurrent use, but meant for one at a time: two would share the others' patience.
 */
final class LockTurns implements Turns {
    private static final long TURN_NANOS = 2_000_000;
    /** Others have their turn for at most this long, so that a mix ends however many they are. */
    private static final long OTHERS_NANOS = 2_000_000;

    private final ModelLock lock;
    private final Runnable afterWriting;

    /** @param afterWriting is called at the end of each turn that may have changed something */
    LockTurns(ModelLock lock, Runnable afterWriting) {
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
    public void write(int limit, Range action) {
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
    public void read(int limit, Range action) {
        for (int next = 0; next < limit; pause(next, limit)) {
            long stamp = lock.readLock();
            try {
                next = turn(next, limit, action);
            } finally {
                lock.unlockRead(stamp);
            }
        }
    }

    private static int turn(int from, int limit, Range action) {
        long end = System.nanoTime() + TURN_NANOS;
        int next = from;
        do {
            int stop = Math.min(next + LONGEST_RANGE, limit);
            action.accept(next, stop);
            next = stop;
        } while (next < limit && System.nanoTime() - end < 0);
        return next;
    }

    private void pause(int next, int limit) {
        if (next < limit) {
            lock.letOthers(OTHERS_NANOS);
        }
    }
}
