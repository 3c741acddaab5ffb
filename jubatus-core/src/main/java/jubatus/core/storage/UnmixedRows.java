package jubatus.core.storage;

import java.util.BitSet;

/**
 * What a distributed server remembers beside its weights, for each entry that it changed and that the mixed model does not have yet
 * in this form:
 *
 * <ul>
 *   <li>{@code mixed}: the entry in the mixed model, for entries that any increment has changed that the model does not hold;
 *   <li>{@code before}: the entry when the last increment was closed, for entries changed since;
 *   <li>{@code closed}: the entry when the increment before that was closed, for entries changed in the last one, until that is read.
 * </ul>
 *
 * <p>A NaN weight stands for "there was no entry". An entry that is not in {@code mixed} is the same in the mixed model and here, so
 * memory grows with what is un-mixed, not with the model. Not synchronised: one writer or many readers.
 */
final class UnmixedRows {
    private final WeightRows mixed;
    private final BitSet mixedRows = new BitSet();
    private WeightRows before;
    private BitSet beforeRows = new BitSet();
    private WeightRows closed;
    private BitSet closedRows = new BitSet();

    UnmixedRows(boolean hasCovariance) {
        mixed = new WeightRows(hasCovariance);
        before = new WeightRows(hasCovariance);
        closed = new WeightRows(hasCovariance);
    }

    WeightRows mixed() {
        return mixed;
    }

    WeightRows before() {
        return before;
    }

    WeightRows closed() {
        return closed;
    }

    /** The rows that have entries in {@link #closed}; not to be changed. */
    BitSet closedRows() {
        return closedRows;
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

    int mixedRowCount() {
        return mixedRows.cardinality();
    }

    /** The rows that have entries in {@link #mixed}; not to be changed. */
    BitSet mixedRows() {
        return mixedRows;
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

    /** Closes an increment: what changes next starts from here. */
    void close() {
        if (!closedRows.isEmpty()) {
            throw new IllegalStateException("an increment is closed while the one before is not read yet");
        }
        closed = before;
        closedRows = beforeRows;
        before = new WeightRows(mixed.hasCovariance());
        beforeRows = new BitSet();
    }

    /** The increment that was closed last is read. */
    void dropClosed() {
        closed = new WeightRows(mixed.hasCovariance());
        closedRows = new BitSet();
    }

    /** Whether a row may differ from that of the mixed model. */
    boolean differs(int row) {
        return mixedRows.get(row);
    }

    /** Makes a row that of the mixed model; what was learned is gone. */
    void returnToMixed(int row, WeightRows rows) {
        if (mixedEntries(row, rows, mixed) == 0) {
            // As a whole, so that a mixed row that comes in its place gets a block of its size at once.
            rows.removeRow(row);
            forget(row);
        } else {
            returnToMixed(row, rows, 0);
        }
    }

    /** As {@link #returnToMixed(int, WeightRows)}, but for entries that have a new value already: those whose bits are set, by position. */
    void returnToMixed(int row, WeightRows rows, long renewed) {
        for (int i = 0; i < mixed.count(row); i++) {
            if (i < Long.SIZE && (renewed >>> i & 1) != 0) {
                continue;
            }
            int at = rows.find(row, mixed.slot(row, i));
            if (Double.isNaN(mixed.weight(row, i))) {
                rows.removeEntry(row, at);
            } else {
                rows.set(row, at, mixed.weight(row, i), mixed.covariance(row, i));
            }
        }
        forget(row);
    }

    private void forget(int row) {
        mixed.removeRow(row);
        mixedRows.clear(row);
        before.removeRow(row);
        beforeRows.clear(row);
    }

    /** See {@link WeightRows#lookAhead}. */
    int lookAhead(int[] rows, int count) {
        return mixed.lookAhead(rows, count) + before.lookAhead(rows, count);
    }

    /** Roughly how much memory they take. */
    long approximateBytes() {
        return mixed.approximateBytes() + before.approximateBytes() + closed.approximateBytes();
    }

    void clear() {
        before.clear();
        beforeRows.clear();
        dropClosed();
        mixed.clear();
        mixedRows.clear();
    }

    void removeLabel(int slot) {
        removeLabel(mixed, mixedRows, slot);
        removeLabel(before, beforeRows, slot);
        removeLabel(closed, closedRows, slot);
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
