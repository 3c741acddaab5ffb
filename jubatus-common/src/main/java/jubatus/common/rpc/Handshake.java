package jubatus.common.rpc;

import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.time.Duration;
import java.util.function.Consumer;
import javax.net.ssl.SSLException;
import jubatus.common.tls.Tls;

/**
 * Keeps the beginning of TLS from the handler behind it: that handler hears that the channel is active when the handshake is done, so
 * nothing is written to a stranger, and of a failure as one sentence. Confined to the connection's event loop.
 *
 * <p>The computing of a handshake, one or two milliseconds, runs on the loop: on an executor, Netty 4.2 misses the end of a handshake
 * whose client sends a request and ends its side at once. A connection without TLS has none of this in its pipeline.
 */
final class Handshake extends PassingHandler {
    /** Not told of connections that were just closed: probes do that. */
    private final Consumer<String> onFailure;

    private boolean done;
    private boolean failed;

    private Handshake(Consumer<String> onFailure) {
        this.onFailure = onFailure;
    }

    /**
     * Adds the server's side of TLS.
     *
     * @param onFailure told why a handshake failed; the connection is closed then
     */
    static void accept(ChannelPipeline pipeline, Tls tls, Consumer<String> onFailure) {
        add(pipeline, new SslHandler(tls.serverEngine()), RpcLimits.TLS_HANDSHAKE, onFailure);
    }

    /** Whom a client means to reach, and for how long it tries; the certificate must name the host. */
    record Destination(String host, int port, Duration patience) {}

    /** What a client's channel begins with: {@code handler}, behind the client's side of TLS if there is TLS. */
    static ChannelHandler before(ChannelHandler handler, Tls tls, Destination to) {
        if (!tls.isOn()) {
            return handler;
        }
        return new PassingHandler() {
            @Override
            public void handlerAdded(ChannelHandlerContext context) {
                ChannelPipeline pipeline = context.pipeline();
                add(pipeline, new SslHandler(tls.clientEngine(to.host(), to.port())), to.patience(), reason -> {});
                pipeline.addLast(handler).remove(this);
            }
        };
    }

    private static void add(ChannelPipeline pipeline, SslHandler ssl, Duration patience, Consumer<String> onFailure) {
        ssl.setHandshakeTimeoutMillis(patience.toMillis());
        pipeline.addLast(ssl, new Handshake(onFailure));
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        if (done) {
            context.fireChannelActive();
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (!(event instanceof SslHandshakeCompletionEvent completion)) {
            context.fireUserEventTriggered(event);
        } else if (completion.isSuccess()) {
            done = true;
            context.fireChannelActive();
        } else {
            fail(context, completion.cause());
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        Throwable root = cause instanceof DecoderException && cause.getCause() != null ? cause.getCause() : cause;
        if (!done) {
            fail(context, root);
        } else if (root instanceof SSLException) {
            context.fireExceptionCaught(new SSLException(TlsFailure.sentence(root), root));
        } else {
            context.fireExceptionCaught(cause);
        }
    }

    /** The first of the reports of one failure has the reason. */
    private void fail(ChannelHandlerContext context, Throwable cause) {
        if (failed) {
            return;
        }
        failed = true;
        String sentence = TlsFailure.sentence(cause);
        if (!TlsFailure.isClose(cause)) {
            onFailure.accept(sentence);
        }
        context.fireExceptionCaught(new SSLException(sentence, cause));
    }
}
