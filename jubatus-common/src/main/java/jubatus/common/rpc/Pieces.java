package jubatus.common.rpc;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The messages of one connection that wait for their turn at the channel. A channel copies whatever it is given into memory outside the
 * heap at once; a message of a hundred megabytes would take that much twice, and hold up the loop meanwhile. So long ones go in pieces, as
 * the socket takes them, and those behind them wait here. Confined to the connection's event loop.
 */
final class Pieces {
    private static final int PIECE_BYTES = RpcLimits.UNSENT_LOW_BYTES;
    private static final int LONG_BYTES = RpcLimits.UNSENT_HIGH_BYTES;

    private final Deque<ByteBuf> waiting = new ArrayDeque<>();
    private long bytes;

    /** Writes a message, or as much of it as there is room for; the caller flushes. */
    @SuppressWarnings("FutureReturnValueIgnored") // Netty reports what fails to exceptionCaught and channelInactive.
    void write(ByteBuf message, ChannelHandlerContext context) {
        if (waiting.isEmpty() && message.readableBytes() <= LONG_BYTES) {
            context.write(message, context.voidPromise());
            return;
        }
        waiting.add(message);
        bytes += message.readableBytes();
        goOn(context);
    }

    /** Writes as much of what waits as there is room for now; the caller flushes. */
    @SuppressWarnings("FutureReturnValueIgnored")
    void goOn(ChannelHandlerContext context) {
        while (!waiting.isEmpty() && context.channel().isWritable()) {
            ByteBuf first = waiting.peek();
            if (first.readableBytes() > PIECE_BYTES) {
                bytes -= PIECE_BYTES;
                context.write(first.readRetainedSlice(PIECE_BYTES), context.voidPromise());
            } else {
                bytes -= first.readableBytes();
                context.write(waiting.remove(), context.voidPromise());
            }
        }
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** How many bytes wait. */
    long bytes() {
        return bytes;
    }

    void release() {
        waiting.forEach(ByteBuf::release);
        waiting.clear();
        bytes = 0;
    }
}
