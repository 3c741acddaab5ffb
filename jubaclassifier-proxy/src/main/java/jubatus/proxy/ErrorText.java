package jubatus.proxy;

import java.util.Optional;
import jubatus.common.rpc.PeerFailure;
import jubatus.core.JubatusException;
import jubatus.core.bytes.ByteString;
import jubatus.core.msgpack.MessageReader;

/** What a client reads when a server did not answer well: the original's words (01 §8.3). */
final class ErrorText {
    static final ByteString NO_RESULT = ByteString.utf8("no result");
    static final ByteString NOT_CONNECTED = ByteString.utf8("connect error in proxy");
    static final ByteString TIMED_OUT = ByteString.utf8("request timed out");
    static final ByteString POOL_FULL = ByteString.utf8("too many session");

    private static final ByteString CLOSED = ByteString.utf8("connection closed");
    private static final ByteString UNRESOLVED = ByteString.utf8("failed to resolve host name");
    private static final ByteString UNKNOWN_METHOD =
            ByteString.utf8("jubatus::server::common::mprpc::rpc_method_not_found");
    private static final ByteString TYPE_MISMATCH = ByteString.utf8("jubatus::server::common::mprpc::rpc_type_error");
    private static final String REMOTE = "rpc_server error: ";

    private ErrorText() {}

    static ByteString noServer(ByteString cluster) {
        return ByteString.utf8("no server found: ").concat(cluster);
    }

    static ByteString of(PeerFailure failure) {
        return switch (failure.kind()) {
            case UNRESOLVED -> UNRESOLVED;
            case NOT_CONNECTED -> NOT_CONNECTED;
            case CLOSED -> CLOSED;
            case BROKEN -> ByteString.utf8(failure.systemText());
        };
    }

    /** What the log says besides: why there is no connection, such as too many open files. */
    static String forLog(PeerFailure failure) {
        Throwable root = failure.cause();
        while (root != null && root.getCause() != null) {
            root = root.getCause();
        }
        String text = of(failure).toString();
        return root == null || root.getMessage() == null || root.getMessage().equals(text)
                ? text
                : text + ": " + root.getMessage();
    }

    /** Reads the error of a server's answer; empty if there is none. */
    static Optional<ByteString> read(MessageReader answer, int members) {
        try {
            if (members == 0 || answer.tryNil()) {
                return Optional.empty();
            }
            if (answer.peek() != MessageReader.Kind.INTEGER) {
                return Optional.of(ByteString.utf8(REMOTE).concat(PrintedValue.of(answer)));
            }
            return Optional.of(ofNumber(answer));
        } catch (JubatusException e) {
            return Optional.of(NO_RESULT);
        }
    }

    private static ByteString ofNumber(MessageReader answer) {
        MessageReader again = answer.duplicate();
        ByteString printed = PrintedValue.of(answer);
        if (printed.at(0) == '-') {
            return ByteString.utf8(SystemErrors.text(printed.toString().substring(1)));
        }
        long number = again.readUnsignedLong();
        if (number == 1) {
            return UNKNOWN_METHOD;
        }
        return number == 2 ? TYPE_MISMATCH : ByteString.utf8(REMOTE).concat(printed);
    }
}
