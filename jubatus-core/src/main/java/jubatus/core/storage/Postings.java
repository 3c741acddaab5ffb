package jubatus.core.storage;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/**
 * For each feature the columns that have it, ascending, and the value in each: the cells of an inverted index in two arrays a
 * feature. A new column is the last one, so that adding it costs no search.
 *
 * <p>A {@linkplain #freeze frozen copy} shares the arrays of all features. What is appended lies behind what the copy sees; any other
 * change is made to a copy of the feature's arrays while there are frozen copies.
 *
 * <p>Not synchronised: one writer or many readers.
 */
final class Postings {
    private static final int[] NO_COLUMNS = new int[0];
    private static final double[] NO_VALUES = new double[0];

    private int[][] columns = new int[0][];
    private double[][] values = new double[0][];
    private int[] counts = new int[0];
    private int used;
    /** For how many cells the arrays have room. */
    private long room;

    private int frozenCopies;

    /** A copy for reading that does not change any more; takes 20 bytes a feature. To be told of its end by {@link #thaw}. */
    Postings freeze() {
        var frozen = new Postings();
        frozen.columns = columns.clone();
        frozen.values = values.clone();
        frozen.counts = counts.clone();
        frozen.used = used;
        frozenCopies++;
        return frozen;
    }

    /** A frozen copy is not used any more. */
    void thaw() {
        frozenCopies--;
    }

    /** Roughly how much memory they take. */
    long approximateBytes() {
        return (Integer.BYTES + Double.BYTES) * room + 20L * counts.length + 32L * used;
    }

    /** How many features have a cell. */
    int used() {
        return used;
    }

    /** All features with a cell are below this. */
    int limit() {
        return counts.length;
    }

    /** How many columns have a feature. */
    int count(int feature) {
        return feature < counts.length ? counts[feature] : 0;
    }

    /** {@link #count} columns, ascending. Not to be changed. */
    int[] columns(int feature) {
        return feature < counts.length ? columns[feature] : NO_COLUMNS;
    }

    /** The value in each of the {@link #columns}. Not to be changed. */
    double[] values(int feature) {
        return feature < counts.length ? values[feature] : NO_VALUES;
    }

    int[] columnsCopy(int feature) {
        return Arrays.copyOf(columns(feature), count(feature));
    }

    double[] valuesCopy(int feature) {
        return Arrays.copyOf(values(feature), count(feature));
    }

    /** Where a column stands among those of a feature; if it does not, −1 − the place where it would. */
    int find(int feature, int column) {
        int count = count(feature);
        if (count == 0 || columns[feature][count - 1] < column) {
            return -1 - count;
        }
        return Arrays.binarySearch(columns[feature], 0, count, column);
    }

    void set(int feature, int column, double value) {
        int at = find(feature, column);
        if (at >= 0) {
            own(feature);
        } else {
            at = -1 - at;
            insert(feature, at);
            columns[feature][at] = column;
        }
        values[feature][at] = value;
    }

    /** Sets the first {@code count} cells of two arrays, which are sorted in passing. */
    void setAll(int feature, int[] newColumns, double[] newValues, int count) {
        sort(newColumns, newValues, count);
        for (int i = 0; i < count; i++) {
            set(feature, newColumns[i], newValues[i]);
        }
    }

    void remove(int feature, int column) {
        int at = find(feature, column);
        if (at < 0) {
            return;
        }
        own(feature);
        int rest = --counts[feature] - at;
        System.arraycopy(columns[feature], at + 1, columns[feature], at, rest);
        System.arraycopy(values[feature], at + 1, values[feature], at, rest);
        if (counts[feature] == 0) {
            drop(feature);
        }
    }

    /** Removes all cells of a feature. */
    void clear(int feature) {
        if (count(feature) > 0) {
            drop(feature);
        }
    }

    void clear() {
        columns = new int[0][];
        values = new double[0][];
        counts = new int[0];
        used = 0;
        room = 0;
    }

    /** Gives each column another number; {@code numbering} must keep their order. */
    void renumber(IntUnaryOperator numbering) {
        for (int feature = 0; feature < counts.length; feature++) {
            own(feature);
            for (int i = 0; i < counts[feature]; i++) {
                columns[feature][i] = numbering.applyAsInt(columns[feature][i]);
            }
        }
    }

    private void own(int feature) {
        if (frozenCopies > 0) {
            columns[feature] = columns[feature].clone();
            values[feature] = values[feature].clone();
        }
    }

    private void drop(int feature) {
        room -= columns[feature].length;
        columns[feature] = NO_COLUMNS;
        values[feature] = NO_VALUES;
        counts[feature] = 0;
        used--;
    }

    private void insert(int feature, int at) {
        if (feature >= counts.length) {
            makeRoom(feature);
        }
        int count = counts[feature];
        if (count == 0) {
            used++;
        }
        if (at < count) {
            own(feature);
        }
        if (count == columns[feature].length) {
            int more = count < 4 ? 1 : count >> 1;
            columns[feature] = Arrays.copyOf(columns[feature], count + more);
            values[feature] = Arrays.copyOf(values[feature], count + more);
            room += more;
        }
        System.arraycopy(columns[feature], at, columns[feature], at + 1, count - at);
        System.arraycopy(values[feature], at, values[feature], at + 1, count - at);
        counts[feature]++;
    }

    private void makeRoom(int feature) {
        int before = counts.length;
        int limit = Math.max(16, feature + (feature >> 1) + 1);
        columns = Arrays.copyOf(columns, limit);
        values = Arrays.copyOf(values, limit);
        counts = Arrays.copyOf(counts, limit);
        Arrays.fill(columns, before, limit, NO_COLUMNS);
        Arrays.fill(values, before, limit, NO_VALUES);
    }

    private static void sort(int[] columns, double[] values, int count) {
        boolean sorted = true;
        for (int i = 1; i < count && sorted; i++) {
            sorted = columns[i - 1] <= columns[i];
        }
        if (sorted) {
            return;
        }
        long[] order = new long[count];
        for (int i = 0; i < order.length; i++) {
            order[i] = (long) columns[i] << 32 | i;
        }
        Arrays.sort(order);
        double[] unsorted = values.clone();
        for (int i = 0; i < order.length; i++) {
            columns[i] = (int) (order[i] >>> 32);
            values[i] = unsorted[(int) order[i]];
        }
    }
}
