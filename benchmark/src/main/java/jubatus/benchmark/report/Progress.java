package jubatus.benchmark.report;

import java.io.PrintStream;

/**
 * Tells how far a run has come: on a terminal by one line that is written over, elsewhere by a line for each step. For the thread that
 * runs the rows only.
 */
public final class Progress {
    private static final String BACK_AND_CLEAR = "\r\u001b[K";

    private final PrintStream out;
    private final boolean terminal;
    private String step = "";

    public Progress(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /** Something new begins. */
    public void step(String what) {
        step = what;
        if (terminal) {
            out.print(BACK_AND_CLEAR + what);
            out.flush();
        } else {
            out.println(what);
        }
    }

    /** How far the step is; too often told for anything but a terminal. */
    public void detail(String how) {
        if (terminal) {
            out.print(BACK_AND_CLEAR + step + "  " + how);
            out.flush();
        }
    }

    /** Something that is to stay. */
    public void note(String line) {
        out.println((terminal ? BACK_AND_CLEAR : "") + line);
    }

    /** Leaves a clean line. */
    public void end() {
        if (terminal) {
            out.print(BACK_AND_CLEAR);
            out.flush();
        }
    }
}
