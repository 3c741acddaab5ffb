package jubatus.common.rpc;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.DefaultMaxMessagesRecvByteBufAllocator;

/** Has a channel read into the one buffer of its loop, for what it brings is copied or used up before the next read. */
final class ReusingReceiver extends DefaultMaxMessagesRecvByteBufAllocator {
    @Override
    @SuppressWarnings("deprecation") // The handle's interface; there is no other.
    public Handle newHandle() {
        return new MaxMessageHandle() {
            @Override
            public int guess() {
                return RpcLimits.READ_BYTES;
            }

            @Override
            public ByteBuf allocate(ByteBufAllocator allocator) {
                return Workspace.current().readBuffer(allocator);
            }
        };
    }
}
