package jubatus.classifier.mixer;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import jubatus.common.cluster.Held;
import jubatus.common.metrics.MetricSource;
import jubatus.common.process.FullHeap;
import jubatus.common.rpc.RpcServer;
import jubatus.core.Engine;
import jubatus.core.JubatusException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The {@code linear_mixer} (03 §5): when a mix is due, the server that gets the cluster's lock is its master. An obsolete server first
 * fetches the model from another one.
 *
 * <p>Threads: {@code mix-classifier/<name>} is the loop, which mixes as master and fetches; {@code mix-peer-N} serve the calls of other
 * masters; {@code mix-call-N} run {@code do_mix}, {@code drain} and {@code undrain}; {@code mix-warm-up} see {@link WarmUp}. No lock is held while another server or ZooKeeper is asked.
 */
public final class LinearMixer implements Mixer {
    private static final Logger LOG = LoggerFactory.getLogger(LinearMixer.class);
    private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    /** How long each step of the last mix may take. */
    private static final Duration FAREWELL = Duration.ofSeconds(2);
    /** How long the last mix is tried again, until another server has everything. */
    private static final long FAREWELL_NANOS = FAREWELL.multipliedBy(3).toNanos();
    /** Servers that were left out of it need a moment to fetch the model. */
    private static final long FAREWELL_PAUSE_MILLIS = 50;

    private final Place place;
    private final MixerOptions options;
    private final Runnable goDown;
    private final Waker waker = new Waker();
    private final ThreadPoolExecutor peerThreads = MixThreads.named("mix-peer", 4);
    private final ThreadPoolExecutor callThreads = MixThreads.named("mix-call", 2);
    private final MixSchedule schedule;
    private final Standing standing;
    private final Member member;
    private final MixMaster master;
    private final CatchUp catchUp;
    private final ForcedMix forcedMix;
    private final Draining draining;
    private final AtomicBoolean running = new AtomicBoolean();
    private final WarmUp warmUp;
    private final Absence absence;
    /** In which the server's node was made; presence in another one does not count. */
    private volatile long session;
    /** Others mixed on while this server fetched their model; used by the loop. */
    private boolean overtaken;

    private Thread loop;

    /** @param goDown ends the process in order, if this server must not mix with its peers */
    public LinearMixer(Place place, Engine engine, MixerOptions options, Runnable goDown) {
        this.place = place;
        this.options = options;
        this.goDown = goDown;
        this.schedule = new MixSchedule(options, System::nanoTime, waker::wake);
        this.standing = new Standing(place.membership(), peerThreads);
        this.member = new Member(engine.mix(), schedule, standing, waker::wake);
        this.master = new MixMaster(place, member, schedule, options);
        this.catchUp = new CatchUp(place, member, options);
        this.forcedMix = new ForcedMix(place, master, options, callThreads);
        this.draining = new Draining(
                place, standing, options, new Draining.Work(callThreads, schedule::updates, this::handOver));
        this.warmUp = new WarmUp(engine);
        this.absence = new Absence(System::currentTimeMillis, options.forgetMemberSeconds());
    }

    @Override
    public void register(RpcServer server) {
        new PeerMethods(place, member, peerThreads).register(server);
        server.concurrentMethod("do_mix", forcedMix::doMix);
        draining.register(server);
    }

    @Override
    public Set<String> peerMethods() {
        return Set.of("get_diff", "put_diff", "get_model");
    }

    @Override
    public void start() {
        place.membership().onRejoined(this::comeBack);
        session = place.coordinator().session();
        absence.present();
        running.set(true);
        loop = new Thread(
                this::run,
                "mix-" + place.cluster().type() + "/" + place.cluster().name());
        loop.start();
    }

    @Override
    public void updated() {
        schedule.updated();
    }

    @Override
    public Mark mark() {
        return new Mark(member.engine().state().id(), 0);
    }

    @Override
    public Map<String, String> status() {
        var status = new TreeMap<String, String>();
        status.put("linear_mixer.count", Long.toString(schedule.unmixed()));
        status.put("linear_mixer.ticktime", Long.toString(schedule.tickSeconds()));
        status.put("linear_mixer.is_obsolete", standing.isObsolete() ? "1" : "0");
        status.put("linear_mixer.is_running", running.get() ? "1" : "0");
        schedule.tally().addTo(status);
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
        return page -> {
            schedule.tally().addTo(page);
            page.gauge(
                    "jubatus_unmixed_updates",
                    "Updates of this server that the mixed model lacks.",
                    schedule.unmixed());
            page.gauge(
                    "jubatus_model_version",
                    "Version of the mixed model; equal on all servers that have the same model.",
                    member.engine().state().id().generation());
        };
    }

    /** The session was lost: the server re-enters as a newcomer that keeps what it learned. */
    private void comeBack() {
        session = place.coordinator().session();
        if (absence.comeBack()) {
            LOG.warn(
                    "away for more than {} s, longer than members are remembered: this server follows the others' model",
                    options.forgetMemberSeconds());
            member.engine().returnAfterLong();
        }
        standing.obsolete();
        waker.wake();
    }

    private void run() {
        while (running.get() && !Thread.currentThread().isInterrupted()) {
            boolean undisturbed = false;
            try {
                undisturbed = !pass();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (JubatusException e) {
                undisturbed = true;
                LOG.warn("error in mix thread: {}", e.getMessage());
            } catch (Throwable e) {
                FullHeap.endIfFull(e);
                // Out of memory, too, may pass, and a server whose loop has ended would never mix again.
                undisturbed = true;
                LOG.error("error in mix thread", e);
            }
            // After a failure updates must not make the loop spin.
            if (undisturbed) {
                waker.sleepUndisturbed(TICK_NANOS);
            } else {
                waker.sleep(TICK_NANOS);
            }
        }
    }

    /** Does what is due; false if something was that could not be done. */
    private boolean pass() throws InterruptedException {
        if (!place.coordinator().isConnected()) {
            return !schedule.isDue();
        }
        if (place.coordinator().session() == session) {
            absence.present();
            member.engine().present(System.currentTimeMillis() / 1000);
        }
        if (member.engine().isOutdated() && !standing.isObsolete()) {
            standing.obsolete();
        }
        if (standing.isObsolete()) {
            return becomeCurrent();
        }
        standing.retry();
        warmUp.look();
        return !schedule.isDue() || tryMix(Occasion.DUE);
    }

    private boolean tryMix(Occasion occasion) throws InterruptedException {
        Optional<Held> lock = place.tryLock();
        if (lock.isEmpty()) {
            return false;
        }
        try (Held held = lock.get()) {
            master.mix(held, occasion);
        }
        return !schedule.isDue();
    }

    private boolean becomeCurrent() throws InterruptedException {
        int times = standing.timesObsolete();
        CatchUp.Outcome outcome = overtaken ? catchUpWhileNobodyMixes() : catchUp.run();
        overtaken = standing.timesObsolete() != times;
        switch (outcome) {
            case ALONE -> {
                if (member.engine().isOutdated()) {
                    // Nobody is left who has the newer model: a put of its own makes this server's the newest.
                    tryMix(Occasion.FORCED);
                }
                return isCurrentSince(times);
            }
            case UP_TO_DATE -> {
                // Brings what others learned since their last mix, and what this server did.
                tryMix(Occasion.DUE);
                return isCurrentSince(times);
            }
            case FAILED -> {
                return false;
            }
            case MISMATCH -> {
                running.set(false);
                goDown.run();
            }
        }
        return true;
    }

    /** Where mixes come faster than a model is sent, a server that only fetches would be outdated for ever. */
    private CatchUp.Outcome catchUpWhileNobodyMixes() throws InterruptedException {
        Optional<Held> lock = awaitLock();
        try {
            return catchUp.run();
        } finally {
            lock.ifPresent(Held::close);
        }
    }

    private Optional<Held> awaitLock() throws InterruptedException {
        try {
            return Optional.of(place.awaitLock(options.peerTimeout()).get());
        } catch (ExecutionException e) {
            LOG.info("the model is fetched while others mix: {}", e.getCause().getMessage());
            return Optional.empty();
        }
    }

    private boolean isCurrentSince(int times) {
        if (member.engine().isOutdated()) {
            return false;
        }
        standing.currentSince(times);
        return true;
    }

    @Override
    public void close() {
        LOG.info("stopping mixer thread");
        running.set(false);
        warmUp.stop();
        standing.leave();
        forcedMix.close();
        draining.close();
        try {
            master.stopPutting();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        MixThreads.stop(callThreads);
        MixThreads.stop(loop);
    }

    @Override
    public void handOver() {
        if ((schedule.unmixed() == 0 && !schedule.isOwing())
                || !place.coordinator().isConnected()) {
            return;
        }
        try {
            if (isAlone()) {
                return;
            }
            try (Held held = place.awaitLock(FAREWELL).get()) {
                handOver(held);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            LOG.warn(
                    "the others do not get what only this server knows: {}",
                    e.getCause().getMessage());
        } catch (JubatusException e) {
            LOG.warn("the others do not get what only this server knows: {}", e.getMessage());
        }
    }

    private void handOver(Held held) throws InterruptedException {
        var last = new MixMaster(place, member, schedule, options.within(FAREWELL));
        long end = System.nanoTime() + FAREWELL_NANOS;
        MixReport report = last.mix(held, Occasion.LEAVING);
        while (!isHandedOver(report)) {
            if (System.nanoTime() - end > 0 || !held.isHeld() || isAlone()) {
                LOG.warn("the others may not get what only this server knows; failures: {}", report.failures());
                return;
            }
            Thread.sleep(FAREWELL_PAUSE_MILLIS);
            report = last.mix(held, Occasion.LEAVING);
        }
    }

    /** Who did not answer can fetch the model from one who did. */
    private static boolean isHandedOver(MixReport report) {
        return report.isComplete() && report.folded() > 1;
    }

    private boolean isAlone() {
        return place.nodes().stream().allMatch(place.self()::equals);
    }
}
