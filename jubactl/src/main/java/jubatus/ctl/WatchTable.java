package jubatus.ctl;

import java.util.List;
import java.util.Map;
import java.util.Set;
import jubatus.common.json.JsonText;

/**
 * The servers of a cluster at one moment, a line each: whether a server takes part, calls that changed its model since its start and a
 * second, labels, features, features that no mix holds yet, its model's version, and memory.
 *
 * @param rows in the order of the nodes
 */
record WatchTable(List<Row> rows) {
    private static final List<String> HEADERS = List.of(
            "server",
            "state",
            "updates",
            "updates/s",
            "labels",
            "features",
            "unmixed",
            "version",
            "resident MB",
            "uptime s");

    /**
     * A server.
     *
     * @param status its get_status, empty if it did not answer
     * @param updatesPerSecond since the table before; negative if that is not known
     */
    record Row(String node, String state, Map<String, String> status, double updatesPerSecond) {
        Row {
            status = Map.copyOf(status);
        }

        private List<String> cells() {
            String rate = updatesPerSecond < 0 ? "-" : Long.toString(Math.round(updatesPerSecond));
            return List.of(
                    node,
                    state,
                    of("update_count"),
                    rate,
                    of("num_classes"),
                    of("num_features"),
                    of("num_features_diff"),
                    of("model_version"),
                    megabytes(),
                    of("uptime"));
        }

        private String of(String key) {
            return status.getOrDefault(key, "-");
        }

        private String megabytes() {
            String kibibytes = status.getOrDefault("RSS", "");
            return kibibytes.isEmpty() ? "-" : Long.toString(Long.parseLong(kibibytes) * 1024 / 1_000_000);
        }
    }

    WatchTable {
        rows = List.copyOf(rows);
    }

    /** What a registered server is; {@code status} is empty if it did not answer. */
    static String state(String node, Set<String> actives, Map<String, String> status) {
        if (status.isEmpty()) {
            return "gone";
        }
        if (actives.contains(node)) {
            return "active";
        }
        return status.containsKey("draining") ? "draining" : "fetching";
    }

    String text() {
        return TextTable.render(HEADERS, rows.stream().map(Row::cells).toList(), column -> column >= 2);
    }

    String json() {
        var json = new JsonText()
                .beginObject()
                .field("command", Command.WATCH.toString())
                .beginArray("results");
        for (Row row : rows) {
            json.beginObject()
                    .field("node", row.node())
                    .field("state", row.state())
                    .beginObject("status");
            row.status().entrySet().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .forEach(entry -> json.field(entry.getKey(), entry.getValue()));
            json.endObject().endObject();
        }
        return json.endArray().endObject().toString();
    }
}
