package jubatus.proxy;

import jubatus.core.bytes.ByteString;

/** A client's request, found good. */
final class Request {
    private final Method method;
    private final ByteString cluster;
    private final byte[] message;

    /**
     * A request of a method.
     *
     * @param cluster whose servers are meant
     * @param message method and parameters as they go to a server; not to be changed
     */
    Request(Method method, ByteString cluster, byte[] message) {
        this.method = method;
        this.cluster = cluster;
        this.message = message;
    }

    Method method() {
        return method;
    }

    ByteString cluster() {
        return cluster;
    }

    byte[] message() {
        return message;
    }
}
