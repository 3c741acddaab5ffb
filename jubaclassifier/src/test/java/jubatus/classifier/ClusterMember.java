package jubatus.classifier;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import jubatus.common.client.ClassifierClient;
import jubatus.common.client.ClientOptions;
import jubatus.common.client.EstimateResult;
import jubatus.common.client.LabeledDatum;
import jubatus.common.cluster.ClusterName;
import jubatus.common.process.OwnAddress;
import jubatus.common.protection.Protection;
import jubatus.common.rpc.RpcClient;
import jubatus.core.datum.Datum;
import jubatus.core.msgpack.MessageReader;
import jubatus.core.msgpack.MessageWriter;

/** A server of a cluster in this process, on a free port of loopback, and a client of it. */
final class ClusterMember implements AutoCloseable {
    private static final String ADDRESS = "127.0.0.1";

    final ServerOptions options;
    final ClassifierClient client;
    final AtomicBoolean stopAsked = new AtomicBoolean();
    private final RpcClient rpc;
    private final ClusterServer server;
    private final ClusterServer.Parts parts;

    private ClusterMember(ServerOptions options) {
        this.options = options;
        this.server = ClusterServer.enter(options);
        this.parts = server.assemble(server.createEngine(), () -> stopAsked.set(true));
        try {
            parts.lifecycle().start();
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
        this.rpc = new RpcClient(new RpcClient.Options(ADDRESS, options.port(), Duration.ofSeconds(30), 1 << 20));
        this.client = ClassifierClient.connect(
                ADDRESS, options.port(), "", ClientOptions.DEFAULT.withTimeout(Duration.ofSeconds(30)));
    }

    static ClusterMember start(String zooKeeper, ClusterName name, MixSettings settings) throws IOException {
        return startAt(options(zooKeeper, name, settings, new Saving("/tmp", ServerOptions.Autosave.NONE)));
    }

    /** Where a server saves, and when of its own accord. */
    record Saving(String folder, ServerOptions.Autosave autosave) {}

    /** Options of a server on a free port. */
    static ServerOptions options(String zooKeeper, ClusterName name, MixSettings settings, Saving saving)
            throws IOException {
        return new ServerOptions(
                new OwnAddress(ADDRESS, ADDRESS),
                ServerCommand.freePort(),
                2,
                0,
                TestOptions.BOUNDS,
                new ServerOptions.Files(saving.folder(), "", Optional.empty(), Optional.empty(), Optional.empty()),
                saving.autosave(),
                new ServerOptions.Cluster(
                        zooKeeper,
                        name.name(),
                        settings.mixer(),
                        settings.intervalSeconds(),
                        settings.intervalCount(),
                        10,
                        settings.timeoutSeconds(),
                        600),
                Optional.empty(),
                Optional.empty(),
                false,
                false,
                Protection.NONE);
    }

    static ClusterMember startAt(ServerOptions options) {
        return new ClusterMember(options);
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

    /** Begins a {@code do_mix}, which has arrived when this returns. */
    CompletableFuture<Boolean> beginMix() {
        CompletableFuture<Boolean> mixed =
                rpc.callAsync("do_mix", Duration.ofSeconds(30), params -> params.array(0), MessageReader::readBoolean);
        rpc.call("get_labels", ClusterMember::writeName, MessageReader::peek);
        return mixed;
    }

    private static void writeName(MessageWriter params) {
        params.array(1);
        params.raw("");
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
        return status().get(key);
    }

    Map<String, String> status() {
        return client.getStatus().get(node());
    }

    /** Stops the server in order, as SIGTERM does. */
    void stop() {
        parts.lifecycle().close();
        server.close();
    }

    @Override
    public void close() {
        client.close();
        rpc.close();
        stop();
    }
}
