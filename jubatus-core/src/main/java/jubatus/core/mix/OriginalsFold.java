package jubatus.core.mix;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import jubatus.core.bytes.ByteString;

/**
 * The diffs of original servers in one mix, folded as an original folds them: of weights and counters those of the highest
 * version, of what has no version (label counts, rows, cells) all, for an original drops it at any put (03 §5.7).
 */
final class OriginalsFold {
    private final Set<ByteString> current = new HashSet<>();
    private Optional<Fold> fold = Optional.empty();
    private long generation;

    void add(ByteString node, MixDiff diff) {
        long theirs = OriginalPut.generation(diff);
        int order = fold.isEmpty() ? 1 : Long.compareUnsigned(theirs, generation);
        if (order > 0) {
            generation = theirs;
            current.clear();
        }
        if (order >= 0) {
            current.add(node);
        }
        if (fold.isPresent()) {
            fold.get().add(diff);
        } else {
            fold = Optional.of(new Fold(diff));
        }
    }

    boolean isEmpty() {
        return fold.isEmpty();
    }

    /** The highest generation among the answers; 0 if there are none. */
    long generation() {
        return generation;
    }

    /** Nodes whose models have that generation. */
    Set<ByteString> current() {
        return current;
    }

    /** What they learned, as one diff of that generation. Nothing may be added afterwards. */
    Optional<MixDiff> folded() {
        return fold.map(Fold::result);
    }
}
