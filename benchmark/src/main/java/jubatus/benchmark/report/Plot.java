package jubatus.benchmark.report;

import java.util.List;

/**
 * A plot of some curves, to be drawn by {@link SvgPlot}.
 *
 * @param title what it shows
 * @param description the same for those who cannot see it
 * @param x the axis to the right
 * @param y the axis upwards, from 0
 * @param series the curves, at most five
 * @param marks where something happened
 */
public record Plot(String title, String description, Axis x, Axis y, List<Series> series, List<Mark> marks) {
    public Plot {
        series = List.copyOf(series);
        marks = List.copyOf(marks);
        if (series.isEmpty() || series.size() > SvgPlot.COLORS) {
            throw new IllegalArgumentException(
                    "a plot has 1 to " + SvgPlot.COLORS + " curves, this one " + series.size());
        }
    }

    /** A plot without marks. */
    public Plot(String title, String description, Axis x, Axis y, List<Series> series) {
        this(title, description, x, y, series, List.of());
    }

    /** What happened at a place of the axis to the right. */
    public record Mark(double x, String what) {}

    /** What an axis counts, and whether equal steps are equal factors. */
    public record Axis(String label, boolean logarithmic) {}

    /** A curve through points from left to right. */
    public record Series(String name, List<Point> points) {
        public Series {
            points = List.copyOf(points);
        }
    }

    /** One measured point. */
    public record Point(double x, double y) {}
}
