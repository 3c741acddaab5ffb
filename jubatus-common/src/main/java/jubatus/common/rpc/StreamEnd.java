package jubatus.common.rpc;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import jubatus.common.process.FullHeap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How a connection ends: behind the last answers, or at once. */
@SuppressWarnings("FutureReturnValueIgnored") // Netty reports what fails to exceptionCaught and channelInactive.
final class StreamEnd {
    private static final Logger LOG = LoggerFactory.getLogger(RpcServer.class);

    private StreamEnd() {}

    /** Closes a connection that broke, or in which something failed. */
    static void broken(ChannelHandlerContext context, Throwable cause) {
        FullHeap.endIfFull(cause);
        if (cause instanceof IOException) {
            LOG.debug("connection lost: peer={} reason={}", context.channel().remoteAddress(), cause.toString());
        } else {
            LOG.error(
                    "connection closed by an error: peer={}", context.channel().remoteAddress(), cause);
        }
        context.close();
    }

    /**
     * Sends the end of the stream. The socket stays open a little longer if the client may be sending: closing it with unread bytes would
     * make the kernel reset it, and the client could lose answers that it has not read.
     *
     * @param inputEnded whether the client has closed its side
     */
    static void send(ChannelHandlerContext context, BooleanSupplier inputEnded) {
        var channel = (DuplexChannel) context.channel();
        context.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(sent -> {
            if (inputEnded.getAsBoolean() || !sent.isSuccess()) {
                channel.close();
                return;
            }
            shutdownOutput(channel);
            context.executor().schedule(() -> channel.close(), RpcLimits.LINGER.toMillis(), TimeUnit.MILLISECONDS);
        });
    }

    private static void shutdownOutput(DuplexChannel channel) {
        SslHandler tls = channel.pipeline().get(SslHandler.class);
        if (tls == null) {
            channel.shutdownOutput();
        } else {
            // Else the end could be an attacker's, who cut the stream.
            tls.closeOutbound().addListener(told -> channel.shutdownOutput());
        }
    }
}
