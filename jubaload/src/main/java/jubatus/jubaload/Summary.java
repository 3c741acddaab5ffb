package jubatus.jubaload;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import jubatus.common.json.JsonText;
import jubatus.core.bytes.ByteString;
import jubatus.jubaload.figures.ConfusionMatrix;
import jubatus.jubaload.figures.FigureText;
import jubatus.jubaload.figures.LabelFigures;
import jubatus.jubaload.progress.Tally;

/**
 * How a run ended.
 *
 * @param unclear places of what the server may or may not have learned
 * @param matrix empty if nothing was compared
 */
record Summary(Task task, Tally tally, boolean complete, List<String> unclear, Optional<ConfusionMatrix> matrix) {
    /** For people; ends with a line end. */
    String text() {
        String verb = task == Task.EVALUATE ? "asked about " : "learned ";
        var text = new StringBuilder(verb)
                .append(counted(tally.acknowledged(), "sample"))
                .append(String.format(
                        Locale.ROOT, " in %.1f s (%d/s)", tally.seconds(), Math.round(tally.perSecond())));
        if (tally.bad() > 0) {
            text.append(", ").append(counted(tally.bad(), "bad line")).append(complete ? " left out" : "");
        }
        text.append(complete ? "\n" : "; not complete\n");
        unclear.forEach(place -> text.append("unclear: ").append(place).append('\n'));
        matrix.map(FigureText::of)
                .filter(shown -> !shown.isEmpty())
                .ifPresent(shown -> text.append('\n').append(shown));
        return text.toString();
    }

    /** For scripts, on one line; without a line end. */
    String json() {
        JsonText json = new JsonText()
                .beginObject()
                .field("task", task.toString().toLowerCase(Locale.ROOT))
                .field("complete", complete)
                .field("samples", tally.acknowledged())
                .field("bad", tally.bad())
                .field("seconds", tally.seconds())
                .beginArray("unclear");
        unclear.forEach(json::element);
        json.endArray();
        matrix.ifPresent(figures -> add(json, figures));
        return json.endObject().toString();
    }

    private static void add(JsonText json, ConfusionMatrix matrix) {
        json.field("accuracy", matrix.accuracy()).field("right", matrix.right()).beginArray("labels");
        for (LabelFigures each : matrix.figures()) {
            json.beginObject()
                    .field("label", each.label().toString())
                    .field("samples", each.samples())
                    .field("precision", each.precision())
                    .field("recall", each.recall())
                    .field("f1", each.f1())
                    .beginObject("guesses");
            for (ByteString guess : matrix.labels()) {
                if (matrix.count(each.label(), guess) > 0) {
                    json.field(guess.toString(), matrix.count(each.label(), guess));
                }
            }
            json.endObject().endObject();
        }
        json.endArray();
    }

    private static String counted(long count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }
}
