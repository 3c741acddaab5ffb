package jubatus.proxy;

import java.util.function.Supplier;
import jubatus.core.bytes.ByteString;
import jubatus.core.msgpack.MessageReader;
import jubatus.core.msgpack.MessageWriter;

/**
 * A method that the proxy forwards (01 §4.3).
 *
 * @param name as a client calls it
 * @param encodedName the same as MessagePack
 * @param shape of its parameters
 * @param route which servers get it
 */
record Method(String name, ByteString encodedName, Shape shape, Route route) {

    /** To whom a request goes. */
    sealed interface Route {
        /**
         * One server.
         *
         * @param result what it returns
         * @param repeatable whether running it twice does no harm
         */
        record One(Result result, boolean repeatable) implements Route {}

        /** All servers. */
        record All(Supplier<Fold> fold) implements Route {}
    }

    static Method read(String name, Shape shape, Result result) {
        return of(name, shape, new Route.One(result, true));
    }

    static Method update(String name, Shape shape, Result result) {
        return of(name, shape, new Route.One(result, false));
    }

    static Method broadcast(String name, Shape shape, Supplier<Fold> fold) {
        return of(name, shape, new Route.All(fold));
    }

    private static Method of(String name, Shape shape, Route route) {
        var encoded = MessageWriter.toArray();
        encoded.raw(name);
        return new Method(name, ByteString.copyOf(encoded.toBytes()), shape, route);
    }

    /**
     * Checks the parameters of a request and takes what a server needs of it.
     *
     * @throws jubatus.core.JubatusException BAD_ARGUMENT if they do not fit
     */
    Request read(MessageReader params) {
        int start = params.position();
        int count = params.readArray();
        if (count < shape.params()) {
            throw MessageReader.typeMismatch();
        }
        int first = params.position();
        ByteString cluster = params.readByteString();
        shape.check(params);
        int end = params.position();
        return new Request(
                this,
                cluster,
                count == shape.params()
                        ? message(params.bytes(), start, end)
                        : messageOfFewer(params.bytes(), first, end));
    }

    private byte[] message(byte[] bytes, int start, int end) {
        byte[] message = new byte[encodedName.length() + end - start];
        System.arraycopy(bytes, start, message, encodedName.copyTo(message, 0), end - start);
        return message;
    }

    /** Without the surplus parameters, which do not go on. */
    private byte[] messageOfFewer(byte[] bytes, int first, int end) {
        byte[] message = new byte[encodedName.length() + 1 + end - first];
        int at = encodedName.copyTo(message, 0);
        message[at] = (byte) (0x90 | shape.params());
        System.arraycopy(bytes, first, message, at + 1, end - first);
        return message;
    }
}
