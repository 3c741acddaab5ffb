package jubatus.core.storage;

/**
 * What the rows of a nearest-neighbour table hold (03 §8.6).
 *
 * @param bits of a signature, at least 1
 * @param hasNorm whether the length of the vector stands beside it
 */
public record RowSchema(int bits, boolean hasNorm) {
    public RowSchema {
        if (bits < 1) {
            throw new IllegalArgumentException("bits: " + bits);
        }
    }

    /** How many longs hold the bits of one row. */
    public int blocks() {
        return (bits - 1) / Long.SIZE + 1;
    }

    int columns() {
        return hasNorm ? 2 : 1;
    }
}
