package jubatus.common.rpc;

import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import jubatus.core.bytes.ByteString;
import jubatus.core.msgpack.MessageReader;

/**
 * A registered method.
 *
 * @param handler null if the method is deferred
 * @param blocks whether a call, if it came now, may block or take long, so that it must not run on the connection's event loop
 * @param executor where a call runs then, or if its request is large
 * @param readsPages whether the handler can do with a reader of pages
 * @param deferred null if the handler answers before it returns
 * @param tally of its calls
 */
record RpcMethod(
        ByteString name,
        RpcHandler handler,
        BooleanSupplier blocks,
        Executor executor,
        boolean readsPages,
        Deferred deferred,
        MethodTally tally) {

    /**
     * What answers later.
     *
     * @param inOrder whether the requests behind one on its connection wait for its answer
     */
    record Deferred(DeferredHandler handler, boolean inOrder) {}

    RpcMethod(ByteString name, RpcHandler handler, BooleanSupplier blocks, Executor executor) {
        this(name, handler, blocks, executor, false, null, new MethodTally());
    }

    RpcMethod(ByteString name, Deferred deferred, Executor executor) {
        this(name, null, () -> false, executor, false, deferred, new MethodTally());
    }

    /** A method that blocks, and whose handler can do with a reader of pages. */
    static RpcMethod ofPages(ByteString name, Executor executor, RpcHandler handler) {
        return new RpcMethod(name, handler, () -> true, executor, true, null, new MethodTally());
    }

    /** The parameters as the handler needs them. Copies large ones to one array unless it can do with pages. */
    MessageReader readable(MessageReader params) {
        return readsPages ? params : params.gathered();
    }
}
