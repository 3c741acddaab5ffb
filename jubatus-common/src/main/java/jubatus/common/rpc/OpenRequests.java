package jubatus.common.rpc;

/** The deferred requests of one connection that are not answered yet. Confined to the connection's event loop. */
final class OpenRequests {
    private final Share share;
    private int count;
    private long bytes;

    /** @param budget in which their bytes count, since whoever answers later keeps a copy */
    OpenRequests(BufferBudget budget) {
        share = new Share(budget);
    }

    void add(DeferredRequest request) {
        count++;
        bytes += request.bytes();
        share.set(bytes);
    }

    void remove(DeferredRequest request) {
        count--;
        bytes -= request.bytes();
        share.set(bytes);
    }

    boolean isEmpty() {
        return count == 0;
    }

    /** Whether there are as many, or as large ones, as a connection may have. */
    boolean isFull() {
        return count >= RpcLimits.OPEN_REQUESTS || bytes >= RpcLimits.OPEN_REQUEST_BYTES;
    }
}
