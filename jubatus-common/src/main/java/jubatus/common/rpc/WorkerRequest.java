package jubatus.common.rpc;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import jubatus.core.msgpack.MessageReader;

/**
 * A request that leaves its event loop.
 *
 * @param begun when it came, as {@link MethodTally#begin} told
 * @param params a reader of its own, on the bytes where they were received
 */
record WorkerRequest(RpcMethod method, long begun, long messageId, boolean notification, MessageReader params) {
    /** Runs the method; the answer is empty for a notification. */
    ByteBuf run(MethodRunner runner, ByteBufAllocator allocator) {
        Workspace workspace = Workspace.current();
        runner.run(method, begun, messageId, params, workspace.answer());
        return notification ? Unpooled.EMPTY_BUFFER : workspace.detachAnswer(allocator);
    }
}
