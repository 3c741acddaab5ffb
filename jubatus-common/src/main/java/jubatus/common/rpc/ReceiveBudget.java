package jubatus.common.rpc;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How much memory the large receive arrays of all connections of a server may take together, so that a few clients with half
 * messages cannot take the heap from the model. Safe for concurrent use.
 */
final class ReceiveBudget {
    /** For a client, which receives what it asked for. */
    static final ReceiveBudget UNLIMITED = new ReceiveBudget(Long.MAX_VALUE);

    private final long limitBytes;
    private final AtomicLong taken = new AtomicLong();

    ReceiveBudget(long limitBytes) {
        this.limitBytes = limitBytes;
    }

    long limitBytes() {
        return limitBytes;
    }

    /** Takes so many bytes, or none and answers false if that would be too much. */
    boolean take(long bytes) {
        if (taken.addAndGet(bytes) <= limitBytes) {
            return true;
        }
        taken.addAndGet(-bytes);
        return false;
    }

    void give(long bytes) {
        taken.addAndGet(-bytes);
    }

    /** How many bytes are taken at present. */
    long taken() {
        return taken.get();
    }
}
