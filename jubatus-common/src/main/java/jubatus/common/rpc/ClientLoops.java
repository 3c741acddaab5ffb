package jubatus.common.rpc;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * The threads of all clients of this process, counted by reference: the first client starts them, the last one to close ends them.
 * They are daemons, so a client that nobody closes does not keep the process alive.
 */
final class ClientLoops {
    private static final int LOOPS = Math.min(2, Runtime.getRuntime().availableProcessors());

    /** Guards both fields below. */
    private static final Object LOCK = new Object();

    private static ClientLoops shared;
    private static int users;

    private final EventLoopGroup loops =
            new MultiThreadIoEventLoopGroup(LOOPS, new NamedThreads("rpc-client", true), NioIoHandler.newFactory());

    /** Name look-ups block, and must not stop a loop. */
    private final ExecutorService resolvers = Executors.newCachedThreadPool(new NamedThreads("rpc-resolver", true));

    private ClientLoops() {}

    static ClientLoops acquire() {
        synchronized (LOCK) {
            if (users++ == 0) {
                shared = new ClientLoops();
            }
            return shared;
        }
    }

    void release() {
        synchronized (LOCK) {
            if (--users > 0) {
                return;
            }
            shared = null;
        }
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).addListener(ended -> resolvers.shutdown());
    }

    EventLoop next() {
        return loops.next();
    }

    ExecutorService resolvers() {
        return resolvers;
    }
}
