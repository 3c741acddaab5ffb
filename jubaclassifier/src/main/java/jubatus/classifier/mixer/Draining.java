package jubatus.classifier.mixer;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.LongSupplier;
import jubatus.common.cluster.Held;
import jubatus.common.cluster.Node;
import jubatus.common.rpc.Answer;
import jubatus.common.rpc.RpcParams;
import jubatus.common.rpc.RpcServer;
import jubatus.core.JubatusException;
import jubatus.core.msgpack.MessageReader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code drain} and {@code undrain}: take this server out of {@code actives}, so that proxies send nothing new to it, and back. A drained
 * server runs on, answers whoever calls it directly, mixes, and keeps its model up to date.
 *
 * <p>Safe for concurrent use. One of these calls in a cluster goes on at a time, by the master's lock, so that two servers that are
 * drained at once do not both take the other for the one that stays.
 */
final class Draining implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Draining.class);

    /** When no update has come for so long, every proxy has heard that the server has left {@code actives}. */
    private static final Duration QUIET = Duration.ofSeconds(1);
    /** Who calls the server directly may never be quiet. */
    private static final Duration LONGEST_NOISE = Duration.ofSeconds(10);

    private static final long LOOK_MILLIS = 20;

    private final Place place;
    private final Standing standing;
    private final MixerOptions options;
    private final Work work;
    private volatile boolean closed;

    /**
     * What a mixer does for it.
     *
     * @param executor runs what waits
     * @param updates how many updates there were; never falls
     * @param handOver gives the others what only this server knows
     */
    record Work(Executor executor, LongSupplier updates, Runnable handOver) {}

    Draining(Place place, Standing standing, MixerOptions options, Work work) {
        this.place = place;
        this.standing = standing;
        this.options = options;
        this.work = work;
    }

    void register(RpcServer server) {
        server.concurrentMethod("drain", this::drain).concurrentMethod("undrain", this::undrain);
    }

    /** A step that waits, and may be interrupted. */
    @FunctionalInterface
    private interface Step {
        void run() throws InterruptedException;
    }

    private void drain(MessageReader params, Answer answer) {
        RpcParams.open(params, 2);
        params.readRaw();
        boolean force = params.readBoolean();
        execute(answer, () -> {
            leave(force);
            awaitQuiet();
            work.handOver().run();
        });
    }

    private void undrain(MessageReader params, Answer answer) {
        RpcParams.open(params, 1);
        params.readRaw();
        execute(answer, () -> {
            standing.undrain();
            long end = System.nanoTime() + options.patience().toNanos();
            while (!place.membership().isActive()) {
                if (System.nanoTime() - end > 0) {
                    throw failed("it is not active yet after "
                            + options.patience().toSeconds() + " s, but will be once it has the cluster's model");
                }
                Thread.sleep(LOOK_MILLIS);
            }
            LOG.info("undrained: the server is active again");
        });
    }

    private void execute(Answer answer, Step step) {
        try {
            work.executor().execute(() -> {
                if (closed) {
                    answer.fail(stopping());
                    return;
                }
                try {
                    step.run();
                    answer.result(out -> out.bool(true));
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    answer.fail(stopping());
                } catch (RuntimeException e) {
                    answer.fail(e);
                }
            });
        } catch (RejectedExecutionException e) {
            answer.fail(stopping());
        }
    }

    private void leave(boolean force) throws InterruptedException {
        try (Held held = place.awaitLock(options.patience()).get()) {
            List<Node> actives = place.actives();
            boolean isLast = actives.stream().allMatch(place.self()::equals);
            if (isLast && !force) {
                throw failed(
                        "it is the last active server, and without it nobody would serve; --force drains it all the same");
            }
            standing.drain();
            awaitInactive(held);
        } catch (ExecutionException e) {
            throw failed("the cluster's lock is not to be had: " + e.getCause().getMessage());
        }
        LOG.info("drained: proxies send nothing new to this server");
    }

    /** A server that could not leave stays in use, as its caller is told. */
    private void awaitInactive(Held held) throws InterruptedException {
        boolean inactive = false;
        try {
            long end = System.nanoTime() + options.patience().toNanos();
            while (place.actives().contains(place.self())) {
                if (!held.isHeld() || System.nanoTime() - end > 0) {
                    throw failed("it is still in " + place.cluster().actives() + ", for ZooKeeper does not answer");
                }
                Thread.sleep(LOOK_MILLIS);
            }
            inactive = true;
        } finally {
            if (!inactive) {
                standing.undrain();
            }
        }
    }

    private void awaitQuiet() throws InterruptedException {
        long start = System.nanoTime();
        long quietSince = start;
        long known = work.updates().getAsLong();
        while (System.nanoTime() - quietSince < QUIET.toNanos()) {
            if (System.nanoTime() - start > LONGEST_NOISE.toNanos()) {
                LOG.warn("updates still come to this drained server; somebody calls it directly");
                return;
            }
            Thread.sleep(LOOK_MILLIS);
            long now = work.updates().getAsLong();
            if (now != known) {
                known = now;
                quietSince = System.nanoTime();
            }
        }
    }

    /** Whoever calls from now on is told that the server stops; who waits already is so when interrupted. */
    @Override
    public void close() {
        closed = true;
    }

    private static JubatusException stopping() {
        return failed("the server is stopping");
    }

    private static JubatusException failed(String sentence) {
        return new JubatusException(JubatusException.Code.FAILED, sentence);
    }
}
