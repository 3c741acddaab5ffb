package jubatus.common.rpc;

import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.io.IOException;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.util.concurrent.TimeUnit;
import jubatus.common.process.Logging;
import org.slf4j.LoggerFactory;

/**
 * Lets the first server of a process listen sooner. Netty and the JDK do many things once for a process; here they are done in a thread
 * of their own, on a listener that is never bound, while the program still reads its options and its configuration.
 */
public final class RpcWarmUp implements Runnable {
    private static final String PROVIDER = "java.nio.channels.spi.SelectorProvider";
    private static final String PROVIDER_OF_LINUX = "sun.nio.ch.EPollSelectorProvider";

    private RpcWarmUp() {}

    /** Begins and returns at once. What fails here fails again, with its reason, when the server starts. */
    public static void begin() {
        System.setProperty("io.netty.jfr.enabled", System.getProperty("io.netty.jfr.enabled", "false"));
        nameSelectorProvider();
        // No lambda: the first of a process costs 10 ms, which this thread is there to spend.
        var thread = new Thread(new RpcWarmUp(), "rpc-warm-up");
        thread.setDaemon(true);
        thread.start();
    }

    /** The JDK looks for providers in every jar before it takes its own, unless one is named. */
    private static void nameSelectorProvider() {
        try {
            Class.forName(PROVIDER_OF_LINUX, false, null);
            System.setProperty(PROVIDER, System.getProperty(PROVIDER, PROVIDER_OF_LINUX));
        } catch (ClassNotFoundException e) {
            // Another system, or a JDK that calls it otherwise: the search finds its own.
        }
    }

    @Override
    public void run() {
        try {
            Selector.open().close();
            ServerSocketChannel.open().close();
            // Netty logs, and whoever logs first must find the library chosen.
            Logging.prepare();
            openListener();
        } catch (IOException | RuntimeException e) {
            LoggerFactory.getLogger(RpcWarmUp.class).debug("warm-up failed", e);
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // The loop ends by itself; nothing waits for it.
    private static void openListener() {
        var loop = new MultiThreadIoEventLoopGroup(1, new NamedThreads("rpc-warm-up", true), NioIoHandler.newFactory());
        try {
            var listener = new NioServerSocketChannel();
            listener.pipeline().addLast(new PassingHandler());
            loop.register(listener).syncUninterruptibly();
            listener.alloc().ioBuffer().release();
            listener.close().syncUninterruptibly();
        } finally {
            loop.shutdownGracefully(0, 0, TimeUnit.SECONDS);
        }
    }
}
