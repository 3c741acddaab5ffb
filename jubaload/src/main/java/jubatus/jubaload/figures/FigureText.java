package jubatus.jubaload.figures;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import jubatus.core.bytes.ByteString;
import jubatus.jubaload.figures.ConfusionMatrix.Confusion;

/** Shows figures to people, as aligned text. */
public final class FigureText {
    /** With more labels, the matrix would be wider than a terminal. */
    private static final int WIDEST_MATRIX = 12;

    private static final int LONGEST_LABEL = 30;
    private static final int MISTAKES = 20;

    private FigureText() {}

    /** Accuracy, figures by label, and what is taken for what; ends with a line end. */
    public static String of(ConfusionMatrix matrix) {
        if (matrix.total() == 0) {
            return "";
        }
        return String.format(
                        Locale.ROOT, "accuracy %.4f (%d of %d)\n\n", matrix.accuracy(), matrix.right(), matrix.total())
                + byLabel(matrix.figures())
                + "\n"
                + (matrix.labels().size() <= WIDEST_MATRIX ? cells(matrix) : mistakes(matrix));
    }

    private static String byLabel(List<LabelFigures> figures) {
        var table = new TextTable();
        table.row(List.of("label", "samples", "precision", "recall", "F1"));
        for (LabelFigures each : figures) {
            table.row(List.of(
                    shown(each.label()),
                    Long.toString(each.samples()),
                    share(each.precision()),
                    share(each.recall()),
                    share(each.f1())));
        }
        table.row(List.of(
                "mean of labels",
                "",
                share(mean(figures, LabelFigures::precision)),
                share(mean(figures, LabelFigures::recall)),
                share(mean(figures, LabelFigures::f1))));
        return table.text();
    }

    private static String cells(ConfusionMatrix matrix) {
        var table = new TextTable();
        List<ByteString> labels = matrix.labels();
        var head = new ArrayList<String>(List.of("true label \\ guess"));
        labels.forEach(label -> head.add(shown(label)));
        table.row(head);
        for (ByteString label : labels) {
            if (label.equals(ConfusionMatrix.NONE)) {
                continue;
            }
            var row = new ArrayList<String>(List.of(shown(label)));
            labels.forEach(guess -> row.add(Long.toString(matrix.count(label, guess))));
            table.row(row);
        }
        return table.text();
    }

    private static String mistakes(ConfusionMatrix matrix) {
        var table = new TextTable();
        table.row(List.of("most frequent mistakes", "guess", "samples"));
        for (Confusion each : matrix.mistakes(MISTAKES)) {
            table.row(List.of(shown(each.label()), shown(each.guess()), Long.toString(each.samples())));
        }
        return table.text();
    }

    /** Over the labels that have the figure. */
    static double mean(List<LabelFigures> figures, ToDoubleFunction<LabelFigures> figure) {
        return figures.stream()
                .mapToDouble(figure)
                .filter(value -> !Double.isNaN(value))
                .average()
                .orElse(Double.NaN);
    }

    private static String share(double value) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.4f", value);
    }

    private static String shown(ByteString label) {
        String text = label.toString().replaceAll("\\p{Cntrl}", "\ufffd");
        return text.codePointCount(0, text.length()) <= LONGEST_LABEL
                ? text
                : text.substring(0, text.offsetByCodePoints(0, LONGEST_LABEL - 3)) + "...";
    }
}
