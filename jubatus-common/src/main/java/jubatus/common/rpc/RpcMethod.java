package jubatus.common.rpc;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import jubatus.core.bytes.ByteString;

/**
 * A registered method.
 *
 * @param handler null if the method is deferred
 * @param blocks whether a call, if it came now, may block or take long, so that it must not run on the connection's event loop
 * @param executor where a call runs then, or if its request is large
 * @param deferred null if the handler answers before it returns
 * @param requests how often it was called
 */
record RpcMethod(
        ByteString name,
        RpcHandler handler,
        BooleanSupplier blocks,
        Executor executor,
        Deferred deferred,
        LongAdder requests) {

    /**
     * What answers later.
     *
     * @param inOrder whether the requests behind one on its connection wait for its answer
     */
    record Deferred(DeferredHandler handler, boolean inOrder) {}

    RpcMethod(ByteString name, RpcHandler handler, BooleanSupplier blocks, Executor executor) {
        this(name, handler, blocks, executor, null, new LongAdder());
    }

    RpcMethod(ByteString name, Deferred deferred, Executor executor) {
        this(name, null, () -> false, executor, deferred, new LongAdder());
    }
}
