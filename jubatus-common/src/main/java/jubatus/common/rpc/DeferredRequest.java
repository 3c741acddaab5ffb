package jubatus.common.rpc;

/**
 * A request of a deferred method.
 *
 * @param begun when it came, as {@link MethodTally#begin} told
 * @param bytes the length of the message
 */
record DeferredRequest(RpcMethod method, long begun, long messageId, boolean notification, int bytes) {
    /** Whether the requests behind it wait for its answer. */
    boolean inOrder() {
        return method.deferred().inOrder();
    }
}
