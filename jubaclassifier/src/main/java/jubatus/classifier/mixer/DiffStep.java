package jubatus.classifier.mixer;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import jubatus.common.cluster.Node;
import jubatus.core.JubatusException;
import jubatus.core.bytes.ByteString;
import jubatus.core.mix.HandOut;
import jubatus.core.mix.MixDiffCodec;
import jubatus.core.mix.ModelId;
import jubatus.core.mix.Origin;
import jubatus.core.mix.Put;
import jubatus.core.mix.Round;
import jubatus.core.mix.Tail;
import jubatus.core.msgpack.MessageReader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The first step of a mix: takes the servers' answers to {@code get_diff} as they arrive, decodes and folds them, one at a time, on the
 * master's thread. An answer that cannot be used is left out and reported.
 *
 * <p>Used by one thread; answers are handed over by those that receive them.
 */
@SuppressWarnings("FutureReturnValueIgnored") // What fails is handed over, too.
final class DiffStep {
    private static final Logger LOG = LoggerFactory.getLogger(DiffStep.class);

    private record Answer(Node node, MessageReader raw, Throwable failure) {}

    /** What a server of our kind offered; {@code heldBack} if it offers more once there was a put. */
    private record Offer(ModelId id, SortedMap<Origin, Long> upTo, boolean heldBack) {
        static Offer of(HandOut handOut) {
            return new Offer(
                    handOut.state().id(), handOut.upTo(), handOut.standing().unresolved());
        }
    }

    private final MixDiffCodec codec;
    private final Round round;
    private final PeerCalls calls;
    private final BlockingQueue<Answer> arrived = new LinkedBlockingQueue<>();
    private final Set<Node> awaited = new HashSet<>();
    private final Map<Node, Offer> offers = new HashMap<>();
    private final Map<Node, String> failures = new HashMap<>();
    private int answered;
    private int originals;

    /** @param calls by which servers are asked; of their large answers so many come at a time as it allows */
    DiffStep(MixDiffCodec codec, Round round, PeerCalls calls) {
        this.codec = codec;
        this.round = round;
        this.calls = calls;
    }

    /** Takes what this server itself hands out, which needs no wire. */
    void take(Node self, HandOut handOut) {
        add(self, handOut);
    }

    /** Asks a server, whose answer may come at any time from now on. */
    void ask(Node node) {
        awaited.add(node);
        calls.getDiff(node).whenComplete((raw, failure) -> arrived.add(new Answer(node, raw, failure)));
    }

    /**
     * Folds what arrives until every node has answered or failed, which the time-outs of the calls see to. Those stand still while large
     * answers wait to be folded, so the step has a time of its own, too.
     */
    void collect(Duration atMost) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        while (!awaited.isEmpty()) {
            Answer answer = arrived.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (answer == null) {
                awaited.forEach(
                        node -> fail(node, new TimeoutException("no answer within " + atMost.toSeconds() + " s")));
                return;
            }
            awaited.remove(answer.node());
            take(answer);
        }
    }

    private void take(Answer answer) {
        if (answer.failure() != null) {
            fail(answer.node(), answer.failure());
            return;
        }
        try {
            decode(answer.node(), answer.raw());
        } catch (JubatusException e) {
            fail(answer.node(), e);
        } finally {
            calls.release(answer.node());
        }
    }

    private void decode(Node node, MessageReader raw) {
        MixDiffCodec.Decoded decoded = codec.read(raw);
        if (decoded.dropped() > 0) {
            LOG.warn("the diff of {} has {} values that are not finite; they are left out", node, decoded.dropped());
        }
        Optional<HandOut> handOut = Tail.readHandOut(raw, decoded.diff());
        if (handOut.isPresent()) {
            add(node, handOut.get());
        } else {
            round.add(name(node), decoded.diff());
            answered++;
            originals++;
        }
    }

    private void add(Node node, HandOut handOut) {
        round.add(name(node), handOut);
        offers.put(node, Offer.of(handOut));
        answered++;
    }

    private void fail(Node node, Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        LOG.warn("get_diff failed at {}, which is left out of this mix: {}", node, cause.getMessage());
        failures.put(node, "get_diff: " + cause.getMessage());
    }

    int answered() {
        return answered;
    }

    Map<Node, String> failures() {
        return failures;
    }

    /** Whether nobody learned anything and all models are the same: a put would only raise the models' number. */
    boolean isIdle() {
        return originals == 0
                && offers.values().stream().allMatch(offer -> offer.upTo().isEmpty() && !offer.heldBack())
                && offers.values().stream().map(Offer::id).distinct().count() <= 1;
    }

    /** Whether everything that was learned is in the put, and everybody who offered has its base. */
    boolean isWholly(Put put) {
        return offers.values().stream()
                .allMatch(offer -> !offer.heldBack()
                        && offer.id().equals(put.base())
                        && offer.upTo().entrySet().stream()
                                .allMatch(entry ->
                                        put.contributors().getOrDefault(entry.getKey(), 0L) >= entry.getValue()));
    }

    static ByteString name(Node node) {
        return ByteString.utf8(node.toString());
    }
}
