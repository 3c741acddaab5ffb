package jubatus.core.storage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import jubatus.core.bytes.ByteString;
import jubatus.core.feature.FeatureDictionary;
import jubatus.core.feature.FeatureNames;
import jubatus.core.feature.NameList;

/** Makes {@link LabeledWeights}, a row after the other; allocates nothing per row or entry. Used once, by one thread at a time. */
public final class LabeledWeightsBuilder {
    private final NameList names = new NameList();
    /** The labels, whose ids are the slots. */
    private final FeatureDictionary labels = new FeatureDictionary();

    private final EntryPages entries = new EntryPages();
    private int[] starts = new int[8];

    /** The slot of a label, a new one if it has none. */
    public int slotOf(ByteString label) {
        return labels.findOrAdd(label);
    }

    /** The slot of a label, a new one if it has none. */
    public int slotOf(byte[] bytes, int offset, int length) {
        return labels.findOrAdd(bytes, offset, length);
    }

    /** Begins the row of a feature that has none yet. */
    public void beginRow(byte[] name, int offset, int length) {
        markStart();
        names.add(name, offset, length);
    }

    /** Begins the row of a feature that has none yet, by its name in a dictionary, which is shared. */
    public void beginRow(FeatureNames dictionary, int id) {
        markStart();
        names.add(dictionary, id);
    }

    /** Begins the row of a feature that has none yet, by its name in a list. */
    public void beginRow(NameList list, int number) {
        markStart();
        names.add(list, number);
    }

    /** Adds an entry to the row that was begun. */
    public void add(int slot, double weight, double covariance) {
        entries.add(slot, weight, covariance);
    }

    /** Nothing may be added afterwards. */
    public LabeledWeights build() {
        List<ByteString> bySlot = new ArrayList<>();
        for (int slot = 0; slot < labels.idLimit(); slot++) {
            bySlot.add(labels.name(slot));
        }
        markStart();
        return new LabeledWeights(names, bySlot, entries, starts);
    }

    private void markStart() {
        int row = names.size();
        if (row == starts.length) {
            starts = Arrays.copyOf(starts, row + (row >> 1));
        }
        starts[row] = entries.size();
    }
}
