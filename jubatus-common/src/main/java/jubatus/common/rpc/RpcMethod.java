package jubatus.common.rpc;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.LongAdder;
import jubatus.core.bytes.ByteString;

/**
 * A registered method.
 *
 * @param executor where it runs, or null for the connection's event loop
 * @param requests how often it was called
 */
record RpcMethod(ByteString name, RpcHandler handler, Executor executor, LongAdder requests) {
    RpcMethod(ByteString name, RpcHandler handler, Executor executor) {
        this(name, handler, executor, new LongAdder());
    }
}
