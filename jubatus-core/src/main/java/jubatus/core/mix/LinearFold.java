package jubatus.core.mix;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import jubatus.core.bytes.ByteString;
import jubatus.core.classifier.ClassifierDiff;
import jubatus.core.feature.FeatureDictionary;
import jubatus.core.storage.LabeledWeights;
import jubatus.core.storage.LabeledWeightsBuilder;
import jubatus.core.storage.Turns;
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
    private WeightTable sum = new WeightTable(true);
    /** The labels, whose ids are the slots of the sum. */
    private FeatureDictionary labels = new FeatureDictionary();

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
            sum = new WeightTable(true);
            labels = new FeatureDictionary();
            above.clear();
            servers = 0;
        }
        if (order >= 0) {
            addWeights(diff);
        }
    }

    private void addWeights(ClassifierDiff.Linear diff) {
        LabeledWeights weights = diff.weights();
        int[] slots = weights.labels().stream().mapToInt(labels::findOrAdd).toArray();
        int[] rows = new int[Turns.LONGEST_RANGE];
        Turns.ALONE.read(weights.rows(), (from, to) -> {
            sum.rowsOf(weights.names(), from, to, rows);
            for (int number = from; number < to; number++) {
                addRow(rows[number - from], diff, number, slots);
            }
        });
        servers += diff.servers();
    }

    private void addRow(int row, ClassifierDiff.Linear diff, int number, int[] slots) {
        LabeledWeights weights = diff.weights();
        sum.rows().reserve(row, weights.end(number) - weights.begin(number));
        for (int i = weights.begin(number); i < weights.end(number); i++) {
            addEntry(row, slots[weights.slot(i)], diff.servers(), weights.weight(i), weights.covariance(i));
        }
    }

    private void addEntry(int row, int slot, long from, double weight, double covariance) {
        WeightRows rows = sum.rows();
        int at = rows.find(row, slot);
        if (at < 0) {
            rows.set(row, rows.findOrAdd(row, slot), from * weight, covariance);
        } else {
            rows.set(row, at, rows.weight(row, at) + from * weight, Math.min(rows.covariance(row, at), covariance));
        }
        if (covariance > 1) {
            above.merge((long) row << 32 | slot, from, Long::sum);
        }
    }

    @Override
    public ClassifierDiff.Linear result() {
        WeightRows rows = sum.rows();
        var mixed = new LabeledWeightsBuilder();
        for (int id = 0; id < labels.idLimit(); id++) {
            mixed.slotOf(labels.name(id));
        }
        for (int row = 0; row < sum.features().idLimit(); row++) {
            mixed.beginRow(sum.features().names(), row);
            for (int at = 0; at < rows.count(row); at++) {
                double covariance = rows.covariance(row, at);
                boolean capped =
                        covariance > 1 && above.getOrDefault((long) row << 32 | rows.slot(row, at), 0L) < servers;
                mixed.add(rows.slot(row, at), rows.weight(row, at) / servers, capped ? 1 : covariance);
            }
        }
        return new ClassifierDiff.Linear(servers, version, mixed.build(), counts);
    }
}
