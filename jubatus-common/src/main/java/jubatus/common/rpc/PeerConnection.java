package jubatus.common.rpc;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.NetUtil;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import jubatus.common.process.FullHeap;
import jubatus.common.tls.Tls;
import jubatus.core.JubatusException;
import jubatus.core.msgpack.MessageReader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection to another server with any number of calls under way, whose parameters and results pass as bytes.
 *
 * <p>Confined to one {@link RpcLoop}. Calls submitted while the connection is being made wait here; calls of one turn of the loop leave
 * together. A connection is used once: it ends when it fails, when the server closes it, or when it is {@linkplain #retire retired} and
 * nobody waits for an answer on it. It has no time-outs but that of connecting.
 */
@SuppressWarnings("FutureReturnValueIgnored") // Netty reports what fails to exceptionCaught and channelInactive.
public final class PeerConnection {
    private static final Logger LOG = LoggerFactory.getLogger(PeerConnection.class);
    private static final int RESPONSE = 1;
    private static final int LONGEST_HEADER_BYTES = 8;
    /** Longer messages are not copied together with others. */
    private static final int OWN_BUFFER_BYTES = 32 << 10;

    /**
     * Where to connect, and the limits.
     *
     * @param maxAnswerBytes a connection that brings a longer answer counts as broken; about 2 GiB at most
     * @param tls which the connection speaks, if it is on
     */
    public record Options(String host, int port, Duration connectTimeout, long maxAnswerBytes, Tls tls) {
        /** Without TLS. */
        public Options(String host, int port, Duration connectTimeout, long maxAnswerBytes) {
            this(host, port, connectTimeout, maxAnswerBytes, Tls.OFF);
        }

        Handshake.Destination destination() {
            return new Handshake.Destination(host, port, connectTimeout);
        }
    }

    private final RpcLoop loop;
    private final Options options;
    private final Consumer<PeerConnection> onEnd;
    private final ChannelFactory<? extends Channel> channels;
    private final ReceiveBuffer received;
    private final PeerCalls calls = new PeerCalls();
    /** Submitted before there was a connection. */
    private List<PeerCall> waiting = new ArrayList<>();
    /** Null until the connection is being made. */
    private Channel channel;
    /** Requests that have not been handed to the channel; null if there are none. */
    private ByteBuf requests;

    private final Runnable flushing = this::flush;
    private boolean flushDue;
    private long flushedSequence;
    private boolean retired;
    private boolean ended;
    private long usedAt = System.nanoTime();

    PeerConnection(RpcLoop loop, Options options, Consumer<PeerConnection> onEnd) {
        this(loop, options, onEnd, NioSocketChannel::new);
    }

    PeerConnection(
            RpcLoop loop, Options options, Consumer<PeerConnection> onEnd, ChannelFactory<? extends Channel> channels) {
        this.loop = loop;
        this.options = options;
        this.onEnd = onEnd;
        this.channels = channels;
        int maxAnswerBytes = (int) Math.min(options.maxAnswerBytes(), RpcLimits.MESSAGE_BYTES);
        this.received = new ReceiveBuffer(maxAnswerBytes, BufferBudget.OF_ANSWERS);
    }

    void begin() {
        if (NetUtil.isValidIpV4Address(options.host())) {
            connect(new InetSocketAddress(options.host(), options.port()));
            return;
        }
        try {
            loop.workers().execute(() -> {
                var address = new InetSocketAddress(options.host(), options.port());
                loop.execute(() -> connect(address));
            });
        } catch (RejectedExecutionException e) {
            loop.execute(() -> end(PeerFailure.Kind.UNRESOLVED, e));
        }
    }

    /** Sends a call. Not once {@code onEnd} has been told. */
    public void submit(PeerCall call) {
        if (retired || ended) {
            throw new IllegalStateException("a connection that has ended takes no calls");
        }
        calls.add(call);
        usedAt = System.nanoTime();
        if (waiting == null) {
            write(call);
        } else {
            waiting.add(call);
        }
    }

    /** Whether no answer is due. */
    public boolean isIdle() {
        return calls.isEmpty();
    }

    /** For how long nothing was sent or received. */
    public Duration silence() {
        return Duration.ofNanos(System.nanoTime() - usedAt);
    }

    /** Takes no further calls, and closes as soon as nobody waits for an answer. May be called again, when another call is over. */
    public void retire() {
        if (!retired && !ended) {
            retired = true;
            onEnd.accept(this);
        }
        if (retired && calls.allOver()) {
            end(PeerFailure.Kind.CLOSED, null);
        }
    }

    private void connect(InetSocketAddress address) {
        if (ended) {
            return;
        }
        if (address.isUnresolved()) {
            end(PeerFailure.Kind.UNRESOLVED, null);
            return;
        }
        var connecting = new Bootstrap()
                .group(loop.eventLoop())
                .channelFactory(channels)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.RECVBUF_ALLOCATOR, new ReusingReceiver())
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int)
                        options.connectTimeout().toMillis())
                .handler(Handshake.before(new Traffic(), options.tls(), options.destination()))
                .connect(address);
        channel = connecting.channel();
        connecting.addListener(made -> {
            if (!made.isSuccess()) {
                // Not at once: this may be called before the caller has the connection.
                loop.execute(() -> end(PeerFailure.Kind.NOT_CONNECTED, made.cause()));
            }
        });
    }

    private void connected() {
        List<PeerCall> first = waiting;
        waiting = null;
        for (PeerCall call : first) {
            // Breaks while they are written: all have failed then.
            if (ended) {
                return;
            }
            if (!call.isOver()) {
                write(call);
            }
        }
    }

    private void write(PeerCall call) {
        byte[] message = call.message();
        int room = LONGEST_HEADER_BYTES + Math.min(message.length, OWN_BUFFER_BYTES);
        if (requests != null
                && (requests.readableBytes() > RpcLimits.ANSWER_BATCH_BYTES || requests.maxWritableBytes() < room)) {
            handOverRequests();
            if (ended) {
                return;
            }
        }
        if (requests == null) {
            requests = Workspace.current().writeBuffer(room, channel.alloc());
        }
        requests.writeByte(0x94).writeByte(0);
        writeId(call.slot());
        if (message.length > OWN_BUFFER_BYTES) {
            handOverRequests();
            channel.write(Unpooled.wrappedBuffer(message), channel.voidPromise());
        } else {
            requests.writeBytes(message);
        }
        if (!flushDue) {
            flushDue = true;
            // Behind what the loop does at present, so that requests that came together leave together.
            Workspace.current().turn().putOff(flushing, loop.eventLoop());
        }
    }

    private void writeId(int slot) {
        if (slot < 0x80) {
            requests.writeByte(slot);
        } else if (slot < 0x100) {
            requests.writeByte(0xcc).writeByte(slot);
        } else if (slot < 0x1_0000) {
            requests.writeByte(0xcd).writeShort(slot);
        } else {
            requests.writeByte(0xce).writeInt(slot);
        }
    }

    private void handOverRequests() {
        ByteBuf batch = requests;
        requests = null;
        channel.write(batch, channel.voidPromise());
    }

    private void flush() {
        flushDue = false;
        if (ended) {
            return;
        }
        if (requests != null) {
            handOverRequests();
        }
        flushedSequence = calls.lastSequence();
        channel.flush();
    }

    private void takeAnswers() {
        while (!ended) {
            switch (received.head()) {
                case INCOMPLETE -> {
                    return;
                }
                case COMPLETE -> takeAnswer();
                case MALFORMED -> {
                    speaksGarbage();
                    return;
                }
                case TOO_LONG -> end(PeerFailure.Kind.BROKEN, null);
            }
        }
    }

    private void takeAnswer() {
        MessageReader in = received.reader(Workspace.current());
        received.consume();
        PeerCall call;
        int members;
        try {
            members = in.readArray();
            if (members < 2 || in.readInt() != RESPONSE) {
                return;
            }
            call = calls.remove(in.readUnsignedLong());
        } catch (JubatusException e) {
            // No response of MessagePack-RPC; the call that it was meant for times out.
            return;
        }
        if (call != null) {
            answer(call, in, members - 2);
            if (retired && calls.allOver()) {
                end(PeerFailure.Kind.CLOSED, null);
            }
        }
    }

    private static void answer(PeerCall call, MessageReader in, int members) {
        try {
            call.answered(in, members);
        } catch (RuntimeException | Error e) {
            FullHeap.endIfFull(e);
            // A bug of one call must not take the connection from the others.
            LOG.error("the answer of another server could not be used", e);
        }
    }

    /** Nothing that follows can be understood; the calls under way time out (01 §8.3). */
    private void speaksGarbage() {
        channel.config().setAutoRead(false);
        received.release(Workspace.current());
        retire();
    }

    private void end(PeerFailure.Kind kind, Throwable cause) {
        if (ended) {
            return;
        }
        ended = true;
        if (requests != null) {
            requests.release();
            requests = null;
        }
        try {
            if (!retired) {
                onEnd.accept(this);
            }
            for (PeerCall call : calls.removeAll()) {
                boolean written = waiting == null && call.sequence() <= flushedSequence;
                fail(call, new PeerFailure(kind, written, cause));
            }
        } finally {
            // One that is not registered has been closed by Netty, or could not even be made, and would throw.
            if (channel != null && channel.isRegistered()) {
                channel.close();
            }
        }
    }

    private static void fail(PeerCall call, PeerFailure failure) {
        try {
            call.failed(failure);
        } catch (RuntimeException | Error e) {
            FullHeap.endIfFull(e);
            // A bug of one call must not keep the others from their end.
            LOG.error("the failure of a call of another server could not be told", e);
        }
    }

    /** What the channel brings. */
    private final class Traffic extends PassingHandler {
        @Override
        public void channelActive(ChannelHandlerContext context) {
            connected();
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            var bytes = (ByteBuf) message;
            try {
                if (!ended) {
                    usedAt = System.nanoTime();
                    Workspace.current().turn().readBegins();
                    if (received.append(bytes, Workspace.current())) {
                        takeAnswers();
                    } else {
                        end(PeerFailure.Kind.BROKEN, null);
                    }
                }
            } finally {
                bytes.release();
            }
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext context) {
            received.settle(Workspace.current());
            Workspace.current().turn().readEnds();
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            received.release(Workspace.current());
            end(PeerFailure.Kind.CLOSED, null);
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            FullHeap.endIfFull(cause);
            end(PeerFailure.Kind.BROKEN, cause);
        }
    }
}
