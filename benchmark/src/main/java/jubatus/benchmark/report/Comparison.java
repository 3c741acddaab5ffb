package jubatus.benchmark.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One figure of two suites, measured in pairs.
 *
 * @param row of which row of the table
 * @param metric which figure
 * @param values what the suite did, in the order of the pairs
 * @param others what the one that it is compared with did
 */
public record Comparison(String row, Metric metric, List<Double> values, List<Double> others) {
    public Comparison {
        values = List.copyOf(values);
        others = List.copyOf(others);
        if (values.isEmpty() || values.size() != others.size()) {
            throw new IllegalArgumentException(
                    "pairs are needed, but there are " + values.size() + " and " + others.size() + " values");
        }
    }

    /** How many times better the suite was in each pair. */
    double[] ratios() {
        var ratios = new double[values.size()];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = metric.ratio(values.get(i), others.get(i));
        }
        return ratios;
    }

    /** The median of the ratios of the pairs: above 1 the suite is better than the other one. */
    public double ratio() {
        return Statistics.median(ratios());
    }

    /** Where that median lies with 90 %. */
    public Statistics.Interval interval() {
        return Statistics.medianInterval(ratios());
    }

    /** The table of all comparisons. */
    public static String table(List<Comparison> comparisons) {
        var table = new Table(List.of("row", "figure", "suite", "against", "ratio", "range", "90 % interval"), false);
        for (Comparison comparison : comparisons) {
            double[] ratios = comparison.ratios();
            Arrays.sort(ratios);
            List<String> cells = new ArrayList<>(List.of(comparison.row, comparison.metric.title()));
            cells.add(comparison.metric.format(median(comparison.values)));
            cells.add(comparison.metric.format(median(comparison.others)));
            cells.add(Numbers.grouped(comparison.ratio(), 3));
            cells.add(range(ratios[0], ratios[ratios.length - 1]));
            cells.add(range(comparison.interval().low(), comparison.interval().high()));
            table.add(cells);
        }
        return table.text();
    }

    private static double median(List<Double> values) {
        return Statistics.median(
                values.stream().mapToDouble(Double::doubleValue).toArray());
    }

    private static String range(double low, double high) {
        return Numbers.grouped(low, 3) + "–" + Numbers.grouped(high, 3);
    }
}
