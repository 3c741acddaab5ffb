package jubatus.core.mix;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import jubatus.core.bytes.ByteString;
import jubatus.core.classifier.ClassifierDiff;
import jubatus.core.storage.LabeledWeights;
import jubatus.core.storage.Row;
import jubatus.core.storage.WeightRows;

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
        WeightRows mixedRows = mixed.table().rows();
        WeightRows rows = ours.table().rows();
        boolean[] covered = {true};
        int[] slots = ours.labels().stream().mapToInt(mixed::slotOrNone).toArray();
        ours.forEachRow(row -> {
            int mixedRow = mixed.table().find(ours.table(), row);
            for (int at = 0; at < rows.count(row) && covered[0]; at++) {
                int slot = slots[rows.slot(row, at)];
                int found = mixedRow < 0 || slot < 0 ? -1 : mixedRows.find(mixedRow, slot);
                covered[0] = found >= 0 && mixedRows.covariance(mixedRow, found) <= rows.covariance(row, at);
            }
        });
        return covered[0];
    }

    /** A fold adds counts up. */
    private static boolean coversCounts(Map<ByteString, Long> mixed, Map<ByteString, Long> ours) {
        return ours.entrySet().stream()
                .allMatch(entry -> mixed.containsKey(entry.getKey())
                        && Long.compareUnsigned(mixed.get(entry.getKey()), entry.getValue()) >= 0);
    }
}
