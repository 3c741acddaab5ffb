package jubatus.common.rpc;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import jubatus.core.msgpack.MessageWriter;

/** A message as Netty takes it. */
final class Parts {
    private Parts() {}

    /** The bytes that were written to memory, where they are: nothing may be written there afterwards. */
    static ByteBuf of(MessageWriter message) {
        if (message.isWhole()) {
            return Unpooled.wrappedBuffer(message.bytes(), 0, message.size());
        }
        List<ByteBuf> parts = new ArrayList<>();
        message.forEachPart((bytes, offset, length) -> parts.add(Unpooled.wrappedBuffer(bytes, offset, length)));
        return Unpooled.wrappedBuffer(parts.size(), parts.toArray(ByteBuf[]::new));
    }

    /** Appends a copy of the bytes that were written to memory. */
    static void copy(MessageWriter message, ByteBuf target) {
        message.forEachPart(target::writeBytes);
    }
}
