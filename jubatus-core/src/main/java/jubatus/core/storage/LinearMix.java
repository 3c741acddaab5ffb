package jubatus.core.storage;

import java.util.Arrays;
import java.util.BitSet;
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
 *
 * <p>An increment is closed in no time and read afterwards, in {@link Turns}: what an entry was when it was closed is what {@link
 * UnmixedRows#before} says, if it was changed since, and else what it is. One may be closed only when the one before is read.
 */
public final class LinearMix {
    private final LinearStorage storage;

    public LinearMix(LinearStorage storage) {
        this.storage = storage;
    }

    /** Closes the increment; the learning that follows belongs to the next one. Costs the same whatever was learned. */
    public void close() {
        storage.unmixed().close();
    }

    /** What was learned in the increment that was closed last. To be called once. */
    public LabeledWeights readClosed(Turns turns) {
        UnmixedRows unmixed = storage.unmixed();
        var rows = new BitSet();
        turns.write(() -> rows.or(unmixed.closedRows()));
        var copy = new Copy();
        turns.read(rows.length(), (from, to) -> {
            copy.lookAhead(rows, from, to, unmixed.closed());
            for (int i = 0; i < copy.ahead; i++) {
                copyClosed(copy.aheadRows[i], unmixed.closed(), copy);
            }
        });
        turns.write(unmixed::dropClosed);
        return copy.increment.build();
    }

    /** Closes the increment and reads it, all at once. */
    public LabeledWeights takeIncrement() {
        close();
        return readClosed(Turns.ALONE);
    }

    private void copyClosed(int row, WeightRows closed, Copy copy) {
        WeightRows rows = storage.table().rows();
        WeightRows before = storage.unmixed().before();
        copy.beginRow(row);
        for (int i = 0; i < closed.count(row); i++) {
            int slot = closed.slot(row, i);
            int later = before.find(row, slot);
            WeightRows then = later < 0 ? rows : before;
            int at = later < 0 ? rows.find(row, slot) : later;
            copy.add(
                    slot,
                    then.weight(row, at) - orElse(closed.weight(row, i), 0),
                    precisionChange(rows, closed.covariance(row, i), then.covariance(row, at)));
        }
    }

    /**
     * Of each entry that differed when the last increment was closed, its value at that time − mixed value: the sum of all increments
     * that the mixed model does not hold.
     */
    public LabeledWeights difference(Turns turns) {
        var rows = new BitSet();
        turns.write(() -> rows.or(storage.unmixed().mixedRows()));
        var copy = new Copy();
        turns.read(rows.length(), (from, to) -> {
            copy.lookAhead(rows, from, to, storage.unmixed().mixed());
            for (int i = 0; i < copy.ahead; i++) {
                copyDifference(copy.aheadRows[i], copy);
            }
        });
        return copy.increment.build();
    }

    private void copyDifference(int row, Copy copy) {
        WeightRows rows = storage.table().rows();
        WeightRows mixed = storage.unmixed().mixed();
        WeightRows before = storage.unmixed().before();
        copy.beginRow(row);
        for (int i = 0; i < mixed.count(row); i++) {
            int slot = mixed.slot(row, i);
            int later = before.find(row, slot);
            WeightRows then = later < 0 ? rows : before;
            int at = later < 0 ? rows.find(row, slot) : later;
            if (Double.isNaN(then.weight(row, at))) {
                continue;
            }
            double weight = then.weight(row, at) - orElse(mixed.weight(row, i), 0);
            double covariance = then.covariance(row, at) - orElse(mixed.covariance(row, i), 0);
            // An entry that was learned for the first time since then was as in the mixed model.
            if (later < 0 || weight != 0 || covariance != 0) {
                copy.add(slot, weight, covariance);
            }
        }
    }

    /**
     * Adds a mixed diff to the mixed model and puts what the result does not hold on top.
     *
     * @param accepts labels whose entries are taken; of the others only the feature becomes known (03 §6.4)
     * @param onTop own increments, handed out before, that the new mixed model does not hold; of labels that are neither accepted nor
     *     known, which were evicted since, nothing is taken
     * @param finish is called in the last turn
     */
    public void put(
            LabeledWeights diff,
            Predicate<ByteString> accepts,
            List<LabeledWeights> onTop,
            Turns turns,
            Runnable finish) {
        new LinearPut(storage, diff, accepts, onTop).run(turns);
        turns.write(() -> {
            storage.setVersion(storage.version() + 1);
            finish.run();
        });
    }

    /** Puts an increment that was handed out before on top of the model, but for labels that are not accepted. */
    public void putOnTop(LabeledWeights increment, Predicate<ByteString> accepts) {
        addIncrement(increment, accepts, true);
    }

    /** Puts on top what was learned since the last hand-out, but for labels that are not accepted. */
    public void learnAgain(LabeledWeights pending, Predicate<ByteString> accepts) {
        addIncrement(pending, accepts, false);
    }

    private void addIncrement(LabeledWeights increment, Predicate<ByteString> accepts, boolean handedOut) {
        WeightTable table = storage.table();
        int[] slots = storage.slots(increment.labels(), accepts);
        for (int from = 0; from < increment.rows(); from++) {
            int row = -1;
            for (int i = increment.begin(from); i < increment.end(from); i++) {
                int slot = slots[increment.slot(i)];
                if (slot < 0) {
                    continue;
                }
                row = row < 0 ? table.rowOf(increment.names(), from) : row;
                int at = handedOut ? storage.openHandedOut(row, slot) : storage.open(row, slot);
                change(table.rows(), row, at, increment.weight(i), increment.covariance(i));
            }
        }
    }

    /** w' = w + Δw, v' = 1/(1/v + Δ(1/v)). */
    static void change(WeightRows rows, int row, int at, double weight, double precision) {
        double newPrecision = 1 / usable(rows.covariance(row, at)) + precision;
        rows.set(row, at, rows.weight(row, at) + weight, 1 / newPrecision);
    }

    /** Δ(1/v); {@code before} is NaN if there was no entry. */
    static double precisionChange(WeightRows rows, double before, double now) {
        if (!rows.hasCovariance()) {
            return 0;
        }
        double change = 1 / usable(now) - 1 / orElse(usable(before), WeightRows.INITIAL_COVARIANCE);
        return Double.isFinite(change) ? change : 0;
    }

    /** The covariance as rules use it: one that an original left at 0 counts as 1. */
    static double usable(double covariance) {
        return covariance <= 0 ? WeightRows.INITIAL_COVARIANCE : covariance;
    }

    static double orElse(double value, double absent) {
        return Double.isNaN(value) ? absent : value;
    }

    /** Entries that are copied from rows, whose labels may vanish and give their slots to others meanwhile. */
    private final class Copy {
        private final LabeledWeightsBuilder increment = new LabeledWeightsBuilder();
        /** By slot of the storage: that of the label in the increment, or −1 as long as it has none. */
        private int[] slots = new int[0];

        private int[] labelsThen = new int[0];
        private int row;
        private boolean isBegun;

        private final int[] aheadRows = new int[Turns.LONGEST_RANGE];
        private int ahead;
        /** What looking ahead returned, so that it is not optimised away. */
        @SuppressWarnings("UnusedVariable")
        private int seen;

        /** Looks at the rows of a range that are to be copied. */
        void lookAhead(BitSet wanted, int from, int to, WeightRows old) {
            ahead = 0;
            for (int next = wanted.nextSetBit(from); next >= 0 && next < to; next = wanted.nextSetBit(next + 1)) {
                aheadRows[ahead++] = next;
            }
            seen += old.lookAhead(aheadRows, ahead)
                    + storage.table().rows().lookAhead(aheadRows, ahead)
                    + storage.unmixed().before().lookAhead(aheadRows, ahead);
        }

        void beginRow(int newRow) {
            row = newRow;
            isBegun = false;
            if (labelsThen != storage.labels().order()) {
                labelsThen = storage.labels().order();
                slots = new int[storage.labels().slotLimit()];
                Arrays.fill(slots, -1);
            }
        }

        void add(int slot, double weight, double covariance) {
            if (!isBegun) {
                increment.beginRow(storage.table().features().names(), row);
                isBegun = true;
            }
            if (slots[slot] < 0) {
                slots[slot] = increment.slotOf(storage.labels().name(slot));
            }
            increment.add(slots[slot], weight, covariance);
        }
    }
}
