package jubatus.benchmark.row;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import jubatus.benchmark.report.Measurement;
import jubatus.benchmark.report.Metric;

/** One thing to measure; it gives one line of the table, or several for a curve. Immutable. */
public interface Row {
    /** By what {@code --rows} chooses it. */
    String id();

    /** What it is, in words. */
    String name();

    /** The figures by which two suites are compared. */
    Set<Metric> judged();

    /**
     * Starts what it needs, measures, and ends it.
     *
     * @throws IOException if a program does not start, a call fails, or a server answers an error
     */
    List<Measurement> measure(Bench bench) throws IOException, InterruptedException;
}
