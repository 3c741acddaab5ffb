package jubatus.common.rpc;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;

/**
 * Memory outside the heap for bytes that are on their way for a moment, used again as soon as nobody has it any more, so that a call
 * costs no allocator. Confined to one thread, as are the buffers that it gives.
 */
final class LoopBuffer {
    private static final int LEAST_BYTES = 1 << 10;

    private final int bytes;
    /** Null until it is first needed; lives as long as its thread, and the collector frees it. */
    private ByteBuf kept;

    LoopBuffer(int bytes) {
        this.bytes = bytes;
    }

    /** An empty buffer with room for so many bytes, which the caller releases: the kept one, of a fixed size, unless somebody has it. */
    ByteBuf take(int room, ByteBufAllocator others) {
        if (kept == null) {
            kept = Unpooled.wrappedBuffer(ByteBuffer.allocateDirect(bytes));
        }
        if (room > bytes || kept.refCnt() > 1) {
            return others.directBuffer(Math.max(room, LEAST_BYTES));
        }
        return kept.clear().retain();
    }
}
