package jubatus.examples.accuracy;

import java.io.PrintStream;

/** One line on a terminal that says how far a pass has come; prints nothing if there is no terminal. */
final class Progress {
    private static final long NANOS_BETWEEN = 100_000_000;

    private final PrintStream terminal;
    private long last;

    /** {@code terminal} may be null. */
    Progress(PrintStream terminal) {
        this.terminal = terminal;
    }

    void show(String what, int done, int all) {
        long now = System.nanoTime();
        if (terminal != null && now - last > NANOS_BETWEEN) {
            last = now;
            terminal.printf("\r\033[K%s: %d of %d (%d %%)", what, done, all, 100L * done / all);
            terminal.flush();
        }
    }

    void clear() {
        if (terminal != null) {
            terminal.print("\r\033[K");
            terminal.flush();
        }
    }
}
