package jubatus.core.storage;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import jubatus.core.bytes.ByteString;
import jubatus.core.feature.FeatureDictionary;

/**
 * What a linear learner knows: its labels and a row of weights for each feature (02 §3). The weights are what the learner works
 * with; on a distributed server they are the mixed model with all own increments on top, and what differs from the mixed model is
 * kept in an overlay. Not synchronised: one writer or many readers.
 */
public final class LinearStorage {
    private final LabelTable labels = new LabelTable();
    private final WeightTable table;
    private final Optional<UnmixedRows> unmixed;
    private long version;

    /** @param distributed whether increments are tracked, so that the model can be mixed with those of others */
    public LinearStorage(boolean hasCovariance, boolean distributed) {
        this.table = new WeightTable(hasCovariance);
        this.unmixed = distributed ? Optional.of(new UnmixedRows(hasCovariance)) : Optional.empty();
    }

    public LabelTable labels() {
        return labels;
    }

    public WeightTable table() {
        return table;
    }

    public boolean isDistributed() {
        return unmixed.isPresent();
    }

    /** How many mixes the model went through; 0 on a standalone server. */
    public long version() {
        return version;
    }

    void setVersion(long newVersion) {
        version = newVersion;
    }

    /** Must only be called on a distributed server. */
    UnmixedRows unmixed() {
        return unmixed.orElseThrow();
    }

    /** How many features the mixed model has; on a standalone server, how many there are. */
    public int mixedRowCount() {
        FeatureDictionary features = table.features();
        if (unmixed.isEmpty()) {
            return features.size();
        }
        int count = features.size();
        WeightRows mixed = unmixed.get().mixed();
        var rows = unmixed.get().mixedRows();
        for (int row = rows.nextSetBit(0); row >= 0; row = rows.nextSetBit(row + 1)) {
            if (!UnmixedRows.isInMixedModel(row, table.rows(), mixed)) {
                count--;
            }
        }
        return count;
    }

    /** Prepares this storage, which must be new, to take the place of one when a model is loaded. */
    public void succeed(LinearStorage predecessor) {
        labels.succeed(predecessor.labels);
    }

    /** What is stored at this moment, to be written while learning goes on. */
    public LinearSnapshot snapshot() {
        return new LinearSnapshot(this);
    }

    /** Roughly how much memory it takes; walks over pages, not over features. */
    public long approximateBytes() {
        return table.features().approximateBytes()
                + table.rows().approximateBytes()
                + unmixed.map(UnmixedRows::approximateBytes).orElse(0L);
    }

    /** How many features have entries that the mixed model lacks; 0 on a standalone server. */
    public int unmixedRowCount() {
        return unmixed.map(UnmixedRows::mixedRowCount).orElse(0);
    }

    /**
     * The position of an entry that is about to change by learning. One that did not exist starts with weight 0 and the initial
     * covariance, which is what rules assume where there is no entry.
     */
    public int open(int row, int slot) {
        WeightRows rows = table.rows();
        if (unmixed.isEmpty()) {
            return rows.findOrAdd(row, slot);
        }
        int at = rows.find(row, slot);
        if (at < 0) {
            unmixed.get().note(row, slot, Double.NaN, Double.NaN);
            return rows.findOrAdd(row, slot);
        }
        unmixed.get().note(row, slot, rows.weight(row, at), rows.covariance(row, at));
        return at;
    }

    /** As {@link #open} of an entry that was found at a position. */
    public int openKnown(int row, int slot, int at) {
        if (unmixed.isPresent()) {
            WeightRows rows = table.rows();
            unmixed.get().note(row, slot, rows.weight(row, at), rows.covariance(row, at));
        }
        return at;
    }

    /** The position of an entry that is about to change by an increment that was handed out before. */
    int openHandedOut(int row, int slot) {
        WeightRows rows = table.rows();
        int at = rows.find(row, slot);
        if (at < 0) {
            unmixed().noteMixed(row, slot, Double.NaN, Double.NaN);
            return rows.findOrAdd(row, slot);
        }
        unmixed().noteMixed(row, slot, rows.weight(row, at), rows.covariance(row, at));
        return at;
    }

    /** The slots of some labels, which become known if they are not; −1 for those that are not wanted. */
    int[] slots(List<ByteString> wantedLabels, Predicate<ByteString> wanted) {
        int[] slots = new int[wantedLabels.size()];
        for (int i = 0; i < slots.length; i++) {
            ByteString label = wantedLabels.get(i);
            slots[i] = wanted.test(label) ? labels.register(label) : -1;
        }
        return slots;
    }

    /**
     * The covariance of an entry as rules use it. A distributed original can leave a covariance of 0 in an entry that stands for
     * none (03 §8.2), with which nothing could ever be learned again; it counts as 1 here, and the next diff heals it.
     */
    public double covariance(int row, int at) {
        double covariance = table.rows().covariance(row, at);
        return covariance <= 0 && unmixed.isPresent() ? WeightRows.INITIAL_COVARIANCE : covariance;
    }

    /** Forgets a label and its weights; false if it is unknown. */
    public boolean deleteLabel(ByteString label) {
        int slot = labels.slotOf(label);
        if (slot < 0) {
            return false;
        }
        unmixed.ifPresent(rows -> {
            rows.removeLabel(slot);
            removeEmptyRows();
        });
        table.removeLabel(slot);
        labels.delete(label);
        return true;
    }

    /** Forgets everything but the version (02 §3.2). */
    public void clear() {
        table.clear();
        labels.clear();
        unmixed.ifPresent(UnmixedRows::clear);
    }

    /** Deleting a label takes rows along that were empty before, but only on distributed servers (02 §3.2). */
    private void removeEmptyRows() {
        FeatureDictionary features = table.features();
        for (int row = 0; row < features.idLimit(); row++) {
            if (features.holds(row) && table.rows().count(row) == 0) {
                table.removeRow(row);
            }
        }
    }
}
