package jubatus.jubaload.picture;

import java.util.List;
import jubatus.jubaload.figures.LearningCurve.Point;

/** Draws the accuracy over the samples, each asked about before it was taught. */
public final class CurvePicture {
    private static final int WIDTH = 760;
    private static final int HEIGHT = 420;
    private static final int LEFT = 60;
    private static final int TOP = 60;
    private static final int RIGHT = WIDTH - 30;
    private static final int BOTTOM = HEIGHT - 50;
    private static final int TENTHS = 10;

    private final List<Point> points;
    private final double overall;
    private final long samples;

    private CurvePicture(List<Point> points, double overall) {
        this.points = points;
        this.overall = overall;
        this.samples = points.isEmpty() ? 1 : points.get(points.size() - 1).samples();
    }

    /**
     * The picture as SVG.
     *
     * @param overall accuracy over all samples
     */
    public static String of(List<Point> points, double overall) {
        return new CurvePicture(points, overall).draw();
    }

    private String draw() {
        String title = "Accuracy while learning";
        var svg = new Svg(WIDTH, HEIGHT, title, description());
        svg.text(16, 26, "title", title);
        svg.text(
                16, 46, "", "each sample was asked about before it was taught; bold: so far, thin: stretch by stretch");
        for (int tenth = 0; tenth <= TENTHS; tenth += 2) {
            double y = y(tenth / (double) TENTHS);
            svg.line("grid", Svg.format("%d,%.1f %d,%.1f", LEFT, y, RIGHT, y));
            svg.text(LEFT - 8, y + 4, "end", Svg.format("%.1f", tenth / (double) TENTHS));
        }
        for (int quarter = 0; quarter <= 4; quarter++) {
            long at = samples * quarter / 4;
            svg.text(x((double) at), BOTTOM + 20, "middle", Long.toString(at));
        }
        svg.text((LEFT + RIGHT) / 2.0, HEIGHT - 10, "middle", "samples");
        if (!points.isEmpty()) {
            svg.line("stretch", stretches());
            svg.line("line", soFar());
        }
        return svg.end();
    }

    /** Each point stands in the middle of its stretch. */
    private String stretches() {
        var text = new StringBuilder();
        long before = 0;
        for (Point point : points) {
            text.append(Svg.format("%.1f,%.1f ", x((before + point.samples()) / 2.0), y(point.accuracy())));
            before = point.samples();
        }
        return text.toString().strip();
    }

    /** Each point stands at the end of its stretch. */
    private String soFar() {
        var text = new StringBuilder();
        long before = 0;
        double right = 0;
        for (Point point : points) {
            right += point.accuracy() * (point.samples() - before);
            before = point.samples();
            text.append(Svg.format("%.1f,%.1f ", x((double) before), y(right / before)));
        }
        return text.toString().strip();
    }

    private String description() {
        if (points.isEmpty()) {
            return "There were no samples.";
        }
        return Svg.format(
                "Over %d samples the accuracy was %.4f; over the first %d it was %.4f, over the last %d it was %.4f.",
                samples,
                overall,
                points.get(0).samples(),
                points.get(0).accuracy(),
                samples - (points.size() > 1 ? points.get(points.size() - 2).samples() : 0),
                points.get(points.size() - 1).accuracy());
    }

    private double x(double at) {
        return LEFT + (RIGHT - LEFT) * at / samples;
    }

    private static double y(double accuracy) {
        return BOTTOM - (BOTTOM - TOP) * accuracy;
    }
}
