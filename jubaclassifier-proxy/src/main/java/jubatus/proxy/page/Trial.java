package jubatus.proxy.page;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import jubatus.common.client.ClassifierClient;
import jubatus.common.client.ClientOptions;
import jubatus.common.client.EstimateResult;
import jubatus.common.cluster.Node;
import jubatus.common.json.JsonText;
import jubatus.common.rpc.RpcException;
import jubatus.core.JubatusException;
import jubatus.core.datum.Datum;

/**
 * Somebody tries a datum: one active server classifies it, another one if that cannot be reached. It does not go through the proxy's own
 * port, so it does not count there as a client's call.
 *
 * @param scores the best first
 */
record Trial(String server, List<EstimateResult> scores) {
    private static final long LONGEST_ANSWER = 16L << 20;
    private static final int MOST_SHOWN = 100;

    /**
     * Asks.
     *
     * @throws RpcException why the last server that was asked gave no scores
     */
    static Trial classify(String cluster, Datum datum, List<ServerView> servers, ProxySource.Calling calling) {
        var options = new ClientOptions(calling.timeout(), LONGEST_ANSWER, calling.tls());
        RpcException failure = null;
        for (ServerView server : inTurn(servers)) {
            Node node = Node.parse(server.node());
            try (ClassifierClient client = ClassifierClient.connect(node.host(), node.port(), cluster, options)) {
                return new Trial(
                        server.node(), sorted(client.classify(List.of(datum)).get(0)));
            } catch (RpcException.ConnectionFailed e) {
                failure = e;
            }
        }
        if (failure == null) {
            throw new NobodyActive(cluster);
        }
        throw failure;
    }

    /** Those that the proxy leaves alone last. */
    private static List<ServerView> inTurn(List<ServerView> servers) {
        var active = new ArrayList<ServerView>();
        servers.stream()
                .filter(server -> server.state() == ServerView.State.ACTIVE)
                .forEach(active::add);
        Collections.shuffle(active);
        active.sort(Comparator.comparing(server -> server.dealings().avoided()));
        return active;
    }

    private static List<EstimateResult> sorted(List<EstimateResult> scores) {
        return scores.stream()
                .sorted(Comparator.comparingDouble(EstimateResult::score)
                        .reversed()
                        .thenComparing(EstimateResult::labelBytes))
                .toList();
    }

    JsonText json() {
        var json = new JsonText()
                .beginObject()
                .field("server", server)
                .field("total", scores.size())
                .beginArray("scores");
        scores.stream()
                .limit(MOST_SHOWN)
                .forEach(score -> json.beginObject()
                        .field("label", score.label())
                        .field("score", score.score())
                        .endObject());
        return json.endArray().endObject();
    }

    /** There is no server to ask. */
    static final class NobodyActive extends JubatusException {
        private static final long serialVersionUID = 1;

        NobodyActive(String cluster) {
            super(Code.FAILED, "no server of " + cluster + " is active");
        }
    }
}
