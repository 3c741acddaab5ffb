package jubatus.core.storage;

import java.util.BitSet;
import jubatus.core.feature.FeatureDictionary;
import jubatus.core.feature.FeatureVector;
import jubatus.core.feature.NameList;

/** Weight rows by the name of their feature. Not synchronised: one writer or many readers. */
public final class WeightTable {
    /** What is done for all of so few features before it is used for any would cost more than it saves. */
    private static final int FEW = 4;

    private final FeatureDictionary features = new FeatureDictionary();
    private final WeightRows rows;
    /** What looking ahead returned, so that it is not optimised away. */
    @SuppressWarnings("UnusedVariable")
    private int seen;

    public WeightTable(boolean hasCovariance) {
        this.rows = new WeightRows(hasCovariance);
    }

    public FeatureDictionary features() {
        return features;
    }

    public WeightRows rows() {
        return rows;
    }

    /**
     * Adds weight · value to the sum of each label slot that has an entry in the row of each feature, in order. {@link
     * FeatureVector#rows} has the row of each feature afterwards.
     */
    public void addScores(FeatureVector vector, double[] sums) {
        if (vector.size() < FEW) {
            addScoresOfFew(vector, sums);
            return;
        }
        for (int from = 0; from < vector.size(); from += FeatureVector.SCRATCH) {
            int to = Math.min(from + FeatureVector.SCRATCH, vector.size());
            features.findAll(vector, from, to);
            rows.addScores(vector, from, to, sums);
        }
    }

    private void addScoresOfFew(FeatureVector vector, double[] sums) {
        features.findAll(vector, 0, vector.size());
        for (int i = 0; i < vector.size(); i++) {
            int row = vector.rows()[i];
            if (row >= 0) {
                rows.addScores(row, vector.value(i), sums);
            }
        }
    }

    /** The row of a feature, a new empty one if it has none. */
    public int rowOf(FeatureVector vector, int index) {
        return features.findOrAdd(vector, index);
    }

    public int rowOf(byte[] name, int offset, int length) {
        return features.findOrAdd(name, offset, length);
    }

    /**
     * The rows of the features with some names in a list, new empty ones for those that have none.
     *
     * @param found where they go; room for {@code to − from}
     */
    public void rowsOf(NameList names, int from, int to, int[] found) {
        seen += features.lookAhead(names, from, to);
        for (int i = from; i < to; i++) {
            int length = names.length(i);
            found[i - from] = features.findOrAdd(names.chunk(i), names.offset(i, length), length);
        }
        seen += rows.lookAhead(found, to - from);
    }

    /** The row of the feature with a name in a list, a new empty one if it has none. */
    public int rowOf(NameList names, int number) {
        int length = names.length(number);
        return rowOf(names.chunk(number), names.offset(number, length), length);
    }

    /** Removes a row and forgets its feature. */
    public void removeRow(int row) {
        rows.removeRow(row);
        features.remove(row);
    }

    /** Takes several labels out of all rows, as {@link #removeLabel} does one. */
    public void removeLabels(BitSet slots) {
        for (int row = 0; row < features.idLimit(); row++) {
            int before = features.holds(row) ? rows.count(row) : 0;
            for (int position = before - 1; position >= 0; position--) {
                if (slots.get(rows.slot(row, position))) {
                    rows.removeEntry(row, position);
                }
            }
            if (before > 0 && rows.count(row) == 0) {
                removeRow(row);
            }
        }
    }

    /** Takes a label out of all rows; rows that become empty by that are removed. Looks at every row. */
    public void removeLabel(int slot) {
        for (int row = 0; row < features.idLimit(); row++) {
            int position = features.holds(row) ? rows.find(row, slot) : -1;
            if (position < 0) {
                continue;
            }
            rows.removeEntry(row, position);
            if (rows.count(row) == 0) {
                removeRow(row);
            }
        }
    }

    public void clear() {
        features.clear();
        rows.clear();
    }
}
