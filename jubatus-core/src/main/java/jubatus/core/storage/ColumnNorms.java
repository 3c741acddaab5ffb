package jubatus.core.storage;

import java.util.Arrays;

/** A squared norm, or a change of one, for each column; 0 where there is none. Not synchronised: one writer or many readers. */
final class ColumnNorms {
    private double[] norms = new double[0];

    double get(int column) {
        return column < norms.length ? norms[column] : 0;
    }

    void set(int column, double norm) {
        if (column >= norms.length) {
            norms = Arrays.copyOf(norms, Math.max(16, column + (column >> 1) + 1));
        }
        norms[column] = norm;
    }

    void add(int column, double change) {
        set(column, get(column) + change);
    }

    void clear() {
        norms = new double[0];
    }

    /** How many columns have one. */
    int count() {
        int count = 0;
        for (double norm : norms) {
            if (norm != 0) {
                count++;
            }
        }
        return count;
    }

    /** All columns that have one are below this. */
    int limit() {
        return norms.length;
    }
}
