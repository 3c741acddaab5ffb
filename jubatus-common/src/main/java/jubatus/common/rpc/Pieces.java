package jubatus.common.rpc;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/**
 * The messages of one connection that wait for their turn at the channel. A channel copies whatever it is given into memory outside the
 * heap at once; a message of a hundred megabytes would take that much twice, and hold up the loop meanwhile. So long ones go in pieces, as
 * the socket takes them, and those behind them wait here. Confined to the connection's event loop.
 */
final class Pieces {
    private static final int PIECE_BYTES = RpcLimits.UNSENT_LOW_BYTES;
    private static final int LONG_BYTES = RpcLimits.UNSENT_HIGH_BYTES;

    private final Channel channel;
    private final Consumer<ByteBuf> writer;
    private final Deque<ByteBuf> waiting = new ArrayDeque<>();
    private long bytes;

    /** @param writer writes to the channel; the caller of the methods flushes */
    Pieces(Channel channel, Consumer<ByteBuf> writer) {
        this.channel = channel;
        this.writer = writer;
    }

    /** Writes a message, or as much of it as there is room for. */
    void write(ByteBuf message) {
        if (waiting.isEmpty() && message.readableBytes() <= LONG_BYTES) {
            writer.accept(message);
            return;
        }
        waiting.add(message);
        bytes += message.readableBytes();
        goOn();
    }

    /** Writes as much of what waits as there is room for now. */
    void goOn() {
        while (!waiting.isEmpty() && channel.isWritable()) {
            ByteBuf first = waiting.peek();
            if (first.readableBytes() > PIECE_BYTES) {
                bytes -= PIECE_BYTES;
                writer.accept(first.readRetainedSlice(PIECE_BYTES));
            } else {
                bytes -= first.readableBytes();
                writer.accept(waiting.remove());
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
