package jubatus.classifier.mixer;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import jubatus.common.cluster.Node;
import jubatus.core.EngineMix;
import jubatus.core.JubatusException;
import jubatus.core.bytes.ByteString;
import jubatus.core.mix.Fetched;
import jubatus.core.mix.ModelId;
import jubatus.core.msgpack.MessageReader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings an obsolete server up to date: asks others for a newer model, without a lock, and puts on top what it learned itself. Asked
 * are the active servers first, among them our kind before originals, whose model has no id; each list in random order, and a server
 * that failed the last time comes last.
 *
 * <p>Used by one thread.
 */
final class CatchUp {
    private static final Logger LOG = LoggerFactory.getLogger(CatchUp.class);

    /** What came of it. */
    enum Outcome {
        /** There is no other server. */
        ALONE,
        /** A newer model was taken, or nobody has one. */
        UP_TO_DATE,
        /** No server answered, or those that did lack the newer model that there is. */
        FAILED,
        /** A server mixes by another protocol, so that this one must not go on. */
        MISMATCH
    }

    private final Place place;
    private final Member member;
    private final EngineMix engine;
    private final MixerOptions options;
    private Optional<Node> lastFailed = Optional.empty();

    CatchUp(Place place, Member member, MixerOptions options) {
        this.place = place;
        this.member = member;
        this.engine = member.engine();
        this.options = options;
    }

    Outcome run() throws InterruptedException {
        List<Node> others = candidates();
        if (others.isEmpty()) {
            LOG.info("no other server available, I become active");
            return Outcome.ALONE;
        }
        LOG.info("start to get model from other server");
        int lower = 0;
        try (var calls = new PeerCalls(options)) {
            for (Node node : others) {
                Optional<ModelAnswer> answer = ask(node, calls);
                if (answer.isEmpty()) {
                    continue;
                }
                if (answer.get().protocolVersion() != ModelAnswer.PROTOCOL_VERSION) {
                    LOG.error(
                            "MIX protocol version mismatch detected, going down; expected {}, got {}",
                            ModelAnswer.PROTOCOL_VERSION,
                            Long.toUnsignedString(answer.get().protocolVersion()));
                    return Outcome.MISMATCH;
                }
                Optional<Fetched> fetched = take(node, answer.get().raw());
                if (fetched.filter(value -> value != Fetched.LOWER).isPresent()) {
                    return Outcome.UP_TO_DATE;
                }
                lower += fetched.isPresent() ? 1 : 0;
            }
        }
        // Whoever had the newer model is gone if all have answered: then the others go on without it.
        boolean nobodyHasNewer = lower == others.size() || (lower > 0 && !engine.isOutdated());
        return nobodyHasNewer ? Outcome.UP_TO_DATE : Outcome.FAILED;
    }

    private Optional<ModelAnswer> ask(Node node, PeerCalls calls) throws InterruptedException {
        try {
            // Who was away for long takes any model; to an original it makes no difference.
            Optional<ModelId> above = engine.isReturned()
                    ? Optional.empty()
                    : Optional.of(engine.state().id());
            return Optional.of(calls.getModel(node, above).get());
        } catch (ExecutionException e) {
            failed(node, e.getCause());
            return Optional.empty();
        }
    }

    private Optional<Fetched> take(Node node, MessageReader raw) {
        long bytes = raw.remaining();
        if (bytes == 0) {
            return Optional.of(Fetched.LOWER);
        }
        try {
            Fetched fetched = member.fetch(raw);
            if (fetched == Fetched.TAKEN) {
                LOG.info("got model(serialized data) {} from server[{}:{}]", bytes, node.host(), node.port());
            }
            return Optional.of(fetched);
        } catch (JubatusException e) {
            failed(node, e);
            return Optional.empty();
        }
    }

    private void failed(Node node, Throwable cause) {
        lastFailed = Optional.of(node);
        LOG.warn("get_model failed ({}): {}:{}", cause.getMessage(), node.host(), node.port());
    }

    private List<Node> candidates() {
        List<Node> nodes = new ArrayList<>(place.nodes());
        nodes.remove(place.self());
        Collections.shuffle(nodes);
        Set<Node> actives = new HashSet<>(place.actives());
        Set<ByteString> ours = engine.state().roster().members().keySet();
        nodes.sort((one, other) -> Integer.compare(rank(one, actives, ours), rank(other, actives, ours)));
        return nodes;
    }

    /** The lower, the earlier it is asked. */
    private int rank(Node node, Set<Node> actives, Set<ByteString> ours) {
        int rank = lastFailed.filter(node::equals).isPresent() ? 4 : 0;
        rank += actives.contains(node) ? 0 : 2;
        return rank + (ours.contains(DiffStep.name(node)) ? 0 : 1);
    }
}
