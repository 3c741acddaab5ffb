package jubatus.core.mix;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import jubatus.core.bytes.ByteString;

/**
 * The last hand-out to an original master, as long as nobody can tell what became of it.
 *
 * @param id of the mixed model at that time
 * @param numbers of each origin in it, the last increment
 * @param diff as it was handed out
 * @param counted increments whose label counts were in it
 * @param uncounted increments whose label counts were held back from it, because an earlier hand-out had them
 * @param isReplayed whether a journal told of it
 */
record OpenHandOut(
        ModelId id,
        Map<Origin, Long> numbers,
        MixDiff diff,
        List<OwnIncrements.Own> counted,
        List<OwnIncrements.Own> uncounted,
        boolean isReplayed) {
    OpenHandOut(
            ModelId id,
            Map<Origin, Long> numbers,
            MixDiff diff,
            List<OwnIncrements.Own> counted,
            List<OwnIncrements.Own> uncounted) {
        this(id, numbers, diff, counted, uncounted, false);
    }

    /** The same once the process that handed it out has ended. */
    OpenHandOut replayed() {
        return new OpenHandOut(id, numbers, diff, counted, uncounted, true);
    }

    /** Whether there is evidence that a mixed diff holds it. Whether the master heard it, only the process knows that handed it out. */
    boolean isIn(OriginalPut put) {
        return isReplayed ? put.covers(diff) : put.contains(diff);
    }

    /**
     * Whether a model that is fetched may hold it. An original that folded it made a model of a higher generation, and of ours only
     * what the last step was is known: if that was the only one since, and a mix of our kind, the model does not. Further on an
     * original may have put in between, which no model tells; then it counts as held, so that it does not count twice.
     */
    boolean mayBeIn(ModelId fetched) {
        boolean byOneMixOfOurs =
                fetched.isOfOurMix() && fetched.epoch() == id.epoch() && fetched.generation() == id.generation() + 1;
        return Long.compareUnsigned(fetched.generation(), id.generation()) > 0 && !byOneMixOfOurs;
    }

    OpenHandOut without(ByteString label) {
        return new OpenHandOut(id, numbers, diff, without(counted, label), without(uncounted, label), isReplayed);
    }

    private static List<OwnIncrements.Own> without(List<OwnIncrements.Own> increments, ByteString label) {
        return increments.stream()
                .map(own -> own.with(own.learned().without(label)))
                .toList();
    }

    /** Increments whose label counts were handed out once and may be in the models of originals. */
    List<OwnIncrements.Own> uncertain() {
        var uncertain = new ArrayList<>(uncounted);
        uncertain.addAll(counted);
        return uncertain;
    }
}
