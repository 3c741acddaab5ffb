package jubatus.benchmark.report;

import java.io.PrintStream;

/**
 * Tells how far a run has come: on a terminal by one line that is written over, elsewhere by a line for each step. For the thread that
 * runs the rows only.
 */
public final class Progress {
    private static final String BACK_AND_CLEAR = "\r\u001b[K";

    private final PrintStream out;
    /** Of the terminal's lines; 0 if there is none. */
    private final int width;

    private String step = "";

    /** @param width of the terminal's lines; 0 if the output goes elsewhere */
    public Progress(PrintStream out, int width) {
        this.out = out;
        this.width = width;
    }

    /** Something new begins. */
    public void step(String what) {
        step = what;
        if (width > 0) {
            rewrite(what);
        } else {
            out.println(what);
        }
    }

    /** How far the step is; too often told for anything but a terminal. */
    public void detail(String how) {
        if (width > 0) {
            // What changes must stay in sight.
            int room = Math.max(0, width - 3 - how.length());
            rewrite(step.substring(0, Math.min(room, step.length())) + "  " + how);
        }
    }

    /** Something that is to stay. */
    public void note(String line) {
        out.println((width > 0 ? BACK_AND_CLEAR : "") + line);
    }

    /** Leaves a clean line. */
    public void end() {
        if (width > 0) {
            rewrite("");
        }
    }

    /** A line that is as long as the terminal is wide would go on in the next one, which nobody clears. */
    private void rewrite(String line) {
        out.print(BACK_AND_CLEAR + line.substring(0, Math.min(width - 1, line.length())));
        out.flush();
    }
}
