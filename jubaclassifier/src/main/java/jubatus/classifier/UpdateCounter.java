package jubatus.classifier;

import java.util.concurrent.atomic.LongAdder;

/**
 * Counts the calls that may change the model, before they do: a call that then fails counts too (03 §3.2). The mixer hears of each when
 * it is done, so that what it counts has been learned. Then it is acknowledged, when it is safe enough. Safe for concurrent use.
 */
final class UpdateCounter {
    private final LongAdder updates = new LongAdder();
    private final LongAdder finished = new LongAdder();
    private final Runnable onDone;
    private final Durability durability;

    /** @param onDone called after each update; must cost little */
    UpdateCounter(Runnable onDone, Durability durability) {
        this.onDone = onDone;
        this.durability = durability;
    }

    /** Of a server that does not mix. */
    UpdateCounter(Durability durability) {
        this(() -> {}, durability);
    }

    /** Of a server that neither mixes nor keeps a journal. */
    UpdateCounter() {
        this(Durability.NONE);
    }

    /** When those that are done may be acknowledged. */
    Durability durability() {
        return durability;
    }

    void updated() {
        updates.increment();
    }

    /** The call that was counted has ended, well or not. */
    void done() {
        finished.increment();
        onDone.run();
    }

    /** How many of the calls that were counted have ended: what they changed is in the model. */
    long finished() {
        return finished.sum();
    }

    long count() {
        return updates.sum();
    }
}
