package jubatus.common.rpc;

import java.util.Arrays;
import java.util.concurrent.Executor;
import jubatus.common.process.FullHeap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an event loop puts off so that bytes that belong together leave together. If only one channel had something to read, that is until
 * its bytes are used up; if several had, it is until the loop has read them all, which is when it turns to its tasks. Confined to the loop's
 * thread.
 */
final class LoopTurn {
    private static final Logger LOG = LoggerFactory.getLogger(RpcServer.class);

    private boolean alone;
    private boolean reading;
    private Runnable[] due = new Runnable[4];
    private int count;

    /** How many channels the loop has found to have something to read; 0 if it does not know. */
    void found(int channels) {
        // Nothing is left but when reading ended in an error.
        readEnds();
        alone = channels == 1;
    }

    /** A channel's bytes are about to be used. */
    void readBegins() {
        reading = alone;
    }

    /** They have been used up. */
    void readEnds() {
        for (int next = 0; next < count; next++) {
            Runnable action = due[next];
            due[next] = null;
            run(action);
        }
        count = 0;
        reading = false;
    }

    /** As a loop runs its tasks: one that fails keeps no other from its turn. */
    private static void run(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException | Error e) {
            FullHeap.endIfFull(e);
            LOG.error("error at the end of a turn of an event loop", e);
        }
    }

    /** Runs an action when it is time, on {@code loop}, the loop of this thread. */
    void putOff(Runnable action, Executor loop) {
        if (!reading) {
            loop.execute(action);
            return;
        }
        if (count == due.length) {
            due = Arrays.copyOf(due, 2 * count);
        }
        due[count++] = action;
    }
}
