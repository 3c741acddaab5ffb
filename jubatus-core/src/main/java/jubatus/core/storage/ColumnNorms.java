package jubatus.core.storage;

import java.util.Arrays;
import jubatus.core.msgpack.MessageWriter;

/** A squared norm, or a change of one, for each column; 0 where there is none. Not synchronised: one writer or many readers. */
final class ColumnNorms {
    private double[] norms = new double[0];

    /** A copy that does not change with this. */
    ColumnNorms copy() {
        var copy = new ColumnNorms();
        copy.norms = norms.clone();
        return copy;
    }

    /** Roughly how much memory they take. */
    long approximateBytes() {
        return (long) Double.BYTES * norms.length;
    }

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

    /** Writes {@code {column id: norm}}. */
    void write(ColumnKeys keys, MessageWriter out) {
        out.map(count());
        for (int column = 0; column < norms.length; column++) {
            if (norms[column] != 0) {
                out.unsigned(keys.id(column));
                out.float64(norms[column]);
            }
        }
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
