package jubatus.core.classifier;

import java.time.Clock;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;
import jubatus.core.bytes.ByteString;
import jubatus.core.config.UnlearnerConfig;
import jubatus.core.msgpack.MessageReader;
import jubatus.core.msgpack.MessageWriter;
import jubatus.core.random.MersenneTwister;

/**
 * Bounds how many ids (labels of a linear learner, rows of NN) are remembered, by evicting some (02 §5). The owner passes a callback
 * that forgets what an evicted id stood for. Not synchronised: one writer or many readers.
 */
interface Unlearner {
    /**
     * Makes an unlearner that remembers nothing yet.
     *
     * @param sticky whether an id matches the sticky pattern and so is never evicted; not asked if the configuration has none
     * @param evict forgets what an id stood for; it must not call back
     */
    static Unlearner of(UnlearnerConfig config, Predicate<ByteString> sticky, Consumer<ByteString> evict) {
        if (config instanceof UnlearnerConfig.Random random) {
            long seed = random.seed().orElseGet(() -> MersenneTwister.seedOf(Clock.systemUTC()));
            return new RandomUnlearner(random.maxSize(), new MersenneTwister(seed), evict);
        }
        var lru = (UnlearnerConfig.Lru) config;
        return new LruUnlearner(lru.maxSize(), lru.stickyPattern().isPresent() ? sticky : id -> false, evict);
    }

    /** Whether {@link #touch} of this id could succeed. */
    boolean canTouch(ByteString id);

    /** Marks an id as used, evicting another if there is no room; false if there is no room and nothing may be evicted. */
    boolean touch(ByteString id);

    /** Forgets an id without the callback; false if it was unknown. */
    boolean remove(ByteString id);

    boolean exists(ByteString id);

    void clear();

    void status(BiConsumer<String, String> entries);

    /** Writes the structure of 03 §8.8 with those ids that are {@code kept}. */
    void write(MessageWriter out, Predicate<ByteString> kept);

    default void write(MessageWriter out) {
        write(out, id -> true);
    }

    /** Replaces all ids by what {@link #write} wrote; there may be more than fit. */
    void read(MessageReader in);
}
