package jubatus.core.mix;

import java.util.List;
import jubatus.core.mix.OwnIncrements.Own;

/**
 * What a member is beside its mixed model, as a journal keeps it. A model file has less: the un-mixed part of that is one sum, while
 * increments whose numbers others may know have to stay apart.
 *
 * @param last the number of the last increment of its origin
 * @param originMemory for how many seconds masters keep origins that no longer contribute
 * @param returned whether it was away for so long that it follows any other model
 * @param increments those that somebody may lack
 */
public record MixImage(
        MixState state, Origin origin, long last, long originMemory, boolean returned, List<Own> increments) {
    public MixImage {
        increments = List.copyOf(increments);
    }
}
