package jubatus.ctl.backup;

import java.util.SortedMap;
import java.util.TreeMap;
import jubatus.common.json.JsonText;
import jubatus.core.classifier.ModelSummary;

/** What a model holds, as manifests and reports show it. */
public final class SummaryText {
    private SummaryText() {}

    /** Adds {@code samples}, {@code features} if the method has any, and {@code labels}, an object of counts, to an object. */
    public static void write(ModelSummary summary, JsonText object) {
        object.unsignedField("samples", summary.samples());
        summary.features().ifPresent(features -> object.field("features", features));
        object.beginObject("labels");
        counts(summary).forEach(object::unsignedField);
        object.endObject();
    }

    /** Labels that are no text are few, and those that look alike are one. */
    private static SortedMap<String, Long> counts(ModelSummary summary) {
        var counts = new TreeMap<String, Long>();
        summary.labels().forEach((label, count) -> counts.merge(label.toString(), count, Long::sum));
        return counts;
    }
}
