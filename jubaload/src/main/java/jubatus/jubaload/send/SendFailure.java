package jubatus.jubaload.send;

import java.util.concurrent.CompletionException;
import jubatus.common.rpc.RpcException;

/** A batch was not acknowledged; the message is the cause's. */
public final class SendFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final boolean mayHaveLearned;

    SendFailure(Throwable cause, boolean mayHaveLearned) {
        super(cause.getMessage(), cause);
        this.mayHaveLearned = mayHaveLearned;
    }

    /** Whether the server may have learned some of the batch, so that to repeat it may count it twice. */
    public boolean mayHaveLearned() {
        return mayHaveLearned;
    }

    /** Whether the same call may go well a little later: the server did not answer, in place of answering with an error. */
    boolean isTransient() {
        return getCause() instanceof RpcException.ConnectionFailed || getCause() instanceof RpcException.TimedOut;
    }

    /** Whether nobody could be connected to, so that the call did not begin. */
    boolean isAbsence() {
        return getCause() instanceof RpcException.ConnectionFailed failed && !failed.mayHaveRun();
    }

    static boolean mayHaveRun(Throwable failure) {
        return !(failure instanceof RpcException known) || known.mayHaveRun();
    }

    static SendFailure of(Throwable failure) {
        Throwable bare =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return bare instanceof SendFailure known ? known : new SendFailure(bare, true);
    }
}
