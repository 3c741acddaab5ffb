package jubatus.benchmark.row;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import jubatus.benchmark.report.Measurement;
import jubatus.benchmark.report.Metric;
import jubatus.benchmark.report.Plot;
import jubatus.benchmark.report.SvgPlot;
import jubatus.benchmark.workload.Operation;

/** The plots of the rows that give curves. */
public final class Plots {
    private Plots() {}

    /** Writes those for which there are measurements into the folder; returns the files. */
    public static List<Path> write(Path folder, List<Measurement> measurements) throws IOException {
        List<Path> written = new ArrayList<>();
        List<Plot.Series> throughput = throughput(measurements);
        if (!throughput.isEmpty()) {
            written.add(write(folder.resolve("performance-throughput.svg"), throughputPlot(throughput)));
        }
        List<Plot.Point> memory = points(measurements, SizeRow.LINE, Metric.FEATURES, Metric.RESIDENT);
        if (memory.size() > 1) {
            written.add(write(folder.resolve("performance-memory.svg"), memoryPlot(memory)));
        }
        return written;
    }

    private static Path write(Path file, Plot plot) throws IOException {
        return Files.writeString(file, SvgPlot.draw(plot));
    }

    private static List<Plot.Series> throughput(List<Measurement> measurements) {
        List<Plot.Series> series = new ArrayList<>();
        for (Operation operation : Operation.values()) {
            String line = "text " + operation.method();
            List<Plot.Point> points = points(measurements, line, Metric.CONNECTIONS, Metric.SAMPLES);
            if (points.size() > 1) {
                series.add(new Plot.Series(operation.method(), points));
            }
        }
        return series;
    }

    private static Plot throughputPlot(List<Plot.Series> series) {
        return new Plot(
                "Throughput against connections: text, one datum a call",
                "Calls answered per second by one server, for 1 to 1 000 connections with one call in flight on each. "
                        + String.join(" ", series.stream().map(Plots::words).toList()),
                new Plot.Axis("connections", true),
                new Plot.Axis("samples per second", false),
                series);
    }

    private static Plot memoryPlot(List<Plot.Point> points) {
        var series = new Plot.Series("resident", points);
        return new Plot(
                "Resident memory against the size of the model: wide, 20 labels",
                "Megabytes that one server holds while it learns more and more features. " + words(series),
                new Plot.Axis("features with weights", false),
                new Plot.Axis("resident MB", false),
                List.of(series));
    }

    private static List<Plot.Point> points(List<Measurement> measurements, String line, Metric x, Metric y) {
        List<Plot.Point> points = new ArrayList<>();
        for (Measurement measurement : measurements) {
            if (measurement.row().startsWith(line) && measurement.values().containsKey(x)) {
                points.add(new Plot.Point(measurement.value(x), measurement.value(y)));
            }
        }
        return points;
    }

    private static String words(Plot.Series series) {
        Plot.Point first = series.points().get(0);
        Plot.Point last = series.points().get(series.points().size() - 1);
        return String.format(
                Locale.ROOT,
                "%s: from %.0f at %.0f to %.0f at %.0f.",
                series.name(),
                first.y(),
                first.x(),
                last.y(),
                last.x());
    }
}
