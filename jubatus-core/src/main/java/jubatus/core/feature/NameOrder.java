package jubatus.core.feature;

import java.util.Arrays;
import jubatus.core.bytes.Bits;

/**
 * Puts the names of a {@link FeatureVector} in order, by unsigned bytes and then by value. Reused for vector after vector; used by
 * one thread.
 *
 * <p>The features of one key begin alike; behind what all have in common the first bytes of a name, packed into one number with the
 * place of the name, decide nearly all comparisons. So what is sorted are numbers, and names are looked at only where those agree.
 */
final class NameOrder {
    private static final int BYTES_OF_KEY = Long.BYTES;

    /** By rank: what the name begins with, as far as it fits in before the place of the name in the vector. */
    private long[] keys = new long[0];

    private int placeBits;
    /** The vector's arrays while it is sorted. */
    private byte[] names;

    private int[] starts;
    private int[] lengths;
    private double[] values;

    /** Sorts {@code size} names; {@link #place} tells their order. {@code names} must have eight readable bytes from each start on. */
    void sort(byte[] newNames, int[] newStarts, int[] newLengths, double[] newValues, int size) {
        names = newNames;
        starts = newStarts;
        lengths = newLengths;
        values = newValues;
        if (keys.length < size) {
            keys = new long[Math.max(64, 2 * size)];
        }
        placeBits = Integer.SIZE - Integer.numberOfLeadingZeros(size - 1);
        int prefix = commonPrefix(size);
        long keyMask = -1L << placeBits;
        for (int i = 0; i < size; i++) {
            // Signed numbers are sorted, so the first bit is turned over.
            keys[i] = ((key(i, prefix) ^ Long.MIN_VALUE) & keyMask) | i;
        }
        Arrays.sort(keys, 0, size);
        for (int from = 0; from + 1 < size; from++) {
            int to = from + 1;
            while (to < size && agree(from, to)) {
                to++;
            }
            if (to - from > 1) {
                sortByNames(from, to);
                from = to - 1;
            }
        }
    }

    /** Where the name of a rank lies in the vector. */
    int place(int rank) {
        return (int) keys[rank] & ~(int) (-1L << placeBits);
    }

    /** Whether the numbers of two ranks, which stand for the beginnings of the names, are equal. */
    boolean agree(int rank, int other) {
        return (keys[rank] ^ keys[other]) >>> placeBits == 0;
    }

    /** How many bytes all names begin with alike. */
    private int commonPrefix(int size) {
        int shortest = Integer.MAX_VALUE;
        for (int i = 0; i < size; i++) {
            shortest = Math.min(shortest, lengths[i]);
        }
        int prefix = 0;
        while (prefix + BYTES_OF_KEY <= shortest) {
            long first = Bits.longAt(names, starts[0] + prefix);
            long differing = 0;
            for (int i = 1; i < size; i++) {
                differing |= first ^ Bits.longAt(names, starts[i] + prefix);
            }
            if (differing != 0) {
                return prefix + Long.numberOfTrailingZeros(differing) / Byte.SIZE;
            }
            prefix += BYTES_OF_KEY;
        }
        return prefix;
    }

    /** The eight bytes behind the prefix as an unsigned number; what a shorter name lacks is 0. */
    private long key(int place, int prefix) {
        long bytes = Long.reverseBytes(Bits.longAt(names, starts[place] + prefix));
        int length = lengths[place] - prefix;
        if (length >= BYTES_OF_KEY) {
            return bytes;
        }
        return length == 0 ? 0 : bytes & (-1L << (Byte.SIZE * (BYTES_OF_KEY - length)));
    }

    /** Merge sort of a run whose numbers agree: few comparisons, for there may be many names that begin alike. */
    private void sortByNames(int from, int to) {
        if (to - from < 8) {
            insertionSort(from, to);
            return;
        }
        int middle = (from + to) >>> 1;
        sortByNames(from, middle);
        sortByNames(middle, to);
        if (compare(keys[middle - 1], keys[middle]) <= 0) {
            return;
        }
        long[] left = Arrays.copyOfRange(keys, from, middle);
        int taken = 0;
        int right = middle;
        for (int i = from; taken < left.length; i++) {
            keys[i] = right == to || compare(left[taken], keys[right]) <= 0 ? left[taken++] : keys[right++];
        }
    }

    private void insertionSort(int from, int to) {
        for (int i = from + 1; i < to; i++) {
            long key = keys[i];
            int j = i - 1;
            while (j >= from && compare(keys[j], key) > 0) {
                keys[j + 1] = keys[j];
                j--;
            }
            keys[j + 1] = key;
        }
    }

    private int compare(long key, long other) {
        int mask = ~(int) (-1L << placeBits);
        int a = (int) key & mask;
        int b = (int) other & mask;
        int byName = Arrays.compareUnsigned(
                names, starts[a], starts[a] + lengths[a], names, starts[b], starts[b] + lengths[b]);
        return byName != 0 ? byName : Double.compare(values[a], values[b]);
    }
}
