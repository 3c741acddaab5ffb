package jubatus.core.mix;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a member answers to {@code get_diff}: all of its increments that its mixed model does not hold, as one diff. Immutable.
 *
 * @param origin under which the member learns
 * @param upTo for each origin that has increments in the diff, the number up to which model and diff together hold them
 */
public record HandOut(Origin origin, SortedMap<Origin, Long> upTo, Standing standing, MixDiff diff) {
    /**
     * Where the member stands.
     *
     * @param state of the mixed model that the diff is relative to
     * @param returned whether the member was away for so long that it follows any other model
     * @param crowded whether it keeps more increments for others than its memory has room for
     * @param unresolved whether it holds increments back until a put, for an original may have folded them
     */
    public record Standing(MixState state, boolean returned, boolean crowded, boolean unresolved) {}

    public HandOut {
        upTo = new TreeMap<>(upTo);
    }

    public MixState state() {
        return standing.state();
    }

    /** Whether the diff and another one may hold the same increment, which one mix must not take twice. */
    boolean overlaps(Map<Origin, Long> contributors) {
        return upTo.keySet().stream().anyMatch(contributors::containsKey);
    }
}
