package jubatus.classifier.mixer;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import jubatus.common.cluster.Node;
import jubatus.common.metrics.MetricSource;
import jubatus.common.process.FullHeap;
import jubatus.common.rpc.Answer;
import jubatus.common.rpc.RpcParams;
import jubatus.common.rpc.RpcServer;
import jubatus.core.Engine;
import jubatus.core.EngineMix;
import jubatus.core.EnginePush;
import jubatus.core.JubatusException;
import jubatus.core.msgpack.MessageReader;
import jubatus.core.msgpack.MessageReader.Kind;
import jubatus.core.msgpack.MessageWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code random_mixer}, {@code broadcast_mixer} and {@code skip_mixer} (03 §6bis): each server exchanges rows with some others, without
 * a lock and a master. Only nearest-neighbour classifiers have rows; for others nothing is exchanged, as in the original.
 *
 * <p>Threads: {@code mix-<type>/<name>} is the loop; {@code mix-peer-N} serve other servers; {@code mix-call-N} run {@code do_mix}, {@code drain} and {@code undrain}.
 */
public final class PushMixer implements Mixer {
    private static final Logger LOG = LoggerFactory.getLogger(PushMixer.class);
    private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    /** How long each step of the last exchange may take. */
    private static final Duration FAREWELL = Duration.ofSeconds(2);

    private final Place place;
    private final PushPartners partners;
    private final MixerOptions options;
    private final EngineMix engine;
    private final EnginePush rows;
    private final PushExchange exchange;
    private final Waker waker = new Waker();
    private final ThreadPoolExecutor peerThreads = MixThreads.named("mix-peer", 4);
    private final ThreadPoolExecutor callThreads = MixThreads.named("mix-call", 2);
    private final Standing standing;
    private final Draining draining;
    private final AtomicLong updates = new AtomicLong();
    private final AtomicLong allUpdates = new AtomicLong();
    private volatile long tickNanos = System.nanoTime();
    private volatile long tickSeconds = System.currentTimeMillis() / 1000;
    private volatile boolean running;
    private volatile boolean closed;
    private Thread loop;

    /** @param name of the mixer, which tells with whom it exchanges */
    public PushMixer(Place place, Engine engine, MixerOptions options, String name) {
        this.place = place;
        this.partners = PushPartners.of(name);
        this.options = options;
        this.engine = engine.mix();
        this.rows = this.engine.push();
        this.exchange = new PushExchange(rows, options);
        this.standing = new Standing(place.membership(), peerThreads);
        this.draining =
                new Draining(place, standing, options, new Draining.Work(callThreads, allUpdates::get, this::handOver));
        if (!rows.hasRows()) {
            LOG.warn(
                    "{} exchanges nothing for this method, so that each server knows only what it learned itself;"
                            + " --mixer linear_mixer shares it",
                    name);
        }
    }

    @Override
    public void register(RpcServer server) {
        server.blockingMethod("get_pull_argument", peerThreads, this::getPullArgument)
                .blockingMethod("pull", peerThreads, this::pull)
                .streamingMethod("push", peerThreads, this::push)
                .concurrentMethod("do_mix", this::doMix);
        draining.register(server);
    }

    @Override
    public Set<String> peerMethods() {
        return Set.of("get_pull_argument", "pull", "push");
    }

    @Override
    public void start() {
        running = true;
        loop = new Thread(
                this::run,
                "mix-" + place.cluster().type() + "/" + place.cluster().name());
        loop.start();
    }

    @Override
    public void updated() {
        allUpdates.incrementAndGet();
        long count = updates.incrementAndGet();
        if (options.intervalCount() > 0 && count >= options.intervalCount()) {
            waker.wake();
        }
    }

    @Override
    public Mark mark() {
        return new Mark(engine.state().id(), rows.pushedRows());
    }

    @Override
    public Map<String, String> status() {
        var status = new TreeMap<String, String>();
        status.put("push_mixer.count", Long.toString(updates.get()));
        status.put("push_mixer.ticktime", Long.toString(tickSeconds));
        standing.addTo(status);
        return status;
    }

    @Override
    public boolean isActive() {
        return !standing.isObsolete() && place.membership().isActive();
    }

    @Override
    public boolean isDrained() {
        return standing.isDrained();
    }

    @Override
    public MetricSource metrics() {
        return page -> page.gauge(
                "jubatus_unmixed_updates", "Updates of this server since it last exchanged rows.", updates.get());
    }

    private void getPullArgument(MessageReader params, MessageWriter result) {
        RpcParams.open(params, 1);
        params.readLong();
        MessageWriter argument = MessageWriter.toArray();
        rows.writeArgument(argument);
        result.raw(argument.bytes(), 0, argument.size());
    }

    private void pull(MessageReader params, MessageWriter result) {
        MessageWriter pulled = MessageWriter.toArray();
        rows.pull(raw(params), pulled);
        result.raw(pulled.bytes(), 0, pulled.size());
    }

    private void push(MessageReader params, MessageWriter result) {
        rows.push(raw(params));
        tick();
        result.integer(0);
    }

    private static MessageReader raw(MessageReader params) {
        RpcParams.open(params, 1);
        if (params.peek() != Kind.RAW) {
            throw new JubatusException(JubatusException.Code.BAD_DIFF, "argument mismatch");
        }
        return params.readInner();
    }

    /**
     * Exchanges with all others, whoever the partners would be, and then again: the first of them has the rows of the last one only
     * then.
     */
    private void doMix(MessageReader params, Answer answer) {
        LOG.info("forced to mix by user RPC");
        try {
            callThreads.execute(() -> {
                boolean mixed = false;
                try {
                    mixed = !closed && mixWithAll();
                } finally {
                    boolean outcome = mixed;
                    answer.result(out -> out.bool(outcome));
                }
            });
        } catch (RejectedExecutionException e) {
            answer.result(out -> out.bool(false));
        }
    }

    private boolean mixWithAll() {
        try {
            tick();
            List<Node> others = PushPartners.BROADCAST.choose(place.nodes(), place.self(), new SplittableRandom());
            int reached = exchange.with(others);
            return exchange.with(others) == reached;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (JubatusException e) {
            LOG.warn("do_mix failed: {}", e.getMessage());
        }
        return false;
    }

    private void run() {
        boolean first = true;
        while (running && !Thread.currentThread().isInterrupted()) {
            try {
                if (place.coordinator().isConnected() && (first || isDue())) {
                    mix();
                    first = false;
                }
                standing.retry();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (JubatusException e) {
                LOG.warn("error in mix thread: {}", e.getMessage());
                waker.sleepUndisturbed(TICK_NANOS);
            } catch (Throwable e) {
                FullHeap.endIfFull(e);
                // Out of memory, too, may pass, and a server whose loop has ended would never mix again.
                LOG.error("error in mix thread", e);
                waker.sleepUndisturbed(TICK_NANOS);
            }
            waker.sleep(TICK_NANOS);
        }
    }

    private boolean isDue() {
        long elapsed = System.nanoTime() - tickNanos;
        return (options.intervalCount() > 0 && updates.get() >= options.intervalCount())
                || (options.intervalSeconds() > 0 && elapsed > options.intervalSeconds() * 1_000_000_000L);
    }

    private void mix() throws InterruptedException {
        tick();
        List<Node> chosen = partners.choose(place.nodes(), place.self(), new SplittableRandom());
        if (!chosen.isEmpty()) {
            exchange.with(chosen);
        }
        standing.current();
    }

    private void tick() {
        updates.set(0);
        tickNanos = System.nanoTime();
        tickSeconds = System.currentTimeMillis() / 1000;
    }

    @Override
    public void close() {
        LOG.info("stopping mixer thread");
        running = false;
        standing.leave();
        closed = true;
        draining.close();
        MixThreads.stop(callThreads);
        MixThreads.stop(loop);
    }

    @Override
    public void handOver() {
        if (!rows.hasRows() || !place.coordinator().isConnected()) {
            return;
        }
        try {
            List<Node> chosen = partners.choose(place.nodes(), place.self(), new SplittableRandom());
            new PushExchange(rows, options.within(FAREWELL)).with(chosen);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (JubatusException e) {
            LOG.warn("the others do not get what only this server knows: {}", e.getMessage());
        }
    }
}
