package jubatus.classifier.mixer;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import jubatus.common.cluster.Held;
import jubatus.common.process.FullHeap;
import jubatus.common.rpc.Answer;
import jubatus.core.JubatusException;
import jubatus.core.msgpack.MessageReader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code do_mix}: answers true once every server that can be reached has a model that holds all that was acknowledged before the call,
 * false if that does not come about in time, or if this server stops. Waits for other masters without a thread. Callers who come
 * while one waits share the mix.
 *
 * <p>Safe for concurrent use; {@code this} guards the fields.
 */
final class ForcedMix implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ForcedMix.class);
    /** Servers that were left out need a moment to fetch the model, and a large one takes longer. */
    private static final long SHORTEST_PAUSE_MILLIS = 50;

    private static final long LONGEST_PAUSE_MILLIS = 20_000;

    private final Place place;
    private final MixMaster master;
    private final MixerOptions options;
    private final Executor executor;
    private List<Answer> waiting = new ArrayList<>();
    private CompletableFuture<Held> lock = new CompletableFuture<>();
    private volatile boolean closed;

    ForcedMix(Place place, MixMaster master, MixerOptions options, Executor executor) {
        this.place = place;
        this.master = master;
        this.options = options;
        this.executor = executor;
    }

    /** The method; whatever its parameters are, they do not matter. */
    void doMix(MessageReader params, Answer answer) {
        LOG.info("forced to mix by user RPC");
        boolean isFirst;
        synchronized (this) {
            isFirst = waiting.isEmpty();
            waiting.add(answer);
        }
        if (isFirst) {
            run(this::begin);
        } else if (closed) {
            answerAll(false);
        }
    }

    private void run(Runnable task) {
        try {
            executor.execute(task);
        } catch (RejectedExecutionException e) {
            answerAll(false);
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // What fails comes to mixOrFail.
    private void begin() {
        if (closed) {
            answerAll(false);
            return;
        }
        CompletableFuture<Held> awaited;
        try {
            awaited = place.awaitLock(options.patience());
        } catch (RuntimeException | Error e) {
            FullHeap.endIfFull(e);
            // Whoever calls later would wait for this mix, too.
            LOG.error("do_mix cannot wait for the lock", e);
            answerAll(false);
            return;
        }
        synchronized (this) {
            lock = awaited;
        }
        awaited.whenComplete((held, failure) -> {
            try {
                executor.execute(() -> mixOrFail(held, failure));
            } catch (RejectedExecutionException e) {
                close(held);
                answerAll(false);
            }
        });
        if (closed) {
            awaited.cancel(false);
        }
    }

    private void mixOrFail(Held held, Throwable failure) {
        if (failure != null) {
            if (!closed) {
                LOG.warn("do_mix did not get the lock: {}", failure.getMessage());
            }
            answerAll(false);
            return;
        }
        List<Answer> served = take();
        boolean mixed = false;
        try {
            mixed = mix(held);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (JubatusException e) {
            LOG.warn("do_mix failed: {}", e.getMessage());
        } finally {
            close(held);
            boolean outcome = mixed;
            served.forEach(answer -> answer.result(out -> out.bool(outcome)));
        }
    }

    private boolean mix(Held held) throws InterruptedException {
        long end = System.nanoTime() + options.patience().toNanos();
        long pause = SHORTEST_PAUSE_MILLIS;
        while (!closed) {
            MixReport report = master.mix(held, Occasion.FORCED);
            if (report.isComplete()) {
                return true;
            }
            if (System.nanoTime() - end > 0 || !held.isHeld()) {
                LOG.warn("do_mix gave up: not all servers have the new model; failures: {}", report.failures());
                return false;
            }
            TimeUnit.NANOSECONDS.sleep(Math.min(TimeUnit.MILLISECONDS.toNanos(pause), end - System.nanoTime()));
            pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
        }
        return false;
    }

    private void answerAll(boolean outcome) {
        take().forEach(answer -> answer.result(out -> out.bool(outcome)));
    }

    private synchronized List<Answer> take() {
        List<Answer> taken = waiting;
        waiting = new ArrayList<>();
        return taken;
    }

    private static void close(Held held) {
        if (held != null) {
            held.close();
        }
    }

    /** Whoever waits is told that nothing comes of it. */
    @Override
    public void close() {
        closed = true;
        synchronized (this) {
            lock.cancel(false);
        }
        answerAll(false);
    }
}
