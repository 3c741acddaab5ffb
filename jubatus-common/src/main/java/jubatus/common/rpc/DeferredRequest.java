package jubatus.common.rpc;

/**
 * A request of a deferred method.
 *
 * @param bytes the length of the message
 */
record DeferredRequest(RpcMethod method, long messageId, boolean notification, int bytes) {
    /** Whether the requests behind it wait for its answer. */
    boolean inOrder() {
        return method.deferred().inOrder();
    }
}
