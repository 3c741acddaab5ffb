package jubatus.common.rpc;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.socket.DuplexChannel;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import jubatus.common.process.LogThrottle;
import jubatus.common.tls.Tls;
import jubatus.fuzz.Expected;

/**
 * Connections of clients to the methods of a server, without a network and without threads: what workers do is done at once. Used by one
 * thread.
 */
@SuppressWarnings("FutureReturnValueIgnored") // Nothing is left to come when an embedded channel returns.
public final class EmbeddedConnection {
    private static final Executor AT_ONCE = Runnable::run;
    /** What one message may have, and all together. */
    private static final RpcBounds BOUNDS = new RpcBounds(1 << 20, 1_000, 4 << 20, Duration.ZERO);

    private final RpcStatistics statistics;
    private final ServerContext server;

    /** @param registered a server that is never started */
    public EmbeddedConnection(RpcServer registered) {
        List<RpcMethod> methods = new ArrayList<>();
        registered.methods().methods().forEach(method -> methods.add(atOnce(method)));
        var table = new MethodTable(methods);
        statistics = new RpcStatistics(() -> table);
        server = new ServerContext(
                new RpcServer.Options("127.0.0.1", 0, 1, Duration.ZERO, BOUNDS),
                table,
                new MethodRunner(statistics),
                statistics,
                new BufferBudget(BOUNDS.bufferedBytes()),
                new LogThrottle(),
                new OpenConnections(BOUNDS.connections()),
                new ConcurrentHashMap<>(),
                AT_ONCE,
                Tls.OFF);
    }

    private static RpcMethod atOnce(RpcMethod method) {
        return new RpcMethod(
                method.name(),
                method.handler(),
                method.blocks(),
                AT_ONCE,
                method.readsPages(),
                method.deferred(),
                method.tally());
    }

    /**
     * Connects, sends bytes in pieces and ends the stream.
     *
     * @param from the first byte to send
     * @param step how many at once
     * @return what came back
     */
    public byte[] talk(byte[] bytes, int from, int step) {
        var connection = new ServerConnection(server);
        var channel = new Duplex(connection);
        server.loops().clear();
        for (int start = from; start < bytes.length && channel.isServed(); start += step) {
            channel.writeInbound(Unpooled.copiedBuffer(bytes, start, Math.min(step, bytes.length - start)));
            channel.checkException();
        }
        byte[] answers = channel.answers();
        channel.close();
        channel.checkException();
        channel.finishAndReleaseAll();
        Expected.check(
                server.budget().taken() == 0, server.budget().taken() + " bytes of the budget are never given back");
        return answers;
    }

    /** How many requests were answered as one answers after a bug of the server. */
    public long internalErrors() {
        return statistics.errors().get(RpcStatistics.Errors.INTERNAL);
    }

    /** As an embedded channel, with two directions that end apart. */
    private static final class Duplex extends EmbeddedChannel implements DuplexChannel {
        private boolean outputEnded;

        Duplex(ServerConnection connection) {
            super(false, false, connection);
            config().setOption(ChannelOption.WRITE_BUFFER_WATER_MARK, RpcLimits.UNSENT);
            try {
                register();
            } catch (Exception e) {
                throw new IllegalStateException("an embedded channel registers at once", e);
            }
        }

        /** Whether the server takes more; all that it was asked has been done, so it has no other reason but that the stream has ended. */
        boolean isServed() {
            boolean ended = outputEnded || !isOpen();
            Expected.check(ended || config().isAutoRead(), "the connection neither ends nor reads on");
            return !ended;
        }

        byte[] answers() {
            var all = new ByteArrayOutputStream();
            for (ByteBuf part = readOutbound(); part != null; part = readOutbound()) {
                byte[] bytes = new byte[part.readableBytes()];
                part.readBytes(bytes);
                part.release();
                all.writeBytes(bytes);
            }
            return all.toByteArray();
        }

        @Override
        public boolean isInputShutdown() {
            return !isOpen();
        }

        @Override
        public boolean isOutputShutdown() {
            return outputEnded || !isOpen();
        }

        @Override
        public boolean isShutdown() {
            return isInputShutdown() && isOutputShutdown();
        }

        @Override
        public ChannelFuture shutdownInput() {
            return newSucceededFuture();
        }

        @Override
        public ChannelFuture shutdownInput(ChannelPromise promise) {
            return promise.setSuccess();
        }

        @Override
        public ChannelFuture shutdownOutput() {
            outputEnded = true;
            return newSucceededFuture();
        }

        @Override
        public ChannelFuture shutdownOutput(ChannelPromise promise) {
            outputEnded = true;
            return promise.setSuccess();
        }

        @Override
        public ChannelFuture shutdown() {
            return shutdownOutput();
        }

        @Override
        public ChannelFuture shutdown(ChannelPromise promise) {
            return shutdownOutput(promise);
        }

        @Override
        public Channel parent() {
            return null;
        }
    }
}
