package jubatus.ctl;

import java.util.List;
import java.util.Optional;
import jubatus.common.json.JsonText;

/**
 * What {@code backup} or {@code restore} did.
 *
 * @param rows a line for each server
 * @param warnings sentences about what is not as it might be, though the command did what it should
 * @param error why it did not do what it should; empty if it did
 */
record TransferReport(Command command, List<Row> rows, List<String> warnings, Optional<String> error) {
    private static final List<String> HEADERS = List.of("server", "bytes", "version", "sha256");

    /**
     * A model that went over the wire.
     *
     * @param version id of the mixed model in it
     */
    record Row(String node, long bytes, String version, String sha256) {
        private List<String> cells() {
            return List.of(node, Long.toString(bytes), version, sha256);
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
        return TextTable.render(HEADERS, rows.stream().map(Row::cells).toList(), column -> column == 1);
    }

    /** A line for each server: {@code server TAB bytes TAB version TAB sha256}. */
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
                    .field("sha256", row.sha256())
                    .endObject();
        }
        return json.endArray().endObject().toString();
    }
}
