package jubatus.classifier;

import java.util.concurrent.atomic.LongAdder;

/**
 * Counts the calls that may change the model, before they do: a call that then fails counts too (03 §3.2). The mixer hears of each when
 * it is done, so that what it counts has been learned. Safe for concurrent use.
 */
final class UpdateCounter {
    private final LongAdder updates = new LongAdder();
    private final LongAdder finished = new LongAdder();
    private final Runnable onDone;

    /** @param onDone called after each update; must cost little */
    UpdateCounter(Runnable onDone) {
        this.onDone = onDone;
    }

    /** Of a server that does not mix. */
    UpdateCounter() {
        this(() -> {});
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
