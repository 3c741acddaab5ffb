package jubatus.core.mix;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import jubatus.core.bytes.ByteString;
import jubatus.core.classifier.ClassifierDiff;
import jubatus.core.storage.LabeledWeights;
import jubatus.core.storage.WeightRows;
import jubatus.core.storage.WeightTable;

/**
 * Folds diffs of linear classifiers (03 §6.3): for each entry the mean weight over all servers, where one that lacks it counts as
 * 0, and the smallest covariance, where one that lacks it counts as 1; label counts add up. Weights of a higher version take the place
 * of what was folded and those of a lower one are ignored, while labels, which have no version, are always counted (03 §5.7).
 *
 * <p>Weights are kept as sums until {@link #result}, so that folding a diff costs what the diff has, not what was folded before.
 * Not synchronised.
 */
public final class LinearFold implements DiffFold {
    private long version;
    private LabeledWeights sum = new LabeledWeights();
    private final Map<ByteString, Long> counts = new TreeMap<>();
    /** Servers that have an entry whose smallest covariance is above 1, by row and slot; there it matters whether one lacks it. */
    private final Map<Long, Long> above = new HashMap<>();

    private long servers;

    /** Starts with one diff. */
    public LinearFold(ClassifierDiff.Linear first) {
        version = first.version();
        add(first);
    }

    /** Folds one more diff, which must be of a linear classifier. */
    @Override
    public void add(ClassifierDiff other) {
        var diff = (ClassifierDiff.Linear) other;
        diff.counts().forEach((label, count) -> counts.merge(label, count, Long::sum));
        int order = Long.compareUnsigned(diff.version(), version);
        if (order > 0) {
            version = diff.version();
            sum = new LabeledWeights();
            above.clear();
            servers = 0;
        }
        if (order >= 0) {
            addWeights(diff);
        }
    }

    private void addWeights(ClassifierDiff.Linear diff) {
        WeightTable table = diff.weights().table();
        WeightRows rows = table.rows();
        int[] slots = diff.weights().labels().stream().mapToInt(sum::slotOf).toArray();
        diff.weights().forEachRow(from -> {
            int row = sum.table().rowOf(table, from);
            for (int i = 0; i < rows.count(from); i++) {
                addEntry(
                        row, slots[rows.slot(from, i)], diff.servers(), rows.weight(from, i), rows.covariance(from, i));
            }
        });
        servers += diff.servers();
    }

    private void addEntry(int row, int slot, long from, double weight, double covariance) {
        WeightRows rows = sum.table().rows();
        int at = rows.find(row, slot);
        if (at < 0) {
            sum.set(row, slot, from * weight, covariance);
        } else {
            rows.set(row, at, rows.weight(row, at) + from * weight, Math.min(rows.covariance(row, at), covariance));
        }
        if (covariance > 1) {
            above.merge((long) row << 32 | slot, from, Long::sum);
        }
    }

    @Override
    public ClassifierDiff.Linear result() {
        WeightRows rows = sum.table().rows();
        sum.forEachRow(row -> {
            for (int at = 0; at < rows.count(row); at++) {
                double covariance = rows.covariance(row, at);
                boolean capped =
                        covariance > 1 && above.getOrDefault((long) row << 32 | rows.slot(row, at), 0L) < servers;
                rows.set(row, at, rows.weight(row, at) / servers, capped ? 1 : covariance);
            }
        });
        return new ClassifierDiff.Linear(servers, version, sum, counts);
    }
}
