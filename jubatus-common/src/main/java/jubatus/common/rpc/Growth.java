package jubatus.common.rpc;

import io.netty.buffer.ByteBuf;
import io.netty.util.concurrent.EventExecutor;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * Moves the beginning of a large message to a larger array on a worker: copying a hundred megabytes on the event loop would hold up its
 * other connections. What arrives meanwhile is kept. Confined to the connection's loop, but for the copying.
 */
final class Growth {
    private final ReceiveBuffer received;
    private final Executor workers;
    private final Deque<ByteBuf> held = new ArrayDeque<>();
    private boolean running;

    Growth(ReceiveBuffer received, Executor workers) {
        this.received = received;
        this.workers = workers;
    }

    boolean isRunning() {
        return running;
    }

    /** Keeps what arrived. */
    void hold(ByteBuf bytes) {
        held.add(bytes.retain());
    }

    /**
     * Begins to make room for what arrived, which is kept; false if there is no memory for it.
     *
     * @param done is called on the loop when there is room; {@link #end} comes next
     * @param failed is called by any thread if there will be none
     */
    boolean begin(ByteBuf bytes, EventExecutor loop, Runnable done, Runnable failed) {
        ReceiveBuffer.Move move = received.beginMove(bytes.readableBytes());
        if (move == null) {
            return false;
        }
        hold(bytes);
        running = true;
        try {
            workers.execute(() -> {
                try {
                    move.copy();
                    loop.execute(() -> {
                        running = false;
                        received.endMove(move);
                        done.run();
                    });
                } catch (RejectedExecutionException | OutOfMemoryError e) {
                    failed.run();
                }
            });
        } catch (RejectedExecutionException e) {
            failed.run();
        }
        return true;
    }

    /** Appends what was kept to the message; false if there is no memory for it. */
    boolean end(Workspace workspace) {
        boolean isTaken = true;
        while (!held.isEmpty()) {
            ByteBuf bytes = held.remove();
            isTaken = isTaken && received.append(bytes, workspace);
            bytes.release();
        }
        return isTaken;
    }

    void release() {
        held.forEach(ByteBuf::release);
        held.clear();
    }
}
