package jubatus.core.storage;

import java.util.List;
import java.util.function.Predicate;
import jubatus.core.bytes.ByteString;

/**
 * Mixing over the weights of a distributed server: what it learned, what it hands out, and a mixed diff or another model under what
 * it learned (design "MIX, without loss").
 *
 * <p>An increment holds, for each entry that learning changed, the change of the weight and the change of the precision 1/v. Both add
 * up, so an increment can be put on top of any model: w' = w + Δw, v' = 1/(1/v + Δ(1/v)). A diff, as peers exchange it, holds
 * current value − mixed value for weight and covariance (03 §6.2).
 */
public final class LinearMix {
    private final LinearStorage storage;

    public LinearMix(LinearStorage storage) {
        this.storage = storage;
    }

    /** What was learned since the last call; the learning that follows belongs to the next increment. */
    public LabeledWeights takeIncrement() {
        var increment = new LabeledWeightsBuilder();
        WeightTable table = storage.table();
        WeightRows rows = table.rows();
        WeightRows before = storage.unmixed().before();
        int[] slots = slotsIn(increment);
        storage.unmixed().forEachRowBefore(row -> {
            increment.beginRow(table.features().names(), row);
            for (int i = 0; i < before.count(row); i++) {
                int slot = before.slot(row, i);
                int at = rows.find(row, slot);
                double weightBefore = orElse(before.weight(row, i), 0);
                double covarianceBefore = orElse(usable(before.covariance(row, i)), WeightRows.INITIAL_COVARIANCE);
                double precision =
                        table.rows().hasCovariance() ? 1 / usable(rows.covariance(row, at)) - 1 / covarianceBefore : 0;
                increment.add(
                        slots[slot], rows.weight(row, at) - weightBefore, Double.isFinite(precision) ? precision : 0);
            }
        });
        storage.unmixed().clearBefore();
        return increment.build();
    }

    /** Current value − mixed value of each entry that differs: the sum of all increments that the mixed model does not hold. */
    public LabeledWeights difference() {
        var difference = new LabeledWeightsBuilder();
        WeightTable table = storage.table();
        WeightRows rows = table.rows();
        WeightRows mixed = storage.unmixed().mixed();
        int[] slots = slotsIn(difference);
        storage.unmixed().forEachMixedRow(row -> {
            difference.beginRow(table.features().names(), row);
            for (int i = 0; i < mixed.count(row); i++) {
                int slot = mixed.slot(row, i);
                int at = rows.find(row, slot);
                difference.add(
                        slots[slot],
                        rows.weight(row, at) - orElse(mixed.weight(row, i), 0),
                        rows.covariance(row, at) - orElse(mixed.covariance(row, i), 0));
            }
        });
        return difference.build();
    }

    /**
     * Adds a mixed diff to the mixed model and puts what the result does not hold on top.
     *
     * @param accepts labels whose entries are taken; of the others only the feature becomes known (03 §6.4)
     * @param onTop own increments, handed out before, that the new mixed model does not hold; of labels that are neither accepted nor
     *     known, which were evicted since, nothing is taken
     */
    public void put(LabeledWeights diff, Predicate<ByteString> accepts, List<LabeledWeights> onTop) {
        LabeledWeights pending = takeIncrement();
        returnToMixed();
        add(diff, accepts);
        storage.setVersion(storage.version() + 1);
        Predicate<ByteString> remembered =
                label -> accepts.test(label) || storage.labels().slotOf(label) >= 0;
        onTop.forEach(increment -> putOnTop(increment, remembered));
        learnAgain(pending, remembered);
    }

    /** Puts an increment that was handed out before on top of the model, but for labels that are not accepted. */
    public void putOnTop(LabeledWeights increment, Predicate<ByteString> accepts) {
        addIncrement(increment, accepts, true);
    }

    /** Puts on top what was learned since the last hand-out, but for labels that are not accepted. */
    public void learnAgain(LabeledWeights pending, Predicate<ByteString> accepts) {
        addIncrement(pending, accepts, false);
    }

    /** Makes the weights those of the mixed model. */
    private void returnToMixed() {
        WeightRows rows = storage.table().rows();
        WeightRows mixed = storage.unmixed().mixed();
        storage.unmixed().forEachMixedRow(row -> {
            for (int i = 0; i < mixed.count(row); i++) {
                int at = rows.find(row, mixed.slot(row, i));
                if (Double.isNaN(mixed.weight(row, i))) {
                    rows.removeEntry(row, at);
                } else {
                    rows.set(row, at, mixed.weight(row, i), mixed.covariance(row, i));
                }
            }
        });
        storage.unmixed().clear();
    }

    private void add(LabeledWeights diff, Predicate<ByteString> accepts) {
        WeightTable table = storage.table();
        WeightRows rows = table.rows();
        int[] slots = slots(diff, accepts);
        for (int from = 0; from < diff.rows(); from++) {
            int row = table.rowOf(diff.names(), from);
            rows.reserve(row, diff.end(from) - diff.begin(from));
            for (int i = diff.begin(from); i < diff.end(from); i++) {
                int slot = slots[diff.slot(i)];
                if (slot < 0) {
                    continue;
                }
                int at = rows.find(row, slot);
                double weight = at < 0 ? 0 : rows.weight(row, at);
                double covariance = at < 0 ? 0 : rows.covariance(row, at);
                rows.set(
                        row,
                        at < 0 ? rows.findOrAdd(row, slot) : at,
                        weight + diff.weight(i),
                        covariance + diff.covariance(i));
            }
        }
    }

    /** Makes all labels known there; their slots there by those here. */
    private int[] slotsIn(LabeledWeightsBuilder target) {
        int[] slots = new int[storage.labels().slotLimit()];
        for (int slot : storage.labels().order()) {
            slots[slot] = target.slotOf(storage.labels().name(slot));
        }
        return slots;
    }

    /** The slots here of the labels there; −1 for those that are not accepted. */
    private int[] slots(LabeledWeights weights, Predicate<ByteString> accepts) {
        return weights.labels().stream()
                .mapToInt(label -> accepts.test(label) ? storage.labels().register(label) : -1)
                .toArray();
    }

    private void addIncrement(LabeledWeights increment, Predicate<ByteString> accepts, boolean handedOut) {
        WeightTable table = storage.table();
        WeightRows rows = table.rows();
        int[] slots = slots(increment, accepts);
        for (int from = 0; from < increment.rows(); from++) {
            int row = -1;
            for (int i = increment.begin(from); i < increment.end(from); i++) {
                int slot = slots[increment.slot(i)];
                if (slot < 0) {
                    continue;
                }
                row = row < 0 ? table.rowOf(increment.names(), from) : row;
                int at = handedOut ? openHandedOut(row, slot) : storage.open(row, slot);
                double precision = 1 / usable(rows.covariance(row, at)) + increment.covariance(i);
                rows.set(row, at, rows.weight(row, at) + increment.weight(i), 1 / precision);
            }
        }
    }

    private int openHandedOut(int row, int slot) {
        WeightRows rows = storage.table().rows();
        int at = rows.find(row, slot);
        if (at < 0) {
            storage.unmixed().noteMixed(row, slot, Double.NaN, Double.NaN);
            return rows.findOrAdd(row, slot);
        }
        storage.unmixed().noteMixed(row, slot, rows.weight(row, at), rows.covariance(row, at));
        return at;
    }

    /** The covariance as rules use it: one that an original left at 0 counts as 1. */
    static double usable(double covariance) {
        return covariance <= 0 ? WeightRows.INITIAL_COVARIANCE : covariance;
    }

    private static double orElse(double value, double absent) {
        return Double.isNaN(value) ? absent : value;
    }
}
