package jubatus.classifier.mixer;

import java.util.List;
import java.util.concurrent.ExecutionException;
import jubatus.common.cluster.Node;
import jubatus.core.EnginePush;
import jubatus.core.JubatusException;
import jubatus.core.msgpack.MessageReader;
import jubatus.core.msgpack.MessageWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Exchanges rows with other servers, one after the other (03 §6bis): asks for what this one lacks, asks what the other lacks, and
 * pushes that. Safe for concurrent use.
 */
final class PushExchange {
    private static final Logger LOG = LoggerFactory.getLogger(PushExchange.class);

    private final EnginePush rows;
    private final MixerOptions options;

    PushExchange(EnginePush rows, MixerOptions options) {
        this.rows = rows;
        this.options = options;
    }

    /** Exchanges with all of them; one that fails is left out. Answers with how many it went well. */
    int with(List<Node> partners) throws InterruptedException {
        int done = 0;
        long start = System.nanoTime();
        long taken = 0;
        try (var calls = new PeerCalls(options)) {
            for (Node partner : partners) {
                try {
                    taken += exchange(partner, calls);
                    done++;
                } catch (ExecutionException e) {
                    LOG.warn(
                            "mix failed with {}, which is left out: {}",
                            partner,
                            e.getCause().getMessage());
                } catch (JubatusException e) {
                    LOG.warn("mix failed with {}, which is left out: {}", partner, e.getMessage());
                }
            }
        }
        LOG.atInfo()
                .addKeyValue("servers", done)
                .addKeyValue("failed", partners.size() - done)
                .addKeyValue("rows", taken)
                .addKeyValue("tookMillis", (System.nanoTime() - start) / 1_000_000)
                .log("mix done");
        return done;
    }

    private int exchange(Node partner, PeerCalls calls) throws ExecutionException, InterruptedException {
        MessageWriter argument = MessageWriter.toArray();
        rows.writeArgument(argument);
        MessageReader theirs = calls.pull(partner, argument).get();
        MessageReader theirArgument = calls.getPullArgument(partner).get();
        MessageWriter ours = MessageWriter.toArray();
        rows.pull(theirArgument, ours);
        calls.push(partner, ours).get();
        return rows.push(theirs);
    }
}
