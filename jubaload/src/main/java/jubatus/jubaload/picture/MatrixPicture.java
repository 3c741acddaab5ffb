package jubatus.jubaload.picture;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import jubatus.core.bytes.ByteString;
import jubatus.jubaload.figures.ConfusionMatrix;
import jubatus.jubaload.figures.LabelFigures;
import jubatus.jubaload.figures.TextWidth;
import jubatus.jubaload.picture.Canvas.Place;
import jubatus.jubaload.picture.Canvas.TextStyle;
import jubatus.jubaload.picture.Canvas.Verdict;

/** Draws what was taken for what: a row for each true label, a column for each guess, the darker the larger its share of the row. */
public final class MatrixPicture {
    /** The most frequent labels are drawn. */
    private static final int MOST_LABELS = 40;

    private static final int LEFT = 170;
    private static final int TOP = 190;
    /** For the last label, which leans over. */
    private static final int RIGHT = 80;

    /** For the line below the title. */
    private static final int NARROWEST = 430;

    private static final int LONGEST = 22;

    private final ConfusionMatrix matrix;
    private final List<ByteString> labels;
    private final double cell;

    private MatrixPicture(ConfusionMatrix matrix) {
        this.matrix = matrix;
        Set<ByteString> drawn = new HashSet<>();
        matrix.figures().stream()
                .sorted(Comparator.comparingLong(LabelFigures::samples).reversed())
                .limit(MOST_LABELS)
                .forEach(each -> drawn.add(each.label()));
        this.labels = matrix.labels().stream().filter(drawn::contains).toList();
        this.cell = Math.max(16, Math.min(56, 480.0 / Math.max(1, labels.size())));
    }

    /** The picture. */
    public static Picture of(ConfusionMatrix matrix, PictureFormat format) {
        return new MatrixPicture(matrix).draw(format);
    }

    private Picture draw(PictureFormat format) {
        int side = (int) Math.ceil(cell * labels.size());
        String title = Svg.format("Guesses by true label, accuracy %.4f", matrix.accuracy());
        Canvas canvas = format.canvas(Math.max(NARROWEST, LEFT + side + RIGHT), TOP + side + 30, title, description());
        canvas.text(new Place(16, 26), TextStyle.TITLE, title);
        canvas.text(
                new Place(16, 46), TextStyle.START, "rows: true labels; columns: guesses; blue is right, orange wrong");
        for (int i = 0; i < labels.size(); i++) {
            canvas.text(new Place(LEFT - 8, TOP + (i + 0.5) * cell + 4), TextStyle.END, shown(labels.get(i)));
            canvas.upwards(new Place(LEFT + (i + 0.5) * cell + 4, TOP - 8), shown(labels.get(i)));
        }
        for (int row = 0; row < labels.size(); row++) {
            row(canvas, row);
        }
        return canvas.end();
    }

    private void row(Canvas canvas, int row) {
        ByteString label = labels.get(row);
        long all = matrix.labels().stream()
                .mapToLong(guess -> matrix.count(label, guess))
                .sum();
        for (int column = 0; column < labels.size(); column++) {
            long count = matrix.count(label, labels.get(column));
            double share = all == 0 ? 0 : (double) count / all;
            double x = LEFT + column * cell;
            double y = TOP + row * cell;
            String tip = label + " taken for " + labels.get(column) + ": " + count + " of " + all;
            canvas.cell(
                    new Place(x + 1, y + 1),
                    cell - 2,
                    row == column ? Verdict.RIGHT : Verdict.WRONG,
                    count == 0 ? 0.04 : 0.15 + 0.6 * share,
                    tip);
            if (cell >= 30 && count > 0) {
                canvas.text(new Place(x + cell / 2, y + cell / 2 + 4), TextStyle.MIDDLE, Long.toString(count));
            }
        }
    }

    private String description() {
        var text = new StringBuilder(Svg.format("%d of %d guesses are right.", matrix.right(), matrix.total()));
        for (ConfusionMatrix.Confusion each : matrix.mistakes(10)) {
            text.append(Svg.format(" %s was taken for %s (%d).", each.label(), each.guess(), each.samples()));
        }
        if (labels.size() == MOST_LABELS) {
            text.append(" The ").append(MOST_LABELS).append(" most frequent labels are drawn.");
        }
        return text.toString();
    }

    private static String shown(ByteString label) {
        return TextWidth.shortened(label.toString(), LONGEST);
    }
}
