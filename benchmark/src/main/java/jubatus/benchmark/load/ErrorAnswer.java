package jubatus.benchmark.load;

import java.io.IOException;

/** A call was answered with an error; the connection is as good as before. */
public final class ErrorAnswer extends IOException {
    private static final long serialVersionUID = 1;

    private final String error;

    ErrorAnswer(String what, String error) {
        super(what + " was answered with the error " + error);
        this.error = error;
    }

    /** What was answered, as text. */
    public String error() {
        return error;
    }
}
