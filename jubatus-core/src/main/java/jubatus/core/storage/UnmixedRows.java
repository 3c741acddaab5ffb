package jubatus.core.storage;

import java.util.BitSet;
import java.util.function.IntConsumer;

/**
 * What a distributed server remembers beside its weights, for each entry that it changed and that the mixed model does not have yet
 * in this form:
 *
 * <ul>
 *   <li>{@code mixed}: the entry in the mixed model, for entries that any increment has changed that the model does not hold;
 *   <li>{@code before}: the entry at the last hand-out, for entries changed since.
 * </ul>
 *
 * <p>A NaN weight stands for "there was no entry". An entry that is not in {@code mixed} is the same in the mixed model and here, so
 * memory grows with what is un-mixed, not with the model. Not synchronised: one writer or many readers.
 */
final class UnmixedRows {
    private final WeightRows mixed;
    private final WeightRows before;
    private final BitSet mixedRows = new BitSet();
    private final BitSet beforeRows = new BitSet();

    UnmixedRows(boolean hasCovariance) {
        mixed = new WeightRows(hasCovariance);
        before = new WeightRows(hasCovariance);
    }

    WeightRows mixed() {
        return mixed;
    }

    WeightRows before() {
        return before;
    }

    /** Notes an entry that is about to change by learning; {@code weight} is NaN if it does not exist. */
    void note(int row, int slot, double weight, double covariance) {
        if (before.find(row, slot) < 0) {
            before.set(row, before.findOrAdd(row, slot), weight, covariance);
            beforeRows.set(row);
            noteMixed(row, slot, weight, covariance);
        }
    }

    /** Notes an entry that is about to change by an increment that was handed out before. */
    void noteMixed(int row, int slot, double weight, double covariance) {
        if (mixed.find(row, slot) < 0) {
            mixed.set(row, mixed.findOrAdd(row, slot), weight, covariance);
            mixedRows.set(row);
        }
    }

    /** Calls {@code action} with each row that has entries in {@link #mixed}. */
    void forEachMixedRow(IntConsumer action) {
        mixedRows.stream().forEach(action);
    }

    /** Calls {@code action} with each row that has entries in {@link #before}. */
    void forEachRowBefore(IntConsumer action) {
        beforeRows.stream().forEach(action);
    }

    int mixedRowCount() {
        return mixedRows.cardinality();
    }

    /** A copy of the ids of the rows that have entries in {@link #mixed}. */
    BitSet mixedRows() {
        return (BitSet) mixedRows.clone();
    }

    /** Whether a row is in the mixed model, which it is not if only un-mixed learning made it. */
    static boolean isInMixedModel(int row, WeightRows rows, WeightRows mixed) {
        return rows.count(row) == 0 || mixedEntries(row, rows, mixed) > 0;
    }

    /** How many entries a row has in the mixed model. */
    static int mixedEntries(int row, WeightRows rows, WeightRows mixed) {
        int count = rows.count(row);
        for (int i = 0; i < mixed.count(row); i++) {
            if (Double.isNaN(mixed.weight(row, i))) {
                count--;
            }
        }
        return count;
    }

    /** A hand-out was made: what changes next starts from here. */
    void clearBefore() {
        before.clear();
        beforeRows.clear();
    }

    void clear() {
        clearBefore();
        mixed.clear();
        mixedRows.clear();
    }

    void removeLabel(int slot) {
        removeLabel(mixed, mixedRows, slot);
        removeLabel(before, beforeRows, slot);
    }

    private static void removeLabel(WeightRows rows, BitSet present, int slot) {
        present.stream().forEach(row -> {
            int at = rows.find(row, slot);
            if (at >= 0) {
                rows.removeEntry(row, at);
                if (rows.count(row) == 0) {
                    rows.removeRow(row);
                    present.clear(row);
                }
            }
        });
    }
}
