package jubatus.core.storage;

import java.util.List;
import jubatus.core.bytes.ByteString;
import jubatus.core.feature.NameList;

/**
 * Two numbers for each of some (feature, label) pairs, with the names of both: what a diff or an increment says about weights and
 * covariances. Independent of any model. Immutable; made by a {@link LabeledWeightsBuilder}.
 *
 * <p>The features are rows, numbered from 0; the entries of one row follow those of the row before. Memory: 4 bytes of label slot and
 * 8 of each number for an entry, and per row 4 bytes and what a {@link NameList} needs. A million rows are a few hundred arrays.
 */
public final class LabeledWeights {
    public static final LabeledWeights EMPTY = new LabeledWeightsBuilder().build();

    private final NameList names;
    private final List<ByteString> labels;
    private final EntryPages entries;
    /** By row: the number of its first entry, and one more for the end. */
    private final int[] starts;

    LabeledWeights(NameList names, List<ByteString> labels, EntryPages entries, int[] starts) {
        this.names = names;
        this.labels = List.copyOf(labels);
        this.entries = entries;
        this.starts = starts;
    }

    /** The names of the features, by row. */
    public NameList names() {
        return names;
    }

    /** How many features there are. */
    public int rows() {
        return names.size();
    }

    /** How many entries all rows have. */
    public int entries() {
        return entries.size();
    }

    public boolean isEmpty() {
        return rows() == 0;
    }

    /** Roughly how much memory they take. */
    public long approximateBytes() {
        return names.approximateBytes() + (long) Integer.BYTES * rows() + EntryPages.ENTRY_BYTES * entries.size();
    }

    /** The labels by slot. */
    public List<ByteString> labels() {
        return labels;
    }

    /** The number of the first entry of a row. */
    public int begin(int row) {
        return starts[row];
    }

    /** The number after that of the last entry of a row. */
    public int end(int row) {
        return starts[row + 1];
    }

    /** The label slot of an entry. */
    public int slot(int entry) {
        return entries.slot(entry);
    }

    public double weight(int entry) {
        return entries.weight(entry);
    }

    public double covariance(int entry) {
        return entries.covariance(entry);
    }

    /** These entries without those of a label. */
    public LabeledWeights without(ByteString label) {
        int slot = labels.indexOf(label);
        if (slot < 0) {
            return this;
        }
        var rest = new LabeledWeightsBuilder();
        for (int row = 0; row < rows(); row++) {
            boolean isBegun = false;
            for (int entry = begin(row); entry < end(row); entry++) {
                if (slot(entry) != slot) {
                    if (!isBegun) {
                        rest.beginRow(names, row);
                        isBegun = true;
                    }
                    rest.add(rest.slotOf(labels.get(slot(entry))), weight(entry), covariance(entry));
                }
            }
        }
        return rest.build();
    }
}
