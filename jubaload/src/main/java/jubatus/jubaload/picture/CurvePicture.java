package jubatus.jubaload.picture;

import java.util.ArrayList;
import java.util.List;
import jubatus.jubaload.figures.LearningCurve.Point;
import jubatus.jubaload.picture.Canvas.Pen;
import jubatus.jubaload.picture.Canvas.Place;
import jubatus.jubaload.picture.Canvas.TextStyle;

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
     * The picture.
     *
     * @param overall accuracy over all samples
     */
    public static Picture of(List<Point> points, double overall, PictureFormat format) {
        return new CurvePicture(points, overall).draw(format);
    }

    private Picture draw(PictureFormat format) {
        String title = "Accuracy while learning";
        Canvas canvas = format.canvas(WIDTH, HEIGHT, title, description());
        canvas.text(new Place(16, 26), TextStyle.TITLE, title);
        canvas.text(
                new Place(16, 46),
                TextStyle.START,
                "each sample was asked about before it was taught; bold: so far, thin: stretch by stretch");
        for (int tenth = 0; tenth <= TENTHS; tenth += 2) {
            double y = y(tenth / (double) TENTHS);
            canvas.line(Pen.GRID, List.of(new Place(LEFT, y), new Place(RIGHT, y)));
            canvas.text(new Place(LEFT - 8, y + 4), TextStyle.END, Svg.format("%.1f", tenth / (double) TENTHS));
        }
        for (int quarter = 0; quarter <= 4; quarter++) {
            long at = samples * quarter / 4;
            canvas.text(new Place(x((double) at), BOTTOM + 20), TextStyle.MIDDLE, Long.toString(at));
        }
        canvas.text(new Place((LEFT + RIGHT) / 2.0, HEIGHT - 10), TextStyle.MIDDLE, "samples");
        if (!points.isEmpty()) {
            canvas.line(Pen.STRETCH, stretches());
            canvas.line(Pen.LINE, soFar());
        }
        return canvas.end();
    }

    /** Each point stands in the middle of its stretch. */
    private List<Place> stretches() {
        var places = new ArrayList<Place>();
        long before = 0;
        for (Point point : points) {
            places.add(new Place(x((before + point.samples()) / 2.0), y(point.accuracy())));
            before = point.samples();
        }
        return places;
    }

    /** Each point stands at the end of its stretch. */
    private List<Place> soFar() {
        var places = new ArrayList<Place>();
        long before = 0;
        double right = 0;
        for (Point point : points) {
            right += point.accuracy() * (point.samples() - before);
            before = point.samples();
            places.add(new Place(x((double) before), y(right / before)));
        }
        return places;
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
