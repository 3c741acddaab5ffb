package jubatus.common.rpc;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import jubatus.core.bytes.ByteString;

/**
 * A registered method.
 *
 * @param blocks whether a call, if it came now, may block or take long, so that it must not run on the connection's event loop
 * @param executor where a call runs then, or if its request is large
 * @param requests how often it was called
 */
record RpcMethod(ByteString name, RpcHandler handler, BooleanSupplier blocks, Executor executor, LongAdder requests) {
    RpcMethod(ByteString name, RpcHandler handler, BooleanSupplier blocks, Executor executor) {
        this(name, handler, blocks, executor, new LongAdder());
    }
}
