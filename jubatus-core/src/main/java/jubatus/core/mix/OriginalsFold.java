package jubatus.core.mix;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import jubatus.core.bytes.ByteString;

/**
 * The diffs of original servers in one mix, folded as an original folds them (03 §6.3–6.5): those of the highest generation; of the
 * others the label counts only.
 */
final class OriginalsFold {
    private final Set<ByteString> current = new HashSet<>();
    private final Map<ByteString, Long> countsLeftOut = new TreeMap<>();
    private final Map<ByteString, Long> countsFolded = new TreeMap<>();
    private Optional<Fold> fold = Optional.empty();
    private long generation;

    void add(ByteString node, MixDiff diff) {
        long theirs = OriginalPut.generation(diff);
        int order = fold.isEmpty() ? 1 : Long.compareUnsigned(theirs, generation);
        if (order < 0) {
            addCounts(diff, countsLeftOut);
            return;
        }
        if (order > 0) {
            countsFolded.forEach((label, count) -> countsLeftOut.merge(label, count, Long::sum));
            countsFolded.clear();
            current.clear();
            generation = theirs;
            fold = Optional.of(new Fold(diff));
        } else {
            fold.get().add(diff);
        }
        current.add(node);
        addCounts(diff, countsFolded);
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

    /** What those nodes learned, as one diff. Nothing may be added afterwards. */
    Optional<MixDiff> folded() {
        return fold.map(Fold::result);
    }

    /** A mixed diff, and the label counts of all who are not in it. */
    MixDiff withCountsLeftOut(MixDiff mixed, long mixedGeneration) {
        var counts = new HashMap<>(mixed.classifier().counts());
        countsLeftOut.forEach((label, count) -> counts.merge(label, count, Long::sum));
        if (mixedGeneration != generation) {
            countsFolded.forEach((label, count) -> counts.merge(label, count, Long::sum));
        }
        return new MixDiff(mixed.classifier().withCounts(counts), mixed.keywords());
    }

    private static void addCounts(MixDiff diff, Map<ByteString, Long> counts) {
        diff.classifier().counts().forEach((label, count) -> counts.merge(label, count, Long::sum));
    }
}
