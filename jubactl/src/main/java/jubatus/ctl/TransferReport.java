package jubatus.ctl;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import jubatus.common.json.JsonText;
import jubatus.core.classifier.ModelSummary;
import jubatus.ctl.backup.SummaryText;

/**
 * What {@code backup} or {@code restore} did.
 *
 * @param rows a line for each server
 * @param warnings sentences about what is not as it might be, though the command did what it should
 * @param error why it did not do what it should; empty if it did
 */
record TransferReport(Command command, List<Row> rows, List<String> warnings, Optional<String> error) {
    private static final List<String> HEADERS =
            List.of("server", "bytes", "labels", "samples", "features", "version", "sha256");
    private static final Set<String> NUMBERS = Set.of("bytes", "labels", "samples", "features");

    /**
     * A model that went over the wire.
     *
     * @param version id of the mixed model in it
     */
    record Row(String node, long bytes, String version, String sha256, ModelSummary summary) {
        private List<String> cells() {
            return List.of(
                    node,
                    Long.toString(bytes),
                    Integer.toString(summary.labels().size()),
                    Long.toUnsignedString(summary.samples()),
                    summary.features().isPresent()
                            ? Long.toString(summary.features().getAsLong())
                            : "-",
                    version,
                    sha256);
        }
    }

    TransferReport {
        rows = List.copyOf(rows);
        warnings = List.copyOf(warnings);
    }

    boolean wentWell() {
        return error.isEmpty();
    }

    /** For people. */
    String table() {
        return TextTable.render(
                HEADERS, rows.stream().map(Row::cells).toList(), column -> NUMBERS.contains(HEADERS.get(column)));
    }

    /** A line for each server: the columns of the table with a TAB between them. */
    String lines() {
        var text = new StringBuilder();
        rows.forEach(row -> text.append(String.join("\t", row.cells())).append('\n'));
        return text.toString();
    }

    String json() {
        var json = new JsonText()
                .beginObject()
                .field("command", command.toString())
                .field("ok", wentWell());
        error.ifPresent(sentence -> json.field("error", sentence));
        json.field("warnings", warnings).beginArray("results");
        for (Row row : rows) {
            json.beginObject()
                    .field("node", row.node())
                    .field("bytes", row.bytes())
                    .field("version", row.version())
                    .field("sha256", row.sha256());
            SummaryText.write(row.summary(), json);
            json.endObject();
        }
        return json.endArray().endObject().toString();
    }
}
