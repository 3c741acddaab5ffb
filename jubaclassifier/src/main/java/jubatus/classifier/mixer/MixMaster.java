package jubatus.classifier.mixer;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import jubatus.common.cluster.Held;
import jubatus.common.cluster.Node;
import jubatus.core.bytes.ByteString;
import jubatus.core.mix.Put;
import jubatus.core.mix.Round;
import jubatus.core.msgpack.Pages;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This server as master of a mix (03 §5.4): asks all nodes for what they learned, folds it, and tells all of them. It asks and tells
 * itself without a wire. Each step takes at most the time-out for peers, whatever they do; only where many
 * large diffs wait to be folded may the first take longer, up to the time for {@code do_mix}.
 *
 * <p>Safe for concurrent use, though the lock lets only one mix run at a time in a cluster. {@code putting} is held during the second
 * step, so that {@link #stopPutting} can wait for it: cut short, it would leave a model that only this server has.
 */
final class MixMaster {
    private static final Logger LOG = LoggerFactory.getLogger(MixMaster.class);
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Place place;
    private final Member member;
    private final MixSchedule schedule;
    private final MixerOptions options;
    private final ReentrantLock putting = new ReentrantLock();
    private volatile boolean stopped;

    MixMaster(Place place, Member member, MixSchedule schedule, MixerOptions options) {
        this.place = place;
        this.member = member;
        this.schedule = schedule;
        this.options = options;
    }

    /**
     * Mixes once.
     *
     * @param lock the master's lock; the put is left out if it is lost meanwhile
     */
    MixReport mix(Held lock, Occasion occasion) throws InterruptedException {
        boolean counted = false;
        try {
            MixReport report = tryToMix(lock, occasion);
            counted = true;
            return report;
        } finally {
            if (!counted) {
                schedule.tally().ended(MixTally.Outcome.FAILED);
            }
        }
    }

    private MixReport tryToMix(Held lock, Occasion occasion) throws InterruptedException {
        long start = System.nanoTime();
        schedule.tick();
        List<Node> nodes = withSelf(place.nodes(), occasion);
        var round = new Round(setting(nodes, lock));
        DiffStep diffs = askAll(nodes, round);
        if (diffs.isIdle() && occasion != Occasion.FORCED) {
            schedule.tally().ended(MixTally.Outcome.IDLE);
            return ended(new MixReport(diffs.answered(), diffs.failures(), true));
        }
        Optional<Put> put = lock.isHeld() ? round.finish() : Optional.empty();
        if (put.isEmpty()) {
            LOG.warn("mix given up: {}", lock.isHeld() ? "no server answered" : "the lock is lost");
            schedule.tally().ended(MixTally.Outcome.FAILED);
            return ended(new MixReport(0, diffs.failures(), false));
        }
        var puts = new PutStep();
        long bytes;
        // New connections: folding large diffs can take longer than servers keep a silent one.
        try (var calls = new PeerCalls(options)) {
            bytes = putUnlessStopped(new Recipients(nodes, occasion == Occasion.LEAVING), put.get(), calls, puts);
        }
        schedule.tally().put(put.get().id().generation(), bytes, System.nanoTime() - start);
        report(put.get(), diffs, puts, bytes, start);
        var report = new MixReport(
                diffs.answered(),
                joined(diffs.failures(), puts.failures()),
                diffs.isWholly(put.get())
                        && !puts.isRefused()
                        && putFailures(diffs, puts).isEmpty());
        schedule.tally().ended(report.isEverywhere() ? MixTally.Outcome.EVERYWHERE : MixTally.Outcome.PARTLY);
        return ended(report);
    }

    /**
     * Who gets a put.
     *
     * @param selfLast whether this server takes it only if another did, so that it can be tried again from the same base
     */
    private record Recipients(List<Node> nodes, boolean selfLast) {}

    private MixReport ended(MixReport report) {
        schedule.ended(report.isEverywhere());
        return report;
    }

    /** Lets no put step begin any more, and waits for the one under way as long as it may take; then its thread may be interrupted. */
    void stopPutting() throws InterruptedException {
        stopped = true;
        if (putting.tryLock(options.peerTimeout().toNanos(), TimeUnit.NANOSECONDS)) {
            putting.unlock();
        } else {
            LOG.warn(
                    "a mix is cut short: its put_diff took longer than {} s",
                    options.peerTimeout().toSeconds());
        }
    }

    private List<Node> withSelf(List<Node> nodes, Occasion occasion) {
        if (occasion != Occasion.LEAVING || nodes.contains(place.self())) {
            return nodes;
        }
        var all = new ArrayList<>(nodes);
        all.add(place.self());
        return all;
    }

    private Round.Setting setting(List<Node> nodes, Held lock) {
        Set<ByteString> asked = nodes.stream().map(DiffStep::name).collect(Collectors.toSet());
        return new Round.Setting(
                asked,
                lock.sequence(),
                RANDOM.nextLong(),
                System.currentTimeMillis() / 1000,
                options.forgetMemberSeconds());
    }

    private DiffStep askAll(List<Node> nodes, Round round) throws InterruptedException {
        try (var calls = new PeerCalls(options)) {
            var diffs = new DiffStep(member.engine().codec(), round, calls);
            nodes.stream().filter(node -> !node.equals(place.self())).forEach(diffs::ask);
            if (nodes.contains(place.self())) {
                diffs.take(place.self(), member.handOut());
            }
            diffs.collect(options.patience());
            return diffs;
        }
    }

    private long putUnlessStopped(Recipients recipients, Put put, PeerCalls calls, PutStep puts)
            throws InterruptedException {
        putting.lock();
        try {
            if (stopped) {
                throw new InterruptedException("mixing ends");
            }
            schedule.putBegins();
            return putAll(recipients, put, calls, puts);
        } finally {
            putting.unlock();
        }
    }

    private long putAll(Recipients recipients, Put put, PeerCalls calls, PutStep puts) throws InterruptedException {
        Pages diff = Pages.of(out -> member.engine().codec().write(put.diff(), out));
        for (Node node : recipients.nodes()) {
            if (!node.equals(place.self())) {
                puts.await(node, calls.putDiff(node, put, diff));
            }
        }
        boolean takesPart = recipients.nodes().contains(place.self());
        if (takesPart && !recipients.selfLast()) {
            puts.take(member.put(put));
        }
        puts.collect();
        if (takesPart && recipients.selfLast() && puts.applied() > 0) {
            puts.take(member.put(put));
        }
        return diff.length();
    }

    /** Servers that answered in the first step and not in the second. */
    private static Set<Node> putFailures(DiffStep diffs, PutStep puts) {
        Set<Node> reachable = new HashSet<>(puts.failures().keySet());
        reachable.removeAll(diffs.failures().keySet());
        return reachable;
    }

    private static Map<Node, String> joined(Map<Node, String> one, Map<Node, String> other) {
        Map<Node, String> all = new HashMap<>(other);
        all.putAll(one);
        return all;
    }

    private void report(Put put, DiffStep diffs, PutStep puts, long bytes, long startNanos) {
        LOG.atInfo()
                .addKeyValue("cluster", place.cluster().name())
                .addKeyValue("version", put.id().generation())
                .addKeyValue("servers", diffs.answered())
                .addKeyValue("failed", joined(diffs.failures(), puts.failures()).size())
                .addKeyValue("bytes", bytes)
                .addKeyValue("tookMillis", (System.nanoTime() - startNanos) / 1_000_000)
                .log("mix done");
    }
}
