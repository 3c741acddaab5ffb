package jubatus.classifier;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import jubatus.common.client.ClassifierClient;
import jubatus.common.client.ClientOptions;
import jubatus.common.client.EstimateResult;
import jubatus.common.client.LabeledDatum;
import jubatus.common.cluster.ClusterName;
import jubatus.common.process.OwnAddress;
import jubatus.core.datum.Datum;

/** A server of a cluster in this process, on a free port of loopback, and a client of it. */
final class ClusterMember implements AutoCloseable {
    private static final String ADDRESS = "127.0.0.1";

    final ServerOptions options;
    final ClassifierClient client;
    final AtomicBoolean stopAsked = new AtomicBoolean();
    private final ClusterServer server;
    private final ClusterServer.Parts parts;

    private ClusterMember(ServerOptions options) {
        this.options = options;
        this.server = ClusterServer.enter(options);
        this.parts = server.assemble(server.createEngine(), () -> stopAsked.set(true));
        parts.lifecycle().start();
        this.client = ClassifierClient.connect(
                ADDRESS, options.port(), "", ClientOptions.DEFAULT.withTimeout(Duration.ofSeconds(30)));
    }

    static ClusterMember start(String zooKeeper, ClusterName name, MixSettings settings) throws IOException {
        return new ClusterMember(new ServerOptions(
                new OwnAddress(ADDRESS, ADDRESS),
                ServerCommand.freePort(),
                2,
                0,
                new ServerOptions.Files("/tmp", "", Optional.empty(), Optional.empty(), Optional.empty()),
                new ServerOptions.Cluster(
                        zooKeeper,
                        name.name(),
                        settings.mixer(),
                        settings.intervalSeconds(),
                        settings.intervalCount(),
                        10,
                        settings.timeoutSeconds(),
                        600),
                false,
                false));
    }

    String node() {
        return options.node();
    }

    int port() {
        return options.port();
    }

    void train(String label, String key, double value) {
        client.train(List.of(new LabeledDatum(label, new Datum().addNumber(key, value))));
    }

    /** Scores by label. */
    Map<String, Double> classify(Datum datum) {
        var scores = new TreeMap<String, Double>();
        for (EstimateResult result : client.classify(List.of(datum)).get(0)) {
            scores.put(result.label(), result.score());
        }
        return scores;
    }

    String status(String key) {
        return client.getStatus().get(node()).get(key);
    }

    /** Stops the server in order. */
    @Override
    public void close() {
        client.close();
        parts.lifecycle().close();
        server.close();
    }
}
