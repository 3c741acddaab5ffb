package jubatus.benchmark.soak;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import jubatus.benchmark.report.Numbers;
import jubatus.benchmark.report.Plot;
import jubatus.benchmark.report.Table;

/**
 * What came of a soak.
 *
 * @param duration seconds from its beginning to the end of the load
 */
record SoakReport(Chronicle chronicle, Load load, FaultLog faults, Watch watch, Logs logs, double duration) {
    private static final int MOST_LINES = 20;
    /** Seconds from which on memory is judged; before, heaps still grow to their size. */
    private static final double LONG = 600;

    /** Everything that makes the run a failed one, in words; empty if it is a good one. */
    List<String> failures() {
        List<String> failures = new ArrayList<>(chronicle.findings());
        for (FailedCall call : unexpected()) {
            failures.add("%.1f s: %s failed after %.3f s, which no fault explains: %s"
                    .formatted(call.begin(), call.method(), call.end() - call.begin(), call.error()));
        }
        logs.alarms().forEach(alarm -> failures.add("printed: " + alarm));
        watch.memory().forEach((name, points) -> {
            Trend trend = Trend.of(points, duration);
            if (duration >= LONG && !trend.isFlat()) {
                failures.add("%s grew by %.0f MB after the first third, around %.0f MB"
                        .formatted(name, trend.growth(), trend.mean()));
            }
        });
        return failures;
    }

    private List<FailedCall> unexpected() {
        return faults.unexpected(load.calls().failures());
    }

    /** The whole report as text. */
    String text() {
        List<String> failures = failures();
        var text = new StringBuilder();
        text.append(calls()).append('\n').append(memory()).append('\n').append(faultTable());
        text.append('\n').append(summary()).append('\n');
        failures.stream()
                .limit(MOST_LINES)
                .forEach(failure -> text.append("FAILED: ").append(failure).append('\n'));
        if (failures.size() > MOST_LINES) {
            text.append("FAILED: and ").append(failures.size() - MOST_LINES).append(" more\n");
        }
        if (failures.isEmpty()) {
            text.append("good: nothing lost, nothing doubled, no error that a fault does not explain; memory is ")
                    .append(duration >= LONG ? "flat\n" : "not judged in less than ten minutes\n");
        }
        return text.toString();
    }

    private String calls() {
        var table = new Table(List.of("call", "count", "outcome"), true);
        load.calls().counts().forEach((kind, count) -> {
            table.add(List.of(kind.method(), number(count), kind.outcome()));
        });
        return table.text();
    }

    private String memory() {
        var table = new Table(List.of("memory", "last MB", "most MB", "mean MB", "growth MB"), false);
        Map<String, List<Plot.Point>> all = new TreeMap<>(watch.memory());
        all.put("all journals", watch.journals());
        all.forEach((name, points) -> {
            Trend trend = Trend.of(points, duration);
            double last = points.isEmpty() ? 0 : points.get(points.size() - 1).y();
            double most = points.stream().mapToDouble(Plot.Point::y).max().orElse(0);
            table.add(List.of(name, number(last), number(most), number(trend.mean()), number(trend.growth())));
        });
        return table.text();
    }

    private String faultTable() {
        var table = new Table(List.of("fault", "times", "whole after s (median)", "(longest)"), false);
        Map<FaultKind, List<Fault>> byKind = faults.faults().stream().collect(Collectors.groupingBy(Fault::kind));
        new TreeMap<>(byKind).forEach((kind, list) -> {
            double[] seconds = list.stream()
                    .mapToDouble(fault -> fault.over() - fault.begin())
                    .sorted()
                    .toArray();
            table.add(List.of(
                    kind.words(),
                    Integer.toString(seconds.length),
                    Numbers.grouped(seconds[seconds.length / 2], 1),
                    Numbers.grouped(seconds[seconds.length - 1], 1)));
        });
        return table.text();
    }

    private String summary() {
        Map<Integer, Double> pauses = load.pauses().bySecond();
        double[] quiet = pauses.entrySet().stream()
                .filter(pause -> faults.isQuiet(pause.getKey()))
                .mapToDouble(Map.Entry::getValue)
                .sorted()
                .toArray();
        double longest =
                pauses.values().stream().mapToDouble(Double::doubleValue).max().orElse(0);
        return "%s samples acknowledged, %s in calls that broke; %d mixes, %d faults in %.0f s\n"
                        .formatted(
                                number(load.ledger().acknowledged()),
                                number(load.ledger().unknown()),
                                logs.mixes(),
                                faults.faults().size(),
                                duration)
                + "longest answer of a second without a fault: median %.0f ms, longest %.0f ms; with faults: %.1f s\n"
                        .formatted(
                                quiet.length == 0 ? 0 : quiet[quiet.length / 2] * 1000,
                                quiet.length == 0 ? 0 : quiet[quiet.length - 1] * 1000,
                                longest)
                + "failed calls: %d, of which no fault explains %d\n"
                        .formatted(load.calls().failures().size(), unexpected().size());
    }

    private static String number(long value) {
        return number((double) value);
    }

    private static String number(double value) {
        return Numbers.grouped(value, 0);
    }
}
