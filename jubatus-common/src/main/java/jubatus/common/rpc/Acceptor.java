package jubatus.common.rpc;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import jubatus.common.process.LogThrottle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes new connections from the listener and gives each to an event loop. Confined to the listener's event loop. */
final class Acceptor extends PassingHandler {
    private static final Logger LOG = LoggerFactory.getLogger(RpcServer.class);

    private static final ReusingReceiver RECEIVER = new ReusingReceiver();

    private final ServerContext server;
    private final EventLoopGroup loops;
    private final BooleanSupplier closing;
    private final LogThrottle surplus = new LogThrottle();

    /** @param closing whether the server has begun to close, so that it may have missed a connection just made */
    Acceptor(ServerContext server, EventLoopGroup loops, BooleanSupplier closing) {
        this.server = server;
        this.loops = loops;
        this.closing = closing;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        var channel = (Channel) message;
        var connection = new ServerConnection(server);
        server.connections().add(connection);
        if (server.connections().size() > server.options().maxConnections()) {
            refuse(channel, connection);
            return;
        }
        channel.config().setOption(ChannelOption.TCP_NODELAY, true);
        // A client may end its side and still wait for answers.
        channel.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
        channel.config().setOption(ChannelOption.WRITE_BUFFER_WATER_MARK, RpcLimits.UNSENT);
        channel.config().setRecvByteBufAllocator(RECEIVER);
        if (server.tls().isOn()) {
            Handshake.accept(
                    channel.pipeline(), server.tls(), reason -> server.refused(channel.remoteAddress(), reason));
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

    private void refuse(Channel channel, ServerConnection connection) {
        server.connections().remove(connection);
        server.statistics().count(RpcStatistics.Connections.REFUSED);
        surplus.pass()
                .ifPresent(leftOut -> LOG.atWarn()
                        .addKeyValue("leftOut", leftOut)
                        .log(
                                "connection refused: peer={} limit={}",
                                channel.remoteAddress(),
                                server.options().maxConnections()));
        channel.unsafe().closeForcibly();
    }

    /** Accepting fails when the process has no descriptor left; trying again at once would only burn time. */
    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // The timer of an event loop fails only when the loop has ended.
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        surplus.pass()
                .ifPresent(leftOut -> LOG.atWarn()
                        .addKeyValue("leftOut", leftOut)
                        .log("cannot accept connections, trying again in a second: {}", cause.toString()));
        Channel listener = context.channel();
        if (listener.config().isAutoRead()) {
            listener.config().setAutoRead(false);
            context.executor().schedule(() -> listener.config().setAutoRead(true), 1, TimeUnit.SECONDS);
        }
    }
}
