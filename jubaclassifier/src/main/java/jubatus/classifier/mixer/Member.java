package jubatus.classifier.mixer;

import java.util.Optional;
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
        // One who holds increments back hands out nothing, though something is missing.
        if (handOut.upTo().isEmpty() && !handOut.standing().unresolved()) {
            schedule.settled(before);
        } else {
            schedule.handedOut(engine.lastIncrement(), before);
        }
        return handOut;
    }

    MixDiff handOutToOriginal() {
        long before = schedule.updates();
        MixDiff diff = engine.handOutToOriginal();
        schedule.handedOut(engine.lastIncrement(), before);
        return diff;
    }

    PutOutcome put(Put put) {
        return follow(engine.put(put));
    }

    PutOutcome putFromOriginal(OriginalPut put) {
        return follow(engine.putFromOriginal(put));
    }

    /** Takes a model that a peer sent, as {@link EngineMix#fetch}. */
    Fetched fetch(MessageReader raw) {
        Fetched fetched = engine.fetch(raw);
        if (fetched == Fetched.TAKEN) {
            schedule.fetched(
                    origin.map(own -> engine.state().folded().upTo(own)).orElse(0L));
        }
        return fetched;
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
