package jubatus.benchmark.soak;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Tells what happens, each line with its time, and keeps what must not have happened. Safe for concurrent use. */
final class Chronicle {
    private final PrintStream out;
    private final long start = System.nanoTime();
    private final List<String> findings = new ArrayList<>();

    Chronicle(PrintStream out) {
        this.out = out;
    }

    /** Seconds since the soak began. */
    double now() {
        return (System.nanoTime() - start) / 1e9;
    }

    synchronized void tell(String line) {
        out.println(String.format(Locale.ROOT, "%8.1f s  %s", now(), line));
    }

    /** Something that must not be: the soak has failed. */
    synchronized void finding(String what) {
        tell("FOUND: " + what);
        findings.add(String.format(Locale.ROOT, "%.1f s: %s", now(), what));
    }

    synchronized List<String> findings() {
        return List.copyOf(findings);
    }
}
