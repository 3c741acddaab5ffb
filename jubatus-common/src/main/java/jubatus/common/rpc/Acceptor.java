package jubatus.common.rpc;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.ServerChannelRecvByteBufAllocator;
import io.netty.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import jubatus.common.process.FullHeap;
import jubatus.common.process.LogThrottle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes new connections from the listener and gives each to an event loop. Pauses while as many are open as may be, and for a second when
 * the process has no file descriptor left: clients then wait in the system's queue, and those that are connected are served on. Confined
 * to the listener's event loop.
 */
final class Acceptor extends PassingHandler {
    private static final Logger LOG = LoggerFactory.getLogger(RpcServer.class);

    private static final ReusingReceiver RECEIVER = new ReusingReceiver();

    private final ServerContext server;
    private final EventLoopGroup loops;
    private final BooleanSupplier closing;
    private final LogThrottle warnings = new LogThrottle();
    private boolean full;
    private boolean failing;

    /** @param closing whether the server has begun to close, so that it may have missed a connection just made */
    Acceptor(ServerContext server, EventLoopGroup loops, BooleanSupplier closing) {
        this.server = server;
        this.loops = loops;
        this.closing = closing;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        // One at a time, so that there is never one more than may be.
        context.channel()
                .config()
                .setRecvByteBufAllocator(new ServerChannelRecvByteBufAllocator().maxMessagesPerRead(1));
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        var channel = (Channel) message;
        var connection = new ServerConnection(server);
        server.connections().add(connection);
        if (server.connections().isFull()) {
            pauseWhileFull(context.channel());
        }
        channel.config().setOption(ChannelOption.TCP_NODELAY, true);
        // A client may end its side and still wait for answers.
        channel.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
        channel.config().setOption(ChannelOption.WRITE_BUFFER_WATER_MARK, RpcLimits.UNSENT);
        channel.config().setRecvByteBufAllocator(RECEIVER);
        if (server.tls().isOn()) {
            Handshake.accept(channel.pipeline(), server.tls(), reason -> server.closes(channel, "reason=" + reason));
        }
        channel.pipeline().addLast(connection);
        loops.register(channel).addListener(registered -> begin(channel, connection, registered));
    }

    private void begin(Channel channel, ServerConnection connection, Future<?> registered) {
        if (registered.isSuccess()) {
            server.statistics().count(RpcStatistics.Connections.ACCEPTED);
            if (closing.getAsBoolean()) {
                connection.drainSoon();
            }
            return;
        }
        server.connections().remove(connection);
        LOG.warn("connection could not be served: peer={}", channel.remoteAddress(), registered.cause());
        channel.unsafe().closeForcibly();
    }

    private void pauseWhileFull(Channel listener) {
        if (full) {
            return;
        }
        full = true;
        server.statistics().count(RpcStatistics.Limits.CONNECTIONS);
        warnings.pass()
                .ifPresent(leftOut -> LOG.atWarn()
                        .addKeyValue("leftOut", leftOut)
                        .log(
                                "{} connections are open, as many as may be; further clients wait until one ends",
                                server.connections().count()));
        follow(listener);
        awaitRoom(listener);
    }

    private void awaitRoom(Channel listener) {
        server.connections().awaitRoom(() -> {
            try {
                listener.eventLoop().execute(() -> lookAgain(listener));
            } catch (RejectedExecutionException e) {
                LOG.debug("the server has closed, and the listener with it", e);
            }
        });
    }

    private void lookAgain(Channel listener) {
        if (server.connections().isFull()) {
            awaitRoom(listener);
            return;
        }
        full = false;
        follow(listener);
    }

    /** Accepting fails when the process has no descriptor left; trying again at once would only burn time. */
    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // The timer of an event loop fails only when the loop has ended.
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        FullHeap.endIfFull(cause);
        server.statistics().count(RpcStatistics.Limits.ACCEPT_FAILED);
        warnings.pass()
                .ifPresent(leftOut -> LOG.atWarn()
                        .addKeyValue("leftOut", leftOut)
                        .addKeyValue("connections", server.connections().count())
                        .log("cannot accept connections, trying again in a second: {}", cause.toString()));
        Channel listener = context.channel();
        if (!failing) {
            failing = true;
            follow(listener);
            context.executor().schedule(() -> tryAgain(listener), 1, TimeUnit.SECONDS);
        }
    }

    private void tryAgain(Channel listener) {
        failing = false;
        follow(listener);
    }

    private void follow(Channel listener) {
        boolean accepts = !full && !failing;
        if (listener.config().isAutoRead() != accepts) {
            listener.config().setAutoRead(accepts);
        }
    }
}
