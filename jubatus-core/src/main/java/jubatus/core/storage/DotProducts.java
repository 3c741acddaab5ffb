package jubatus.core.storage;

import java.util.Arrays;

/**
 * A sum for each column of an inverted index, and which columns have one. All sums are 0 before the first use and after
 * {@link #clear}. Reused; not safe for concurrent use.
 */
public final class DotProducts {
    private double[] sums = new double[0];
    private int[] touched = new int[64];
    private int count;

    /** The sum of a column. */
    public double get(int column) {
        return column < sums.length ? sums[column] : 0;
    }

    /** How many columns {@link #touched} lists. */
    public int count() {
        return count;
    }

    /** A column that something was added to; a column whose sum was 0 in between may be listed twice. */
    public int touched(int index) {
        return touched[index];
    }

    /** Takes the sum of a column and leaves 0, so that a second visit to it finds nothing. */
    public double take(int column) {
        double sum = sums[column];
        sums[column] = 0;
        return sum;
    }

    public void clear() {
        for (int i = 0; i < count; i++) {
            sums[touched[i]] = 0;
        }
        count = 0;
    }

    /** Makes room for columns below {@code limit}. */
    void reserve(int limit) {
        if (sums.length < limit) {
            sums = Arrays.copyOf(sums, limit + (limit >> 1));
        }
    }

    /** Adds factor · value to the sum of each of the first {@code length} columns. */
    void add(int[] columns, double[] values, int length, double factor) {
        reserveTouched(length);
        int end = count;
        for (int i = 0; i < length; i++) {
            int column = columns[i];
            double before = sums[column];
            double product = factor * values[i];
            if (before == 0 && product != 0) {
                touched[end++] = column;
            }
            sums[column] = before + product;
        }
        count = end;
    }

    void add(int column, double amount) {
        reserveTouched(1);
        if (sums[column] == 0 && amount != 0) {
            touched[count++] = column;
        }
        sums[column] += amount;
    }

    private void reserveTouched(int more) {
        // A query that repeats a feature with values that cancel out touches a column again and again.
        if (count > sums.length) {
            touchOnce();
        }
        if (touched.length < count + more) {
            touched = Arrays.copyOf(touched, Math.max(2 * touched.length, count + more));
        }
    }

    /** Lists each column that has a sum once. */
    private void touchOnce() {
        count = 0;
        for (int column = 0; column < sums.length; column++) {
            if (sums[column] != 0) {
                touched[count++] = column;
            }
        }
    }
}
