package jubatus.classifier.mixer;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import jubatus.core.EngineMix;
import jubatus.core.mix.Fetched;
import jubatus.core.mix.HandOut;
import jubatus.core.mix.MixDiff;
import jubatus.core.mix.Origin;
import jubatus.core.mix.OriginalPut;
import jubatus.core.mix.Put;
import jubatus.core.mix.PutOutcome;
import jubatus.core.msgpack.MessageReader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This server as a member of mixes, whoever is their master: the engine does what is asked, and what follows for the schedule and the
 * standing is done here. Safe for concurrent use.
 */
final class Member {
    private static final Logger LOG = LoggerFactory.getLogger(Member.class);

    private final EngineMix engine;
    private final MixSchedule schedule;
    private final Standing standing;
    private final Runnable onOutdated;
    /** How many hand-outs to originals there were, and up to which of them it is known what became of them. */
    private final AtomicLong toOriginals = new AtomicLong();

    private final AtomicLong resolved = new AtomicLong();
    /** Under which this server learns; empty until it handed something out. */
    private volatile Optional<Origin> origin = Optional.empty();

    /** @param onOutdated called when the model has to be fetched */
    Member(EngineMix engine, MixSchedule schedule, Standing standing, Runnable onOutdated) {
        this.engine = engine;
        this.schedule = schedule;
        this.standing = standing;
        this.onOutdated = onOutdated;
    }

    EngineMix engine() {
        return engine;
    }

    HandOut handOut() {
        long before = schedule.updates();
        HandOut handOut = engine.handOut();
        origin = Optional.of(handOut.origin());
        // While it is open what an original was handed, nothing is handed out, though something may be missing.
        if (handOut.upTo().isEmpty() && !isOpen()) {
            schedule.settled(before);
        } else {
            schedule.handedOut(engine.lastIncrement(), before);
        }
        return handOut;
    }

    /** Whether it is unknown what an original made of what it was handed; the next put tells, and until then nothing is handed out. */
    boolean isOpen() {
        return resolved.get() != toOriginals.get();
    }

    MixDiff handOutToOriginal() {
        toOriginals.incrementAndGet();
        long before = schedule.updates();
        MixDiff diff = engine.handOutToOriginal();
        schedule.handedOut(engine.lastIncrement(), before);
        return diff;
    }

    PutOutcome put(Put put) {
        long before = toOriginals.get();
        PutOutcome outcome = engine.put(put);
        if (outcome instanceof PutOutcome.Applied) {
            resolve(before);
        }
        return follow(outcome);
    }

    PutOutcome putFromOriginal(OriginalPut put) {
        long before = toOriginals.get();
        PutOutcome outcome = engine.putFromOriginal(put);
        resolve(before);
        return follow(outcome);
    }

    /** Takes a model that a peer sent, as {@link EngineMix#fetch}. */
    Fetched fetch(MessageReader raw) {
        long before = toOriginals.get();
        Fetched fetched = engine.fetch(raw);
        if (fetched == Fetched.TAKEN) {
            resolve(before);
            schedule.fetched(
                    origin.map(own -> engine.state().folded().upTo(own)).orElse(0L));
        }
        return fetched;
    }

    private void resolve(long upTo) {
        resolved.accumulateAndGet(upTo, Math::max);
    }

    private PutOutcome follow(PutOutcome outcome) {
        if (outcome instanceof PutOutcome.Applied applied) {
            schedule.mixed(applied.ownUpTo());
            standing.current();
        } else if (outcome instanceof PutOutcome.Outdated) {
            LOG.info("the model is outdated: it missed a mix, and is fetched from another server");
            standing.obsolete();
            onOutdated.run();
        } else {
            LOG.info("a put_diff of a mix that was overtaken is ignored");
        }
        return outcome;
    }
}
