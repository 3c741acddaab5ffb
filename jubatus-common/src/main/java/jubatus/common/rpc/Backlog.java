package jubatus.common.rpc;

import io.netty.buffer.ByteBuf;
import io.netty.util.concurrent.EventExecutor;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a connection has read and may not keep yet, because memory is tight. Confined to the connection's loop. */
final class Backlog {
    private static final Logger LOG = LoggerFactory.getLogger(RpcServer.class);

    private final ReceiveBuffer received;
    private final BufferBudget budget;
    private final Deque<ByteBuf> held = new ArrayDeque<>();
    private boolean waiting;

    Backlog(ReceiveBuffer received, BufferBudget budget) {
        this.received = received;
        this.budget = budget;
    }

    /** Whether bytes wait, so that nothing of the connection is served. */
    boolean isWaiting() {
        return waiting;
    }

    /**
     * Keeps what arrived if it has to wait for memory or for what came before it. Tells, on the loop, when memory is no longer tight;
     * {@link #end} comes next.
     *
     * @return false if the bytes may be appended at once
     */
    boolean keeps(ByteBuf bytes, EventExecutor loop, Runnable done) {
        if (waiting) {
            held.add(bytes.retain());
        } else if (budget.isTight() && received.wouldBeginToCount(bytes.readableBytes())) {
            held.add(bytes.retain());
            waiting = true;
            await(loop, done);
        }
        return waiting;
    }

    private void await(EventExecutor loop, Runnable done) {
        budget.awaitRoom(() -> {
            try {
                loop.execute(() -> lookAgain(loop, done));
            } catch (RejectedExecutionException e) {
                LOG.debug("the server has closed, and the connection with it", e);
            }
        });
    }

    /** Many may have been woken, and the first of them may have taken all that there was. */
    private void lookAgain(EventExecutor loop, Runnable done) {
        if (budget.isTight() && !held.isEmpty()) {
            await(loop, done);
            return;
        }
        waiting = false;
        done.run();
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
