package jubatus.common.rpc;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;

/**
 * The answers of one connection on their way to the channel. They are collected, so that those to one batch of requests leave together.
 * Confined to the connection's event loop.
 */
final class Outgoing {
    private final ChannelHandlerContext context;
    private final RpcStatistics statistics;
    private final IdleTimer idle;
    /** Answers that have not been sent; null if there are none. */
    private ByteBuf collected;

    private final Pieces pieces = new Pieces();

    /** @param idle is restarted whenever something is sent */
    Outgoing(ChannelHandlerContext context, RpcStatistics statistics, IdleTimer idle) {
        this.context = context;
        this.statistics = statistics;
        this.idle = idle;
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
        idle.restart();
        statistics.countOut(answer.readableBytes());
        pieces.write(answer, context);
        context.flush();
    }

    /** Sends as much of what waits as there is room for now. */
    void goOn() {
        pieces.goOn(context);
        context.flush();
    }

    /** Whether nothing waits for its turn at the channel. */
    boolean isEmpty() {
        return pieces.isEmpty();
    }

    /** How many bytes the socket has not taken. */
    long unsent() {
        ChannelOutboundBuffer outbound = context.channel().unsafe().outboundBuffer();
        long written = outbound == null ? 0 : outbound.totalPendingWriteBytes() - outbound.currentProgress();
        return written + pieces.bytes();
    }

    void release() {
        pieces.release();
        if (collected != null) {
            collected.release();
            collected = null;
        }
    }
}
