package jubatus.jubaload.progress;

import java.io.PrintStream;

/**
 * Standard error, where sentences and one line that keeps changing have to share a terminal. Safe for concurrent use: all of it is
 * guarded by this.
 */
public final class Screen {
    private static final String ERASE = "\r\u001b[K";

    private final PrintStream err;
    private final String program;
    private final boolean quiet;
    private boolean shown;

    /** @param quiet whether to leave out what is not about failures */
    public Screen(PrintStream err, String program, boolean quiet) {
        this.err = err;
        this.program = program;
        this.quiet = quiet;
    }

    /** Says what went wrong, in a line of its own with the program's name before it. */
    public synchronized void complain(String sentence) {
        erase();
        err.println(program + ": " + sentence);
    }

    /** Says what may be good to know, unless it is to be quiet. */
    public synchronized void remark(String sentence) {
        if (!quiet) {
            complain(sentence);
        }
    }

    /** Puts a line in the place of the one before. */
    synchronized void show(String line) {
        err.print(ERASE + line);
        err.flush();
        shown = true;
    }

    public synchronized void erase() {
        if (shown) {
            err.print(ERASE);
            err.flush();
            shown = false;
        }
    }
}
