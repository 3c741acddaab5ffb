package jubatus.common.rpc;

import jubatus.core.JubatusException;
import jubatus.core.bytes.ByteString;

/**
 * A call of an {@link RpcClient} failed; the message names server and method. The subclass tells how.
 *
 * <p>What decides whether a call may be repeated is {@link #mayHaveRun()}: an update that may have run must not be, or it counts
 * twice.
 */
public abstract sealed class RpcException extends JubatusException {
    private static final long serialVersionUID = 1;

    private final boolean mayHaveRun;

    private RpcException(String message, boolean mayHaveRun, Throwable cause) {
        super(Code.FAILED, message, cause);
        this.mayHaveRun = mayHaveRun;
    }

    /** Whether the server may have run the method: false only if that is certain. */
    public boolean mayHaveRun() {
        return mayHaveRun;
    }

    /** The server has no such method (error 1). */
    public static final class UnknownMethod extends RpcException {
        private static final long serialVersionUID = 1;

        UnknownMethod(String call) {
            super(call + " failed: the server does not know the method", false, null);
        }
    }

    /** The server cannot convert the parameters (error 2). */
    public static final class TypeMismatch extends RpcException {
        private static final long serialVersionUID = 1;

        TypeMismatch(String call) {
            // Also when the elements before the misfit were processed.
            super(call + " failed: the parameters have not the types that the server expects", true, null);
        }
    }

    /** The server answered with an error of its own. */
    public static final class RemoteError extends RpcException {
        private static final long serialVersionUID = 1;

        private final transient ByteString remoteText;

        RemoteError(String call, ByteString remoteText) {
            super(call + " failed: " + remoteText, true, null);
            this.remoteText = remoteText;
        }

        /** The error as the server sent it, without the name of server and method. */
        public ByteString remoteText() {
            return remoteText;
        }
    }

    /** No answer came in time. */
    public static final class TimedOut extends RpcException {
        private static final long serialVersionUID = 1;

        TimedOut(String call, long timeoutMillis, boolean sent) {
            super(
                    call + " timed out: no " + (sent ? "answer" : "connection") + " within " + timeoutMillis + " ms",
                    sent,
                    null);
        }
    }

    /** The connection could not be made, or ended before the answer came. */
    public static final class ConnectionFailed extends RpcException {
        private static final long serialVersionUID = 1;

        ConnectionFailed(String call, String reason, boolean sent, Throwable cause) {
            super(call + " failed: " + reason, sent, cause);
        }
    }

    /** The server's answer has not the type that the method is to return. */
    public static final class BadAnswer extends RpcException {
        private static final long serialVersionUID = 1;

        BadAnswer(String call, String reason, Throwable cause) {
            super(call + " was answered with " + reason, true, cause);
        }
    }
}
