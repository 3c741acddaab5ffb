package jubatus.benchmark.soak;

import java.util.List;
import jubatus.benchmark.report.Plot;

/**
 * How memory goes on after the first third of a run, in which models and heaps grow to their size: the line of least squares through what
 * was measured then. Processes that are killed begin anew, and a line may rise because of when that was; a leak needs more in the end
 * than ever before besides.
 *
 * @param mean of what was measured
 * @param growth of the line over that time
 * @param lastPeak the most in the last third of the run
 * @param earlierPeak the most before
 */
record Trend(double mean, double growth, double lastPeak, double earlierPeak) {
    /** Growth up to this share is what collectors and restarts make of a level. */
    private static final double LEVEL = 0.1;

    /** @param points by time */
    static Trend of(List<Plot.Point> points, double duration) {
        List<Plot.Point> later =
                points.stream().filter(point -> point.x() >= duration / 3).toList();
        double meanX = later.stream().mapToDouble(Plot.Point::x).average().orElse(0);
        double meanY = later.stream().mapToDouble(Plot.Point::y).average().orElse(0);
        double products = 0;
        double squares = 0;
        for (Plot.Point point : later) {
            products += (point.x() - meanX) * (point.y() - meanY);
            squares += (point.x() - meanX) * (point.x() - meanX);
        }
        double slope = squares == 0 ? 0 : products / squares;
        double last = duration * 2 / 3;
        return new Trend(meanY, slope * last, peak(points, last, duration), peak(points, 0, last));
    }

    private static double peak(List<Plot.Point> points, double from, double to) {
        return points.stream()
                .filter(point -> point.x() >= from && point.x() < to)
                .mapToDouble(Plot.Point::y)
                .max()
                .orElse(0);
    }

    /** Whether it stayed about the same. */
    boolean isFlat() {
        return growth <= LEVEL * mean || lastPeak <= (1 + LEVEL) * earlierPeak;
    }
}
