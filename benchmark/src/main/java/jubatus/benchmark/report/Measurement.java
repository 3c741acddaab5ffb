package jubatus.benchmark.report;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What one row of a table holds. Immutable. */
public record Measurement(String row, Map<Metric, Double> values) {
    public Measurement {
        values = Collections.unmodifiableMap(values.isEmpty() ? Map.of() : new EnumMap<>(values));
    }

    /** The value, or NaN if it was not measured. */
    public double value(Metric metric) {
        return values.getOrDefault(metric, Double.NaN);
    }

    /** Of several measurements of one row: each figure's median. */
    public static Measurement median(List<Measurement> measurements) {
        Measurement first = measurements.get(0);
        Map<Metric, Double> medians = new EnumMap<>(Metric.class);
        for (Metric metric : first.values.keySet()) {
            double[] values =
                    measurements.stream().mapToDouble(one -> one.value(metric)).toArray();
            medians.put(metric, Statistics.median(values));
        }
        return new Measurement(first.row, medians);
    }
}
