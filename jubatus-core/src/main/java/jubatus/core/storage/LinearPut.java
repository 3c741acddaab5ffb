package jubatus.core.storage;

import java.util.BitSet;
import java.util.List;
import java.util.function.Predicate;
import jubatus.core.bytes.ByteString;
import jubatus.core.feature.FeatureNames;
import jubatus.core.feature.NameIndex;

/**
 * One mixed diff on its way into a {@link LinearStorage}. A feature after the other goes from the old model to the new one, each at
 * once: its weights become those of the mixed model, the diff is added, then the increments that the new model does not hold, then what
 * was learned since the last hand-out. Between two features others may train and score; they find some features in the old form and
 * some in the new, and what they learn of either stays. That is why it can be done in {@link Turns}.
 *
 * <p>Labels may vanish in between, for an unlearner may evict them. Not synchronised: used in the turns of the one who mixes.
 */
final class LinearPut {
    /** An increment that the new mixed model does not hold, and its slots there. */
    private final class OnTop {
        private final LabeledWeights weights;
        private final NameIndex index;
        private int[] slots = new int[0];

        OnTop(LabeledWeights weights) {
            this.weights = weights;
            this.index = new NameIndex(weights.names());
        }

        void renewSlots() {
            slots = slots(weights, remembered);
        }
    }

    private final LinearStorage storage;
    private final LabeledWeights diff;
    private final List<OnTop> onTop;
    private final Predicate<ByteString> accepts;
    private final Predicate<ByteString> remembered;
    /** Rows that are in the new form. */
    private final BitSet done = new BitSet();

    private int[] diffSlots = new int[0];
    /** The labels that the slots were found for. */
    private int[] labelsThen = new int[0];

    private boolean hasSlots;
    /** Of the numbers at hand. */
    private final int[] rows = new int[Turns.LONGEST_RANGE];
    /** What looking ahead returned, so that it is not optimised away. */
    @SuppressWarnings("UnusedVariable")
    private int seen;

    /** Of the row at hand, what was learned since the last hand-out. */
    private int pending;

    private int[] pendingSlots = new int[8];
    private double[] pendingChanges = new double[16];

    /**
     * Prepares a put; changes nothing.
     *
     * @param accepts labels whose entries are taken; of the others only the feature becomes known (03 §6.4)
     * @param onTop own increments that the new model does not hold; of labels that are neither accepted nor known, which were evicted
     *     since, nothing is taken
     */
    LinearPut(LinearStorage storage, LabeledWeights diff, Predicate<ByteString> accepts, List<LabeledWeights> onTop) {
        this.storage = storage;
        this.diff = diff;
        this.accepts = accepts;
        this.remembered = label -> accepts.test(label) || storage.labels().slotOf(label) >= 0;
        this.onTop = onTop.stream().map(OnTop::new).toList();
    }

    /** Puts everything; the version is the caller's. */
    void run(Turns turns) {
        var unmixed = new BitSet();
        turns.write(() -> {
            renewSlots();
            unmixed.or(storage.unmixed().mixedRows());
        });
        turns.write(diff.rows(), this::putRows);
        turns.write(unmixed.length(), (from, to) -> {
            for (int row = unmixed.nextSetBit(from); row >= 0 && row < to; row = unmixed.nextSetBit(row + 1)) {
                settle(row);
            }
        });
        for (OnTop increment : onTop) {
            turns.write(increment.weights.rows(), (from, to) -> {
                storage.table().rowsOf(increment.weights.names(), from, to, rows);
                for (int i = 0; i < to - from; i++) {
                    settle(rows[i]);
                }
            });
        }
    }

    private void putRows(int from, int to) {
        storage.table().rowsOf(diff.names(), from, to, rows);
        seen += storage.unmixed().lookAhead(rows, to - from);
        for (int number = from; number < to; number++) {
            renew(rows[number - from], number);
        }
    }

    /** Brings a row that the diff does not name into the new form. */
    private void settle(int row) {
        if (!done.get(row) && storage.table().features().holds(row)) {
            renew(row, -1);
        }
    }

    private void renew(int row, int number) {
        if (!hasSlots || labelsThen != storage.labels().order()) {
            renewSlots();
        }
        pending = 0;
        UnmixedRows unmixed = storage.unmixed();
        boolean differs = unmixed.differs(row);
        if (differs) {
            setAside(row);
        }
        if (differs && number >= 0 && unmixed.mixed().count(row) <= Long.SIZE) {
            replace(row, number);
        } else {
            if (differs) {
                unmixed.returnToMixed(row, storage.table().rows());
            }
            if (number >= 0) {
                add(row, number);
            }
        }
        for (OnTop increment : onTop) {
            putOnTop(row, increment);
        }
        for (int i = 0; i < pending; i++) {
            int at = storage.open(row, pendingSlots[i]);
            change(row, at, pendingChanges[2 * i], pendingChanges[2 * i + 1]);
        }
        done.set(row);
    }

    private void setAside(int row) {
        WeightRows rows = storage.table().rows();
        WeightRows before = storage.unmixed().before();
        pending = before.count(row);
        if (pendingSlots.length < pending) {
            pendingSlots = new int[2 * pending];
            pendingChanges = new double[4 * pending];
        }
        for (int i = 0; i < pending; i++) {
            int slot = before.slot(row, i);
            int at = rows.find(row, slot);
            pendingSlots[i] = slot;
            pendingChanges[2 * i] = rows.weight(row, at) - LinearMix.orElse(before.weight(row, i), 0);
            pendingChanges[2 * i + 1] =
                    LinearMix.precisionChange(rows, before.covariance(row, i), rows.covariance(row, at));
        }
    }

    /** What {@link UnmixedRows#returnToMixed} and {@link #add} do, but each entry at once, and in its place. */
    private void replace(int row, int number) {
        WeightRows rows = storage.table().rows();
        WeightRows mixed = storage.unmixed().mixed();
        rows.reserve(row, diff.end(number) - diff.begin(number));
        long added = 0;
        for (int entry = diff.begin(number); entry < diff.end(number); entry++) {
            int slot = diffSlots[diff.slot(entry)];
            if (slot < 0) {
                continue;
            }
            int then = mixed.find(row, slot);
            if (then >= 0 && (added >>> then & 1) == 0) {
                added |= 1L << then;
                rows.set(
                        row,
                        rows.find(row, slot),
                        LinearMix.orElse(mixed.weight(row, then), 0) + diff.weight(entry),
                        LinearMix.orElse(mixed.covariance(row, then), 0) + diff.covariance(entry));
            } else {
                add(row, slot, entry);
            }
        }
        storage.unmixed().returnToMixed(row, rows, added);
    }

    private void add(int row, int number) {
        WeightRows rows = storage.table().rows();
        rows.reserve(row, diff.end(number) - diff.begin(number));
        for (int entry = diff.begin(number); entry < diff.end(number); entry++) {
            int slot = diffSlots[diff.slot(entry)];
            if (slot < 0) {
                continue;
            }
            add(row, slot, entry);
        }
    }

    private void add(int row, int slot, int entry) {
        WeightRows rows = storage.table().rows();
        int at = rows.find(row, slot);
        double weight = at < 0 ? 0 : rows.weight(row, at);
        double covariance = at < 0 ? 0 : rows.covariance(row, at);
        rows.set(
                row,
                at < 0 ? rows.findOrAdd(row, slot) : at,
                weight + diff.weight(entry),
                covariance + diff.covariance(entry));
    }

    private void putOnTop(int row, OnTop increment) {
        FeatureNames names = storage.table().features().names();
        int number = increment.index.find(names, row);
        LabeledWeights weights = increment.weights;
        for (int entry = number < 0 ? 0 : weights.begin(number); number >= 0 && entry < weights.end(number); entry++) {
            int slot = increment.slots[weights.slot(entry)];
            if (slot >= 0) {
                change(row, storage.openHandedOut(row, slot), weights.weight(entry), weights.covariance(entry));
            }
        }
    }

    private void change(int row, int at, double weight, double precision) {
        LinearMix.change(storage.table().rows(), row, at, weight, precision);
    }

    private void renewSlots() {
        diffSlots = slots(diff, accepts);
        onTop.forEach(OnTop::renewSlots);
        labelsThen = storage.labels().order();
        hasSlots = true;
    }

    private int[] slots(LabeledWeights weights, Predicate<ByteString> wanted) {
        return storage.slots(weights.labels(), wanted);
    }
}
