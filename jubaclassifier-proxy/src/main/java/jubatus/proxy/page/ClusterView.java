package jubatus.proxy.page;

import java.util.List;
import jubatus.common.json.JsonText;

/**
 * A cluster at one moment.
 *
 * @param millis Unix time
 * @param zookeeperAnswers whether the lists of servers are those of now
 * @param config as it was given to the servers; empty if none told it yet
 */
record ClusterView(
        long millis,
        boolean zookeeperAnswers,
        List<ServerView> servers,
        CallRates.Look calls,
        List<MixLog.Mix> mixes,
        LabelCounts labels,
        String config) {
    ClusterView {
        servers = List.copyOf(servers);
        mixes = List.copyOf(mixes);
    }

    /** Writes the members of an object that is begun. */
    void write(JsonText json) {
        json.field("time", millis).field("zookeeper", zookeeperAnswers).beginArray("servers");
        servers.forEach(server -> server.write(json));
        json.endArray().beginArray("methods");
        calls.methods().stream().filter(rate -> rate.calls() > 0).forEach(rate -> write(rate, json));
        json.endArray().beginArray("mixes");
        mixes.forEach(mix -> mix.write(json));
        json.endArray().field("config", config);
        labels.write(json);
    }

    private static void write(CallRates.Rate rate, JsonText json) {
        json.beginObject()
                .field("method", rate.method())
                .field("calls", rate.calls())
                .field("per_second", Numbers.rounded(rate.perSecond()))
                .field("median", Numbers.rounded(rate.medianMillis()))
                .field("most", Numbers.rounded(rate.mostMillis()))
                .endObject();
    }
}
