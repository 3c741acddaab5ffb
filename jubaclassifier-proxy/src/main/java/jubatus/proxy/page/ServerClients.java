package jubatus.proxy.page;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import jubatus.common.client.ClassifierClient;
import jubatus.common.client.ClientOptions;
import jubatus.common.cluster.Node;
import jubatus.common.tls.Tls;
import jubatus.core.bytes.ByteString;

/**
 * Asks the servers of a cluster what they are doing, all at once, over a connection to each that is kept. For one thread; what is answered
 * comes by others.
 */
final class ServerClients implements AutoCloseable {
    /** A server that takes longer counts as one that does not answer. */
    static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final long LONGEST_ANSWER = 16L << 20;

    private final String cluster;
    private final ClientOptions options;
    private final Map<Node, ClassifierClient> clients = new HashMap<>();

    /**
     * What a server told.
     *
     * @param status empty if it did not answer
     * @param problem why it did not
     */
    record Told(Map<String, String> status, String problem) {
        static final Told NOTHING = new Told(Map.of(), "");
    }

    ServerClients(String cluster, Tls tls) {
        this.cluster = cluster;
        this.options = new ClientOptions(PATIENCE, LONGEST_ANSWER, tls);
    }

    /** The status of each; never fails. */
    CompletableFuture<Map<Node, Told>> statuses(Collection<Node> nodes) {
        return ofEach(
                nodes,
                node -> client(node)
                        .getStatusAsync()
                        .handle((byServer, failure) -> failure == null
                                ? new Told(
                                        byServer.values().stream().findFirst().orElse(Map.of()), "")
                                : new Told(Map.of(), reason(failure))));
    }

    /** The labels of each that answers. Never fails. */
    CompletableFuture<List<SortedMap<ByteString, Long>>> labels(Collection<Node> nodes) {
        return ofEach(
                        nodes,
                        node -> client(node)
                                .getLabelBytesAsync()
                                .handle((labels, failure) -> Optional.ofNullable(labels)))
                .thenApply(answers ->
                        answers.values().stream().flatMap(Optional::stream).toList());
    }

    /** The config of a server; empty if it does not answer. Never fails. */
    CompletableFuture<String> config(Node node) {
        return client(node).getConfigAsync().exceptionally(failure -> "");
    }

    /** Forgets servers that are not among these. */
    void keepOnly(Set<Node> nodes) {
        List<Node> left =
                clients.keySet().stream().filter(node -> !nodes.contains(node)).toList();
        left.forEach(node -> clients.remove(node).close());
    }

    private static <T> CompletableFuture<Map<Node, T>> ofEach(
            Collection<Node> nodes, Function<Node, CompletableFuture<T>> ask) {
        var answers = new LinkedHashMap<Node, CompletableFuture<T>>();
        nodes.forEach(node -> answers.put(node, ask.apply(node)));
        return CompletableFuture.allOf(answers.values().toArray(CompletableFuture[]::new))
                .thenApply(all -> {
                    var values = new LinkedHashMap<Node, T>();
                    answers.forEach((node, answer) -> values.put(node, answer.join()));
                    return values;
                });
    }

    private ClassifierClient client(Node node) {
        return clients.computeIfAbsent(
                node, any -> ClassifierClient.connect(node.host(), node.port(), cluster, options));
    }

    private static String reason(Throwable failure) {
        return failure.getMessage() == null ? failure.toString() : failure.getMessage();
    }

    /** Closes the connections; the next question makes new ones. */
    @Override
    public void close() {
        keepOnly(Set.of());
    }
}
