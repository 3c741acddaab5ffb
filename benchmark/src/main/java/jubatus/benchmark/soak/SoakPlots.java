package jubatus.benchmark.soak;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import jubatus.benchmark.report.Plot;
import jubatus.benchmark.report.SvgPlot;

/** The plots of a soak: memory and requests by time, with a mark for each fault. */
final class SoakPlots {
    /** A curve has at most so many points; more cannot be seen. */
    private static final int POINTS = 300;

    private static final int CURVES = 5;
    private static final Plot.Axis MINUTES = new Plot.Axis("minutes", false);

    private SoakPlots() {}

    /** Writes them into a folder; returns the files. */
    static List<Path> write(Path folder, Watch watch, List<Fault> faults) throws IOException {
        List<Plot.Mark> marks = faults.stream()
                .map(fault -> new Plot.Mark(fault.begin() / 60, fault.what()))
                .toList();
        List<Path> written = new ArrayList<>();
        List<Plot.Series> memory = memory(watch.memory());
        if (!memory.isEmpty()) {
            written.add(write(
                    folder.resolve("soak-memory.svg"),
                    new Plot(
                            "Resident memory under load and faults",
                            "Megabytes that each process holds, by minutes; a thin line is a fault.",
                            MINUTES,
                            new Plot.Axis("resident MB", false),
                            memory,
                            marks)));
        }
        if (!watch.requests().isEmpty()) {
            written.add(write(
                    folder.resolve("soak-requests.svg"),
                    new Plot(
                            "Answered calls under load and faults",
                            "Calls answered per second, by minutes; a thin line is a fault.",
                            MINUTES,
                            new Plot.Axis("calls per second", false),
                            List.of(new Plot.Series("calls", thinned(watch.requests()))),
                            marks)));
        }
        return written;
    }

    private static Path write(Path file, Plot plot) throws IOException {
        return Files.writeString(file, SvgPlot.draw(plot));
    }

    /** Of the first programs, if there are too many for one plot. */
    private static List<Plot.Series> memory(Map<String, List<Plot.Point>> memory) {
        List<Plot.Series> series = new ArrayList<>();
        memory.forEach((name, points) -> {
            if (!points.isEmpty() && series.size() < CURVES) {
                series.add(new Plot.Series(name, thinned(points)));
            }
        });
        return series;
    }

    /** Means of neighbours, by minutes. */
    static List<Plot.Point> thinned(List<Plot.Point> points) {
        int width = (points.size() + POINTS - 1) / POINTS;
        List<Plot.Point> means = new ArrayList<>();
        for (int from = 0; from < points.size(); from += width) {
            List<Plot.Point> part = points.subList(from, Math.min(points.size(), from + width));
            double x = part.stream().mapToDouble(Plot.Point::x).average().orElseThrow();
            double y = part.stream().mapToDouble(Plot.Point::y).average().orElseThrow();
            means.add(new Plot.Point(x / 60, y));
        }
        return means;
    }
}
