package jubatus.common.rpc;

import java.io.IOException;

/**
 * Why a call on a {@link PeerConnection} ended without an answer.
 *
 * @param written whether the request, or a part of it, may have reached the server
 * @param cause null if there is none to tell
 */
public record PeerFailure(Kind kind, boolean written, Throwable cause) {
    /** What happened. */
    public enum Kind {
        /** The host's name has no address. */
        UNRESOLVED,
        /** No connection could be made. */
        NOT_CONNECTED,
        /** The server closed the connection. */
        CLOSED,
        /** The connection broke. */
        BROKEN
    }

    /** The operating system's words for a broken connection, {@code Connection reset by peer} if it has none. */
    public String systemText() {
        String text = cause instanceof IOException ? cause.getMessage() : null;
        // The JDK says "Connection reset" where the system's text for ECONNRESET is longer.
        return text == null || text.equals("Connection reset") ? "Connection reset by peer" : text;
    }
}
