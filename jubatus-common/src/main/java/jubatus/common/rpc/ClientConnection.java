package jubatus.common.rpc;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import jubatus.common.process.FullHeap;
import jubatus.core.JubatusException;
import jubatus.core.msgpack.MessageReader;

/**
 * One TCP connection of an {@link RpcClient} and the calls that are on it. Confined to the client's event loop.
 *
 * <p>Calls that come while the connection is being made wait here. A connection is used once: it ends for good when it fails, when the
 * server closes it, or when it is {@linkplain #retire retired} and its last call is done.
 */
@SuppressWarnings("FutureReturnValueIgnored") // Netty reports what fails to exceptionCaught and channelInactive.
final class ClientConnection extends ChannelInboundHandlerAdapter {
    private static final int RESPONSE = 1;

    /**
     * How often a server that is let wait gets rid of what one read brings: some 256 KiB a second, so that within the ten seconds after
     * which servers take a client for dead its system has room again for more.
     */
    private static final Duration SIGN_OF_LIFE = Duration.ofMillis(250);

    /**
     * For answers.
     *
     * @param turn without which no large answer is read to its end
     */
    record Memory(int maxAnswerBytes, BufferBudget budget, AnswerTurns.Turn turn) {}

    private final EventLoop loop;
    private final Memory memory;
    private final Consumer<ClientConnection> onEnd;
    private final ReceiveBuffer received;

    /** In the order in which they were submitted. */
    private final Map<Long, PendingCall<?>> pending = new LinkedHashMap<>();

    /** Null until there is a connection. */
    private Pieces outgoing;

    private Channel channel;
    private boolean connected;
    private boolean ended;
    private boolean retired;
    private boolean flushDue;
    private long receivedAt = System.nanoTime();
    /** Whether the answer that arrives has asked for its turn. */
    private boolean asksForTurn;
    /** Whether it waits for it. */
    private boolean waits;

    /**
     * A connection yet to be made.
     *
     * @param onEnd learns when it takes no more calls
     */
    ClientConnection(EventLoop loop, Memory memory, Consumer<ClientConnection> onEnd) {
        this.loop = loop;
        this.onEnd = onEnd;
        this.memory = memory;
        this.received = new ReceiveBuffer(memory.maxAnswerBytes, memory.budget);
    }

    /** @param beginning this connection, or what leads to it */
    void connect(InetSocketAddress address, ChannelHandler beginning) {
        if (ended) {
            return;
        }
        if (address.isUnresolved()) {
            end("unknown host " + address.getHostString(), null);
            return;
        }
        var connecting = new Bootstrap()
                .group(loop)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.WRITE_BUFFER_WATER_MARK, RpcLimits.UNSENT)
                .option(ChannelOption.RECVBUF_ALLOCATOR, new ReusingReceiver())
                .handler(beginning)
                .connect(address);
        channel = connecting.channel();
        connecting.addListener(made -> {
            if (!made.isSuccess()) {
                end("cannot connect: " + made.cause().getMessage(), made.cause());
            }
        });
    }

    void submit(PendingCall<?> call) {
        pending.put(call.id(), call);
        if (connected) {
            write(call);
        }
    }

    /** Drops a call that timed out. */
    void forget(PendingCall<?> call) {
        pending.remove(call.id());
        // A large answer that nobody wants any more has a turn for which others may wait.
        if ((!connected || asksForTurn) && pending.isEmpty()) {
            end("given up", null);
        } else if (call.wasSentAfter(receivedAt)) {
            // Not a byte since the call was written: the connection may be dead without a word. Others wait out their
            // time.
            retire();
        }
    }

    /** Ends the connection at once; calls on it fail. */
    void end(String reason, Throwable cause) {
        if (ended) {
            return;
        }
        ended = true;
        if (channel != null) {
            channel.close();
        }
        onEnd.accept(this);
        waits = false;
        if (asksForTurn) {
            memory.turn.give();
        }
        var calls = List.copyOf(pending.values());
        pending.clear();
        calls.forEach(call -> call.connectionFailed(reason, cause));
    }

    private void retire() {
        retired = true;
        onEnd.accept(this);
        endIfDone();
    }

    private void endIfDone() {
        if (retired && pending.isEmpty()) {
            end("retired", null);
        }
    }

    @Override
    public void channelActive(ChannelHandlerContext active) {
        outgoing = new Pieces(channel, message -> active.write(message, active.voidPromise()));
        connected = true;
        List.copyOf(pending.values()).forEach(this::write);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf bytes = (ByteBuf) message;
        try {
            receivedAt = System.nanoTime();
            if (received.append(bytes, Workspace.current())) {
                takeAnswers();
            } else {
                end(
                        "there is no memory for the answer: with others it takes more than "
                                + memory.budget.limitBytes() + " bytes",
                        null);
            }
        } finally {
            bytes.release();
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        received.settle(Workspace.current());
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ignored) {
        // Not at once: this may be called in the middle of a write.
        loop.execute(() -> {
            outgoing.goOn();
            channel.flush();
        });
    }

    @Override
    public void channelInactive(ChannelHandlerContext ignored) {
        if (outgoing != null) {
            outgoing.release();
        }
        received.release(Workspace.current());
        end("the server closed the connection before the answer came; its log may say why", null);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        FullHeap.endIfFull(cause);
        end("the connection broke: " + cause.getMessage(), cause);
    }

    private void write(PendingCall<?> call) {
        call.markSent();
        outgoing.write(call.message());
        if (!flushDue) {
            flushDue = true;
            // Behind the calls that are queued already, so that they leave together.
            loop.execute(() -> {
                flushDue = false;
                channel.flush();
            });
        }
    }

    private void takeAnswers() {
        while (!ended) {
            switch (received.head()) {
                case INCOMPLETE -> {
                    if (received.isLarge() && !asksForTurn) {
                        askForTurn();
                    }
                    return;
                }
                case COMPLETE -> takeAnswer();
                case MALFORMED -> end("the answer is not MessagePack", null);
                case TOO_LONG -> end("the answer is longer than " + memory.maxAnswerBytes + " bytes", null);
            }
        }
    }

    private void askForTurn() {
        asksForTurn = true;
        if (!memory.turn.take(() -> loop.execute(this::goOn))) {
            waits = true;
            channel.config().setAutoRead(false);
            pending.values().forEach(PendingCall::hold);
            giveSignOfLife();
        }
    }

    private void giveSignOfLife() {
        loop.schedule(
                () -> {
                    if (waits) {
                        channel.read();
                        giveSignOfLife();
                    }
                },
                SIGN_OF_LIFE.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    private void goOn() {
        if (waits) {
            waits = false;
            pending.values().forEach(PendingCall::goOn);
            channel.config().setAutoRead(true);
        }
    }

    private void takeAnswer() {
        // It may have come to its end by signs of life.
        goOn();
        MessageReader in = received.reader(Workspace.current());
        received.consume();
        PendingCall<?> call;
        try {
            if (in.readArray() < 4 || in.readInt() != RESPONSE) {
                end("the answer is not a response of MessagePack-RPC", null);
                return;
            }
            call = pending.remove(in.readUnsignedLong());
        } catch (JubatusException e) {
            end("the answer is not a response of MessagePack-RPC", e);
            return;
        }
        boolean wasLarge = asksForTurn;
        asksForTurn = false;
        if (call != null) {
            call.answer(in);
            endIfDone();
        } else if (wasLarge) {
            // The answer to a call that timed out finds nobody.
            memory.turn.give();
        }
    }
}
