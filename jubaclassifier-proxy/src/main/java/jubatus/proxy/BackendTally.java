package jubatus.proxy;

import java.util.concurrent.atomic.LongAdder;

/**
 * Counts what went to one server. Safe for concurrent use.
 *
 * <p>{@code sent = answered + failed + under way}; repetitions count each time.
 */
final class BackendTally {
    private final LongAdder sent = new LongAdder();
    private final LongAdder answered = new LongAdder();
    private final LongAdder failed = new LongAdder();

    void countSent() {
        sent.increment();
    }

    /** With a result or an error of the server's. */
    void countAnswered() {
        answered.increment();
    }

    /** No connection, one that broke off, or no answer in time. */
    void countFailed() {
        failed.increment();
    }

    long sent() {
        return sent.sum();
    }

    long answered() {
        return answered.sum();
    }

    long failed() {
        return failed.sum();
    }
}
