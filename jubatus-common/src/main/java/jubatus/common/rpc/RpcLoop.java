package jubatus.common.rpc;

import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * An event loop of an {@link RpcServer}, for deferred methods that go on working on the loop of their request: calls of other servers from
 * here need no other thread. There is one object per loop.
 */
public final class RpcLoop {
    private final EventLoop loop;
    private final Executor workers;

    RpcLoop(EventLoop loop, Executor workers) {
        this.loop = loop;
        this.workers = workers;
    }

    EventLoop eventLoop() {
        return loop;
    }

    /** For what blocks. */
    Executor workers() {
        return workers;
    }

    /** Whether the calling thread is this loop. */
    public boolean isCurrent() {
        return loop.inEventLoop();
    }

    /** Runs a task on this loop, behind what it does at present. Any thread. */
    public void execute(Runnable task) {
        loop.execute(task);
    }

    /** Runs a task on this loop after the delay, unless the server closes before. Any thread. */
    @SuppressWarnings("FutureReturnValueIgnored") // Tasks report their failures themselves.
    public void schedule(Duration delay, Runnable task) {
        loop.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    /**
     * Begins to connect to a server. On this loop only, as is everything of the connection.
     *
     * @param onEnd learns, once, that the connection takes no further calls, before calls on it fail
     */
    public PeerConnection connect(PeerConnection.Options options, Consumer<PeerConnection> onEnd) {
        var connection = new PeerConnection(this, options, onEnd);
        connection.begin();
        return connection;
    }
}
