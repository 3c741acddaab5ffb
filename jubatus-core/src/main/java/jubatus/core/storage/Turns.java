package jubatus.core.storage;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * How the one who mixes a model shares it with those who train and ask it. Long work is done in turns of some milliseconds, between
 * which the others have theirs, so whoever mixes must leave the model sound after each range and expect it changed before the next.
 *
 * <p>A turn must not begin another one.
 */
public interface Turns {
    /** At most so many numbers are one range. */
    int LONGEST_RANGE = 64;

    /** Acts on some numbers, one after the other. */
    @FunctionalInterface
    interface Range {
        /** Acts on the numbers from {@code from} up to {@code to} − 1. */
        void accept(int from, int to);
    }

    /** For a model that nobody else uses: everything at once. */
    Turns ALONE = new Turns() {
        @Override
        public void write(Runnable action) {
            action.run();
        }

        @Override
        public void write(int limit, Range action) {
            for (int from = 0; from < limit; from += LONGEST_RANGE) {
                action.accept(from, Math.min(from + LONGEST_RANGE, limit));
            }
        }

        @Override
        public void read(int limit, Range action) {
            write(limit, action);
        }
    };

    /** Acts in one turn, while nobody else uses the model. */
    void write(Runnable action);

    /** As {@link #write(Runnable)}, with a result. */
    default <T> T get(Supplier<T> action) {
        var result = new AtomicReference<T>();
        write(() -> result.set(action.get()));
        return result.get();
    }

    /**
     * Acts on the numbers 0, 1, … up to {@code limit} − 1, in ranges in order, in as many turns as that takes, and waits for the last. A
     * range lies in one turn, so that who acts may look at all its numbers before it changes anything for the first.
     */
    void write(int limit, Range action);

    /** As {@link #write(int, Range)}, while others may read the model too. */
    void read(int limit, Range action);
}
