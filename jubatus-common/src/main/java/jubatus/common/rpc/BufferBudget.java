package jubatus.common.rpc;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How much memory all connections of a server may take together: for messages that arrive, for requests that wait for others and for
 * answers that clients do not read. Otherwise a few clients could take the heap from the model. The clients of a process have one, too.
 *
 * <p>Above half of it memory is tight: who has nothing here must wait before it takes anything, and who has something gets on with it
 * first. The second half is there for them to finish; if even that does not do, the connection that wants more is closed. What is small
 * is free, see {@link Share} and {@link ReceiveBuffer}.
 *
 * <p>Safe for concurrent use.
 */
final class BufferBudget {
    /** For the answers that all clients of this process receive: a server that sends without end must not take the heap from the rest. */
    static final BufferBudget OF_ANSWERS = new BufferBudget(RpcBounds.bufferedByDefault());

    private final long limitBytes;
    private final AtomicLong taken = new AtomicLong();
    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();

    BufferBudget(long limitBytes) {
        this.limitBytes = limitBytes;
    }

    long limitBytes() {
        return limitBytes;
    }

    /** Takes so many bytes, or none and answers false if that would be too much. */
    boolean take(long bytes) {
        // Nothing is to be had even where others have taken too much.
        if (taken.addAndGet(bytes) <= limitBytes || bytes == 0) {
            return true;
        }
        give(bytes);
        return false;
    }

    /** Takes so many bytes, whatever the limit; for steps that are small. */
    void takeAnyway(long bytes) {
        taken.addAndGet(bytes);
    }

    void give(long bytes) {
        long left = taken.addAndGet(-bytes);
        if (left <= tightAbove() && !waiting.isEmpty()) {
            wake();
        }
    }

    /** Whether so many bytes more could be taken at present. */
    boolean allows(long bytes) {
        return taken.get() <= limitBytes - bytes;
    }

    /** Whether who can wait should. */
    boolean isTight() {
        return taken.get() > tightAbove();
    }

    /** Calls {@code wake} once, on any thread, when memory is not tight; that may be now. It must not block. */
    void awaitRoom(Runnable wake) {
        waiting.add(wake);
        // Room may have come before it was noted that somebody waits.
        if (!isTight()) {
            wake();
        }
    }

    /** How many bytes are taken at present. */
    long taken() {
        return taken.get();
    }

    private long tightAbove() {
        return limitBytes / 2;
    }

    private void wake() {
        for (Runnable each = waiting.poll(); each != null; each = waiting.poll()) {
            each.run();
        }
    }
}
