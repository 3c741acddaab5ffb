package jubatus.common.rpc;

import io.netty.buffer.ByteBuf;
import io.netty.util.concurrent.EventExecutor;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves the beginning of a large message to a larger array on a worker: copying a hundred megabytes on the event loop would hold up its
 * other connections. What arrives meanwhile is kept. Confined to the connection's loop, but for the copying.
 */
final class Growth {
    private static final Logger LOG = LoggerFactory.getLogger(RpcServer.class);

    private final ReceiveBuffer received;
    private final Executor workers;
    private final Deque<ByteBuf> held = new ArrayDeque<>();
    private boolean running;
    private boolean failed;

    Growth(ReceiveBuffer received, Executor workers) {
        this.received = received;
        this.workers = workers;
    }

    /** Whether bytes are on their way to another array, so that none may be appended or used. */
    boolean isRunning() {
        return running;
    }

    /** Keeps what arrived. */
    void hold(ByteBuf bytes) {
        held.add(bytes.retain());
    }

    /** Keeps what arrived until memory is no longer tight, and calls {@code done} on the loop then; {@link #end} comes next. */
    void postpone(ByteBuf bytes, BufferBudget budget, EventExecutor loop, Runnable done) {
        hold(bytes);
        running = true;
        await(budget, loop, done);
    }

    private void await(BufferBudget budget, EventExecutor loop, Runnable done) {
        budget.awaitRoom(() -> {
            try {
                loop.execute(() -> lookAgain(budget, loop, done));
            } catch (RejectedExecutionException e) {
                LOG.debug("the server has closed, and the connection with it", e);
            }
        });
    }

    /** Many may have been woken, and the first of them may have taken all that there was. */
    private void lookAgain(BufferBudget budget, EventExecutor loop, Runnable done) {
        if (budget.isTight() && !held.isEmpty()) {
            await(budget, loop, done);
            return;
        }
        running = false;
        done.run();
    }

    /**
     * Begins to make room for what arrived, which is kept; false if there is no memory for it.
     *
     * @param done is called on the loop afterwards; {@link #end} comes next
     */
    boolean begin(ByteBuf bytes, EventExecutor loop, Runnable done) {
        ReceiveBuffer.Move move = received.beginMove(bytes.readableBytes());
        if (move == null) {
            return false;
        }
        hold(bytes);
        running = true;
        try {
            workers.execute(() -> move(move, loop, done));
        } catch (RejectedExecutionException e) {
            LOG.warn("a large message is given up: the server closes");
            ended(move, false, done);
        }
        return true;
    }

    /** On a worker. */
    private void move(ReceiveBuffer.Move move, EventExecutor loop, Runnable done) {
        boolean isCopied = copy(move);
        try {
            loop.execute(() -> ended(move, isCopied, done));
        } catch (RejectedExecutionException e) {
            LOG.debug("the server has closed, and the connection with it", e);
        }
    }

    private static boolean copy(ReceiveBuffer.Move move) {
        try {
            move.copy();
            return true;
        } catch (OutOfMemoryError e) {
            LOG.warn("no memory for a large message: {}", e.getMessage());
            return false;
        }
    }

    private void ended(ReceiveBuffer.Move move, boolean isCopied, Runnable done) {
        running = false;
        failed |= !isCopied;
        if (isCopied) {
            received.endMove(move);
        } else {
            received.cancelMove(move);
        }
        done.run();
    }

    /** Appends what was kept to the message; false if there is no memory for it. */
    boolean end(Workspace workspace) {
        boolean isTaken = !failed;
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
