package jubatus.benchmark.report;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The table of what one suite did. */
public final class Results {
    /** What has a column of its own; the rest stands in the last one. */
    private static final Set<Metric> COLUMNS = EnumSet.of(
            Metric.SAMPLES, Metric.P50, Metric.P99, Metric.P999, Metric.CPU, Metric.RESIDENT, Metric.BYTES_PER_WEIGHT);

    private Results() {}

    /** The table as text. */
    public static String table(List<Measurement> measurements) {
        List<String> headings = new ArrayList<>(List.of("row"));
        COLUMNS.forEach(metric -> headings.add(metric.title()));
        headings.add("");
        var table = new Table(headings, true);
        for (Measurement measurement : measurements) {
            table.add(cells(measurement));
        }
        return table.text();
    }

    private static List<String> cells(Measurement measurement) {
        List<String> cells = new ArrayList<>(List.of(measurement.row()));
        for (Metric metric : COLUMNS) {
            Double value = measurement.values().get(metric);
            cells.add(value == null ? "" : metric.format(value));
        }
        List<String> others = new ArrayList<>();
        for (Map.Entry<Metric, Double> entry : measurement.values().entrySet()) {
            Metric metric = entry.getKey();
            if (!COLUMNS.contains(metric)) {
                others.add(metric.title() + " " + metric.format(entry.getValue()));
            }
        }
        cells.add(String.join(", ", others));
        return cells;
    }
}
