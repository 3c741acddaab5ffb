package jubatus.benchmark;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import jubatus.benchmark.report.Comparison;
import jubatus.benchmark.report.Measurement;
import jubatus.benchmark.report.Metric;
import jubatus.benchmark.report.Progress;
import jubatus.benchmark.row.Bench;
import jubatus.benchmark.row.Row;

/** Measures rows one after the other; a row that fails is told and left out, and the others go on. For one thread. */
final class Session {
    private final List<Row> rows;
    private final BooleanSupplier ending;
    private final Progress progress;
    private final List<Measurement> measurements = new ArrayList<>();
    private final List<Comparison> comparisons = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();

    /** @param ending whether the benchmark was told to end, so that whatever fails is no news */
    Session(List<Row> rows, BooleanSupplier ending, Progress progress) {
        this.rows = rows;
        this.ending = ending;
        this.progress = progress;
    }

    Outcome measure(Bench bench) throws InterruptedException {
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            progress.step(place(i) + row.name());
            try {
                measurements.addAll(row.measure(bench));
            } catch (IOException | RuntimeException e) {
                failed(row, e);
            }
        }
        return new Outcome(measurements, comparisons, failures);
    }

    /** Measures each row of both suites in turn, so that what changes on the machine meanwhile meets both. */
    Outcome compare(Bench bench, Bench other, int pairs) throws InterruptedException {
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            try {
                compare(i, row, List.of(bench, other), pairs);
            } catch (IOException | RuntimeException e) {
                failed(row, e);
            }
        }
        return new Outcome(measurements, comparisons, failures);
    }

    private void compare(int place, Row row, List<Bench> benches, int pairs) throws IOException, InterruptedException {
        List<Map<String, List<Measurement>>> found = List.of(new LinkedHashMap<>(), new LinkedHashMap<>());
        for (int pair = 0; pair < pairs; pair++) {
            for (int turn = 0; turn < 2; turn++) {
                // Neither suite is always the one that comes second.
                int which = (pair + turn) % 2;
                progress.step(place(place) + row.name() + ", pair " + (pair + 1) + " of " + pairs + ", "
                        + (which == 0 ? "suite" : "against"));
                for (Measurement measurement : row.measure(benches.get(which))) {
                    found.get(which)
                            .computeIfAbsent(measurement.row(), name -> new ArrayList<>())
                            .add(measurement);
                }
            }
        }
        found.get(0).forEach((name, list) -> {
            measurements.add(Measurement.median(list));
            for (Metric metric : Metric.values()) {
                if (row.judged().contains(metric) && list.get(0).values().containsKey(metric)) {
                    comparisons.add(new Comparison(
                            name,
                            metric,
                            values(list, metric),
                            values(found.get(1).get(name), metric)));
                }
            }
        });
    }

    private static List<Double> values(List<Measurement> measurements, Metric metric) {
        return measurements.stream()
                .map(measurement -> measurement.value(metric))
                .toList();
    }

    private String place(int index) {
        return (index + 1) + "/" + rows.size() + " ";
    }

    private void failed(Row row, Exception e) throws InterruptedException {
        if (ending.getAsBoolean()) {
            throw new InterruptedException("told to end");
        }
        failures.add(row.id());
        progress.note(row.id() + " failed: " + (e instanceof IOException ? e.getMessage() : e));
    }
}
