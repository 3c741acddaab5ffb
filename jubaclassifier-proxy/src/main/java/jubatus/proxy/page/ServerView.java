package jubatus.proxy.page;

import java.util.Locale;
import java.util.Map;
import jubatus.common.json.JsonText;

/**
 * A server at one moment.
 *
 * @param node its name in ZooKeeper
 * @param status its get_status; empty if it did not answer
 * @param problem why it did not answer; empty if it did
 * @param dealings between the proxy and it
 */
record ServerView(String node, State state, Map<String, String> status, String problem, Dealings dealings) {
    /** What a server is to its cluster. */
    enum State {
        /** Has the cluster's model and gets requests. */
        ACTIVE,
        /** Registered, without the cluster's model. */
        FETCHING,
        /** Registered, and out of use by wish. */
        DRAINING,
        /** Registered, and does not answer. */
        SILENT,
        /** Was registered a while ago. */
        GONE
    }

    /**
     * What the proxy knows of a server by itself.
     *
     * @param avoided whether it is left alone for the moment
     * @param perSecond calls sent to it; not a number if that is not known yet
     * @param seenMillis when it was last registered, Unix time
     */
    record Dealings(boolean avoided, ProxySource.Asked asked, double perSecond, long seenMillis) {}

    ServerView {
        status = Map.copyOf(status);
    }

    boolean answers() {
        return !status.isEmpty();
    }

    /** A number of the status, -1 if it tells none. */
    long number(String key) {
        String text = status.getOrDefault(key, "");
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            return -1; // other programs may tell anything
        }
    }

    /** As {@link #number}, of a number with places. */
    double decimal(String key) {
        try {
            return Double.parseDouble(status.getOrDefault(key, ""));
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    /** Updates that no mix holds yet. */
    long unmixed() {
        return Math.max(number("linear_mixer.count"), number("push_mixer.count"));
    }

    void write(JsonText json) {
        json.beginObject()
                .field("node", node)
                .field("state", state.name().toLowerCase(Locale.ROOT))
                .field("avoided", dealings.avoided())
                .field("seen", dealings.seenMillis())
                .field("sent", dealings.asked().sent())
                .field("failed", dealings.asked().failed())
                .field("per_second", Numbers.rounded(dealings.perSecond()));
        if (!problem.isEmpty()) {
            json.field("problem", problem);
        }
        field(json, "updates", number("update_count"));
        field(json, "unmixed", unmixed());
        field(json, "features", number("num_features"));
        field(json, "labels", number("num_classes"));
        field(json, "model_version", number("model_version"));
        field(json, "resident_kib", number("RSS"));
        field(json, "uptime", number("uptime"));
        field(json, "saved", Math.max(number("last_saved"), number("last_autosaved")));
        json.field("version", status.getOrDefault("VERSION", "")).endObject();
    }

    /** What is not known is left out. */
    private static void field(JsonText json, String name, long value) {
        if (value >= 0) {
            json.field(name, value);
        }
    }
}
