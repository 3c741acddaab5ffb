package jubatus.common.rpc;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;

/**
 * The answers of one connection on their way to the channel. They are collected, so that those to one batch of requests leave together.
 * What the client has not read counts in the server's {@link BufferBudget}. Confined to the connection's event loop.
 */
final class Outgoing {
    /** What the connection has to know. */
    interface Events {
        /** The client has read what counted. */
        void drained();

        /** There is no memory for an answer, which is thrown away: the connection cannot go on. */
        void overflowed();
    }

    private final ChannelHandlerContext context;
    private final ServerContext server;
    private final ConnectionTimer timer;
    private final Events events;
    private final Share share;
    /** Answers that have not been sent; null if there are none. */
    private ByteBuf collected;

    private final Pieces pieces;
    /** All bytes that the channel ever had. */
    private long handed;
    /** How many of them the socket has taken, at least. */
    private long taken;
    /** Up to where the channel was asked to tell. */
    private long asked;

    private boolean released;

    /** @param timer is restarted whenever something is sent */
    Outgoing(ChannelHandlerContext context, ServerContext server, ConnectionTimer timer, Events events) {
        this.context = context;
        this.server = server;
        this.timer = timer;
        this.events = events;
        this.share = new Share(server.budget());
        this.pieces = new Pieces(context.channel(), this::write);
    }

    /** Where to append an answer of so many bytes; it leaves with {@link #sendCollected} at the latest. */
    ByteBuf room(int bytes) {
        if (collected != null
                && (collected.readableBytes() >= RpcLimits.ANSWER_BATCH_BYTES
                        || collected.maxWritableBytes() < bytes)) {
            sendCollected();
        }
        if (collected == null) {
            collected = Workspace.current().writeBuffer(bytes, context.alloc());
        }
        return collected;
    }

    void sendCollected() {
        if (collected != null) {
            ByteBuf batch = collected;
            collected = null;
            send(batch);
        }
    }

    /** Collects or sends an answer, whichever copies less. */
    void add(ByteBuf answer) {
        if (answer.readableBytes() > RpcLimits.WRITE_BYTES) {
            sendCollected();
            send(answer);
        } else {
            room(answer.readableBytes()).writeBytes(answer);
            answer.release();
        }
    }

    /** Sends an answer, or as much of it as there is room for. */
    void send(ByteBuf answer) {
        int bytes = answer.readableBytes();
        if (bytes > RpcLimits.FREE_ARRAY_BYTES && !server.budget().allows(bytes)) {
            answer.release();
            events.overflowed();
            return;
        }
        timer.restart();
        server.statistics().countOut(bytes);
        pieces.write(answer);
        count();
        context.flush();
    }

    /** Sends as much of what waits as there is room for now. */
    void goOn() {
        pieces.goOn();
        context.flush();
    }

    /** The channel tells of every {@link Share#FREE_BYTES} or so, not of each answer: that would cost more than most answers. */
    @SuppressWarnings("FutureReturnValueIgnored") // Netty reports what fails to exceptionCaught and channelInactive.
    private void write(ByteBuf bytes) {
        handed += bytes.readableBytes();
        if (handed - asked < Share.FREE_BYTES) {
            context.write(bytes, context.voidPromise());
            return;
        }
        asked = handed;
        long upTo = handed;
        context.write(bytes).addListener(written -> taken(upTo));
    }

    private void taken(long upTo) {
        taken = upTo;
        boolean counted = share.isCounted();
        count();
        if (counted && !share.isCounted()) {
            events.drained();
        }
    }

    private void count() {
        share.set(released ? 0 : handed - taken + pieces.bytes());
    }

    /** Whether nothing waits for its turn at the channel. */
    boolean isEmpty() {
        return pieces.isEmpty();
    }

    /** Whether the client has left so much unread that it counts. */
    boolean isCounted() {
        return share.isCounted();
    }

    /** How many bytes the socket has not taken. */
    long unsent() {
        ChannelOutboundBuffer outbound = context.channel().unsafe().outboundBuffer();
        long written = outbound == null ? 0 : outbound.totalPendingWriteBytes() - outbound.currentProgress();
        return written + pieces.bytes();
    }

    void release() {
        released = true;
        pieces.release();
        if (collected != null) {
            collected.release();
            collected = null;
        }
        count();
    }
}
