package jubatus.core.feature;

import java.util.Arrays;

/**
 * The names that a {@link FeatureVector} held at one time, to see whether another one has the same: rows of a table have the same
 * columns one after the other, and what was found out about their names need not be found out again. Used by one thread.
 */
final class KnownNames {
    /** Fewer names than this are looked at again sooner than remembered. */
    private static final int FEWEST = 4;
    /** More names than this are rarely the same again, and remembering them costs memory. */
    private static final int MOST = 1 << 12;

    private byte[] names = new byte[0];
    private int end;
    private int[] starts = new int[0];
    private int[] lengths = new int[0];
    private int size = -1;

    boolean are(byte[] otherNames, int otherEnd, int[] otherStarts, int[] otherLengths, int otherSize) {
        return size == otherSize
                && end == otherEnd
                && Arrays.equals(lengths, 0, size, otherLengths, 0, size)
                && Arrays.equals(starts, 0, size, otherStarts, 0, size)
                && Arrays.equals(names, 0, end, otherNames, 0, end);
    }

    void forget() {
        size = -1;
    }

    void remember(byte[] newNames, int newEnd, int[] newStarts, int[] newLengths, int newSize) {
        if (newSize < FEWEST || newSize > MOST || newEnd > Byte.SIZE * MOST) {
            forget();
            return;
        }
        if (names.length < newEnd) {
            names = new byte[newEnd + (newEnd >> 1)];
        }
        if (starts.length < newSize) {
            starts = new int[newSize + (newSize >> 1)];
            lengths = new int[starts.length];
        }
        System.arraycopy(newNames, 0, names, 0, newEnd);
        System.arraycopy(newStarts, 0, starts, 0, newSize);
        System.arraycopy(newLengths, 0, lengths, 0, newSize);
        end = newEnd;
        size = newSize;
    }
}
