package jubatus.core.mix;

import java.util.Map;
import java.util.Objects;

/**
 * What a master tells every member by {@code put_diff}: a mixed diff and what becomes of the model that takes it. Immutable.
 *
 * @param base the model that the diff is relative to
 * @param id of the model that results; higher than {@code base}
 * @param contributors for each origin in the diff, the number up to which the new model holds its increments
 * @param heldByAll for each origin, the number up to which every member is known to hold its increments
 * @param roster of the new model
 * @param clock the time of this mix
 */
public record Put(
        ModelId base,
        ModelId id,
        Map<Origin, Long> contributors,
        Map<Origin, Long> heldByAll,
        Roster roster,
        Clock clock,
        MixDiff diff) {
    /**
     * The time of a mix by the master's clock, which decides what is remembered; so all members decide alike.
     *
     * @param seconds Unix time
     * @param forgetOriginsBefore origins that last contributed before this and are not in the roster are dropped from {@link Folded}
     */
    public record Clock(long seconds, long forgetOriginsBefore) {
        /** For how many seconds an origin stays in {@link Folded} that no longer contributes. */
        long originMemory() {
            return seconds - forgetOriginsBefore;
        }
    }

    public Put {
        if (id.compareTo(base) <= 0) {
            throw new IllegalArgumentException("a put makes model " + id + " of " + base + "; its id must be higher");
        }
        contributors = Map.copyOf(contributors);
        heldByAll = Map.copyOf(heldByAll);
        Objects.requireNonNull(roster, "roster is null");
        Objects.requireNonNull(clock, "clock is null");
    }

    /** What the new model says about itself, given what the base says. */
    MixState stateAfter(MixState state) {
        Folded folded = state.folded().with(contributors, clock.seconds());
        return new MixState(id, folded.withoutLongGone(clock.forgetOriginsBefore(), roster.origins()), roster);
    }
}
