package jubatus.common.rpc;

/** The deferred requests of one connection that are not answered yet. Confined to the connection's event loop. */
final class OpenRequests {
    private int count;
    private long bytes;

    void add(DeferredRequest request) {
        count++;
        bytes += request.bytes();
    }

    void remove(DeferredRequest request) {
        count--;
        bytes -= request.bytes();
    }

    boolean isEmpty() {
        return count == 0;
    }

    /** Whether there are as many, or as large ones, as a connection may have. */
    boolean isFull() {
        return count >= RpcLimits.OPEN_REQUESTS || bytes >= RpcLimits.OPEN_REQUEST_BYTES;
    }
}
