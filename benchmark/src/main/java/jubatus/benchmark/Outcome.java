package jubatus.benchmark;

import java.util.List;
import jubatus.benchmark.report.Comparison;
import jubatus.benchmark.report.Measurement;

/** What a session found: figures of the suite, comparisons with another one if there is one, and the rows that failed. */
record Outcome(List<Measurement> measurements, List<Comparison> comparisons, List<String> failures) {
    Outcome {
        measurements = List.copyOf(measurements);
        comparisons = List.copyOf(comparisons);
        failures = List.copyOf(failures);
    }
}
