package jubatus.core.storage;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/**
 * How the one who mixes a model shares it with those who train and ask it. Long work is done in turns of some milliseconds, between
 * which the others have theirs, so whoever mixes must leave the model sound after each number and expect it changed before the next.
 *
 * <p>A turn must not begin another one.
 */
public interface Turns {
    /** For a model that nobody else uses: everything at once. */
    Turns ALONE = new Turns() {
        @Override
        public void write(Runnable action) {
            action.run();
        }

        @Override
        public void write(int limit, IntConsumer action) {
            for (int number = 0; number < limit; number++) {
                action.accept(number);
            }
        }

        @Override
        public void read(int limit, IntConsumer action) {
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

    /** Calls {@code action} with 0, 1, … up to {@code limit} − 1 in order, in as many turns as that takes, and waits for the last. */
    void write(int limit, IntConsumer action);

    /** As {@link #write(int, IntConsumer)}, while others may read the model too. */
    void read(int limit, IntConsumer action);
}
