package jubatus.classifier.mixer;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import jubatus.common.cluster.Node;
import jubatus.core.mix.PutOutcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The second step of a mix: waits for what became of the put at each server. Used by one thread. */
@SuppressWarnings("FutureReturnValueIgnored") // What fails is handed over, too.
final class PutStep {
    private static final Logger LOG = LoggerFactory.getLogger(PutStep.class);

    /** What {@code put_diff} answers; an original, and our servers an original, always with the first. */
    static final long APPLIED = 0;

    static final long OUTDATED = 1;
    static final long STALE = 2;

    private record Answer(Node node, Long outcome, Throwable failure) {}

    private final BlockingQueue<Answer> arrived = new LinkedBlockingQueue<>();
    private final Map<Node, String> failures = new HashMap<>();
    private int awaited;
    private int applied;
    private boolean isRefused;

    static long code(PutOutcome outcome) {
        if (outcome instanceof PutOutcome.Applied) {
            return APPLIED;
        }
        return outcome instanceof PutOutcome.Outdated ? OUTDATED : STALE;
    }

    /** Takes what became of the put at this server itself. */
    void take(PutOutcome outcome) {
        isRefused |= !(outcome instanceof PutOutcome.Applied);
    }

    void await(Node node, CompletableFuture<Long> answer) {
        awaited++;
        answer.whenComplete((outcome, failure) -> arrived.add(new Answer(node, outcome, failure)));
    }

    void collect() throws InterruptedException {
        for (; awaited > 0; awaited--) {
            Answer answer = arrived.take();
            if (answer.failure() != null) {
                fail(answer.node(), answer.failure());
            } else if (answer.outcome() == APPLIED) {
                applied++;
            } else {
                isRefused = true;
            }
        }
    }

    private void fail(Node node, Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        LOG.warn("put_diff failed at {}, which has to fetch the model: {}", node, cause.getMessage());
        failures.put(node, "put_diff: " + cause.getMessage());
    }

    Map<Node, String> failures() {
        return failures;
    }

    /** How many other servers took the put. */
    int applied() {
        return applied;
    }

    /** Whether a server did not take the put, because its model is another one than that which the diff is relative to. */
    boolean isRefused() {
        return isRefused;
    }
}
