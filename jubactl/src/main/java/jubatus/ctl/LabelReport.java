package jubatus.ctl;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import jubatus.common.client.ClassifierClient;
import jubatus.common.cluster.Coordinator;
import jubatus.common.json.JsonText;
import jubatus.core.JubatusException;
import jubatus.core.bytes.ByteString;

/**
 * {@code labels}: how many samples of each label each server knows. They differ by what was taught since the last mix.
 *
 * @param labels by server; of one that did not answer there are none
 * @param problems by server: why it did not answer
 */
record LabelReport(SortedMap<String, SortedMap<ByteString, Long>> labels, Map<String, String> problems) {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    LabelReport {
        labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
        problems = Collections.unmodifiableMap(new LinkedHashMap<>(problems));
    }

    static LabelReport ask(CtlOptions options, Coordinator coordinator) {
        var labels = new TreeMap<String, SortedMap<ByteString, Long>>();
        var problems = new LinkedHashMap<String, String>();
        List<String> servers = coordinator.children(options.cluster().nodes());
        if (servers.isEmpty()) {
            problems.put(
                    options.cluster().name(),
                    "no server is registered in " + options.cluster().nodes());
        }
        for (String server : servers) {
            try (ClassifierClient client = options.client(server, TIMEOUT)) {
                labels.put(server, client.getLabelBytes());
            } catch (JubatusException e) {
                problems.put(server, e.getMessage());
            }
        }
        return new LabelReport(labels, problems);
    }

    boolean isWhole() {
        return problems.isEmpty();
    }

    /** A line for each label, with a column for each server. */
    String table() {
        var text = new StringBuilder();
        for (String server : labels.keySet()) {
            text.append(server).append("  ");
        }
        text.append("label\n");
        for (ByteString label : allLabels()) {
            labels.forEach((server, counts) -> {
                String count = counts.containsKey(label) ? Long.toUnsignedString(counts.get(label)) : "-";
                text.append(" ".repeat(Math.max(0, server.length() - count.length())))
                        .append(count)
                        .append("  ");
            });
            text.append(label).append('\n');
        }
        return text.toString();
    }

    /** A line for each label of each server: {@code server TAB count TAB label}. */
    String lines() {
        var text = new StringBuilder();
        labels.forEach((server, counts) -> counts.forEach((label, count) -> text.append(server)
                .append('\t')
                .append(Long.toUnsignedString(count))
                .append('\t')
                .append(label)
                .append('\n')));
        return text.toString();
    }

    String json() {
        var json = new JsonText()
                .beginObject()
                .field("command", Command.LABELS.toString())
                .field("ok", isWhole())
                .beginArray("results");
        labels.forEach((server, counts) -> {
            json.beginObject().field("node", server).field("ok", true).beginObject("labels");
            counts.forEach((label, count) -> json.unsignedField(label.toString(), count));
            json.endObject().endObject();
        });
        problems.forEach((server, problem) -> json.beginObject()
                .field("node", server)
                .field("ok", false)
                .field("error", problem)
                .endObject());
        return json.endArray().endObject().toString();
    }

    private TreeSet<ByteString> allLabels() {
        var all = new TreeSet<ByteString>();
        labels.values().forEach(counts -> all.addAll(counts.keySet()));
        return all;
    }
}
