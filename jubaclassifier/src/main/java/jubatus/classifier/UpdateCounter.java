package jubatus.classifier;

import java.util.concurrent.atomic.LongAdder;

/**
 * Counts the calls that may change the model, before they do: a call that then fails counts too (03 §3.2). Safe for concurrent use.
 */
final class UpdateCounter {
    private final LongAdder updates = new LongAdder();

    void updated() {
        updates.increment();
    }

    long count() {
        return updates.sum();
    }
}
