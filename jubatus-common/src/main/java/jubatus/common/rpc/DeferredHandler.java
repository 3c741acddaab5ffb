package jubatus.common.rpc;

import jubatus.core.msgpack.MessageReader;

/**
 * Begins a method of an {@link RpcServer} whose answer comes later.
 *
 * <p>Called on the connection's event loop, where it must not block nor take long, or on a worker if the request is large; for several
 * connections at once. Neither reader nor the bytes below it may be used after the call returned.
 */
@FunctionalInterface
public interface DeferredHandler {
    /**
     * Begins the method.
     *
     * @param params stands at the parameters, a lone nil if the message had none; see {@link RpcParams#open}
     * @param answer must be given once, now or later; until then the connection stays open
     * @throws jubatus.core.JubatusException as with {@link RpcHandler}; the answer is then given
     */
    void handle(MessageReader params, Answer answer);
}
