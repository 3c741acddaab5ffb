package jubatus.core.mix;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import jubatus.core.bytes.ByteString;
import jubatus.core.classifier.ClassifierDiff;
import jubatus.core.feature.NameIndex;
import jubatus.core.storage.LabeledWeights;
import jubatus.core.storage.Row;

/**
 * Tells from a mixed diff alone whether the diff of a server may be in it: what a fold of it with any others would have, the mixed
 * diff has.
 */
final class Evidence {
    private Evidence() {}

    static boolean covers(ClassifierDiff mixed, ClassifierDiff handedOut) {
        if (mixed instanceof ClassifierDiff.Linear all && handedOut instanceof ClassifierDiff.Linear ours) {
            return coversWeights(all.weights(), ours.weights()) && coversCounts(all.counts(), ours.counts());
        }
        if (mixed instanceof ClassifierDiff.Rows all && handedOut instanceof ClassifierDiff.Rows ours) {
            Set<ByteString> keys = new HashSet<>();
            all.rows().forEach(row -> keys.add(row.key()));
            return ours.rows().stream().map(Row::key).allMatch(keys::contains);
        }
        if (mixed instanceof ClassifierDiff.Cells all && handedOut instanceof ClassifierDiff.Cells ours) {
            return all.cells().haveColumnsOf(ours.cells()) && coversCounts(all.counts(), ours.counts());
        }
        return false;
    }

    /** A fold takes the smallest covariance of each pair (03 §6.3). */
    private static boolean coversWeights(LabeledWeights mixed, LabeledWeights ours) {
        var index = new NameIndex(mixed.names());
        int[] slots = ours.labels().stream().mapToInt(mixed.labels()::indexOf).toArray();
        double[] smallest = new double[mixed.labels().size()];
        for (int row = 0; row < ours.rows(); row++) {
            Arrays.fill(smallest, Double.NaN);
            int mixedRow = index.find(ours.names(), row);
            for (int entry = mixedRow < 0 ? 0 : mixed.begin(mixedRow);
                    mixedRow >= 0 && entry < mixed.end(mixedRow);
                    entry++) {
                smallest[mixed.slot(entry)] = mixed.covariance(entry);
            }
            for (int entry = ours.begin(row); entry < ours.end(row); entry++) {
                int slot = slots[ours.slot(entry)];
                // A NaN stands for no entry and is no smaller than anything.
                if (slot < 0 || !(smallest[slot] <= ours.covariance(entry))) {
                    return false;
                }
            }
        }
        return true;
    }

    /** A fold adds counts up. */
    private static boolean coversCounts(Map<ByteString, Long> mixed, Map<ByteString, Long> ours) {
        return ours.entrySet().stream()
                .allMatch(entry -> mixed.containsKey(entry.getKey())
                        && Long.compareUnsigned(mixed.get(entry.getKey()), entry.getValue()) >= 0);
    }
}
