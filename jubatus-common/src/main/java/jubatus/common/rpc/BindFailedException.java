package jubatus.common.rpc;

import java.net.BindException;
import jubatus.core.JubatusException;

/** A server could not listen: the address is in use, is not one of this machine, or may not be used. */
public final class BindFailedException extends JubatusException {
    private static final long serialVersionUID = 1;

    private final int port;

    BindFailedException(String address, int port, Throwable cause) {
        super(Code.FAILED, "cannot listen on " + address + ":" + port + ": bind failed: " + reason(cause), cause);
        this.port = port;
    }

    public int port() {
        return port;
    }

    /** Whether somebody else listens there. */
    public boolean inUse() {
        return getCause() instanceof BindException e
                && e.getMessage() != null
                && e.getMessage().contains("Address already in use");
    }

    private static String reason(Throwable cause) {
        String message = cause.getMessage();
        return message == null ? cause.getClass().getSimpleName() : message;
    }
}
