package jubatus.core.feature;

import java.util.Arrays;
import jubatus.core.JubatusException;
import jubatus.core.bytes.ByteString;

/**
 * An ordered list of (feature name, value) pairs in which a name may repeat until {@link #sortAndMerge}.
 *
 * <p>All names lie one after the other in one array, so that adding a feature allocates nothing once the arrays have grown. A name
 * is written in pieces: {@link #append} as often as needed, then {@link #finish} with the value. Not safe for concurrent use; a
 * server thread reuses one vector.
 */
public final class FeatureVector {
    /** More names than this come of rules that multiply, such as combinations or long n-grams, on too large a datum. */
    private static final int MAX_NAME_BYTES = 1 << 30;
    /** Of all arrays that have a place for each entry. */
    private static final int BYTES_AN_ENTRY = 44;

    private byte[] names = new byte[1024];
    private int end;
    private int[] starts = new int[65];
    private double[] values = new double[64];
    private int size;

    private int[] hashes = new int[0];

    private byte[] spareNames = new byte[0];
    private double[] spareValues = new double[0];
    private int[] spareStarts = new int[0];
    private int[] order = new int[0];
    private int[] scratch = new int[0];
    /** By entry: the eight bytes behind what all names begin with, as an unsigned number. */
    private long[] keys = new long[0];

    public void clear() {
        size = 0;
        end = 0;
        starts[0] = 0;
    }

    public int size() {
        return size;
    }

    /** About how many bytes the arrays have; they never shrink. */
    public long room() {
        return (long) names.length + spareNames.length + (long) BYTES_AN_ENTRY * values.length;
    }

    /** Appends bytes to the name that is being written. */
    public void append(byte[] source, int offset, int length) {
        reserve(length);
        System.arraycopy(source, offset, names, end, length);
        end += length;
    }

    public void append(ByteString source) {
        reserve(source.length());
        end = source.copyTo(names, end);
    }

    public void append(byte b) {
        reserve(1);
        names[end++] = b;
    }

    /** Ends the name that is being written and gives it its value. */
    public void finish(double value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, 2 * size);
            starts = Arrays.copyOf(starts, 2 * size + 1);
        }
        values[size++] = value;
        starts[size] = end;
    }

    public void add(ByteString name, double value) {
        append(name);
        finish(value);
    }

    /** The array that holds the names; it may be replaced by the next call that adds to this vector. */
    public byte[] names() {
        return names;
    }

    public int nameOffset(int index) {
        return starts[index];
    }

    public int nameLength(int index) {
        return starts[index + 1] - starts[index];
    }

    public ByteString name(int index) {
        return ByteString.copyOf(names, starts[index], nameLength(index));
    }

    public double value(int index) {
        return values[index];
    }

    public void setValue(int index, double value) {
        values[index] = value;
    }

    /** Computes the {@link FeatureDictionary} hash of each name, so that no lock is held meanwhile. */
    public void hashNames() {
        if (hashes.length < size) {
            hashes = new int[values.length];
        }
        for (int i = 0; i < size; i++) {
            hashes[i] = FeatureDictionary.hash(names, starts[i], starts[i + 1] - starts[i]);
        }
    }

    /** The hash of a name as the last {@link #hashNames} computed it. */
    public int hash(int index) {
        return hashes[index];
    }

    /** Sum of the squared values, added up in the order of the list. */
    public double squaredNorm() {
        double sum = 0;
        for (int i = 0; i < size; i++) {
            sum += values[i] * values[i];
        }
        return sum;
    }

    /** Removes every entry whose value is zero of either sign, NaN or infinite; the others keep their order. */
    public void dropZerosAndNonFinite() {
        int kept = 0;
        int keptEnd = 0;
        for (int i = 0; i < size; i++) {
            double value = values[i];
            if (value == 0 || !Double.isFinite(value)) {
                continue;
            }
            int start = starts[i];
            int length = starts[i + 1] - start;
            if (keptEnd != start) {
                System.arraycopy(names, start, names, keptEnd, length);
            }
            keptEnd += length;
            values[kept++] = value;
            // Safe in place: kept is at most i + 1, and then everything so far was kept and this start does not change.
            starts[kept] = keptEnd;
        }
        size = kept;
        end = keptEnd;
    }

    /**
     * Sorts by name (unsigned bytes) and value, then replaces entries of one name by their sum, added up from the smallest value on.
     * A sum may be zero and stays.
     */
    public void sortAndMerge() {
        if (size < 2) {
            return;
        }
        if (order.length < size) {
            order = new int[values.length];
            scratch = new int[values.length];
            keys = new long[values.length];
            spareValues = new double[values.length];
            spareStarts = new int[starts.length];
        }
        int prefix = commonPrefix();
        for (int i = 0; i < size; i++) {
            order[i] = i;
            keys[i] = key(starts[i] + prefix, starts[i + 1]);
        }
        sort(0, size);
        if (spareNames.length < end) {
            spareNames = new byte[names.length];
        }
        spareStarts[0] = 0;
        int kept = 0;
        int at = 0;
        for (int i = 0; i < size; i++) {
            int entry = order[i];
            int length = nameLength(entry);
            if (kept > 0
                    && Arrays.equals(
                            spareNames, spareStarts[kept - 1], at, names, starts[entry], starts[entry] + length)) {
                spareValues[kept - 1] += values[entry];
                continue;
            }
            System.arraycopy(names, starts[entry], spareNames, at, length);
            at += length;
            spareValues[kept++] = values[entry];
            spareStarts[kept] = at;
        }
        System.arraycopy(spareNames, 0, names, 0, at);
        System.arraycopy(spareValues, 0, values, 0, kept);
        System.arraycopy(spareStarts, 0, starts, 0, kept + 1);
        size = kept;
        end = at;
    }

    /** Merge sort of {@link #order}: few comparisons, since a comparison of names is what costs. */
    private void sort(int from, int to) {
        if (to - from < 8) {
            insertionSort(from, to);
            return;
        }
        int middle = (from + to) >>> 1;
        sort(from, middle);
        sort(middle, to);
        if (compare(order[middle - 1], order[middle]) <= 0) {
            return;
        }
        System.arraycopy(order, from, scratch, from, to - from);
        int left = from;
        int right = middle;
        for (int i = from; i < to; i++) {
            boolean takeLeft = right == to || (left < middle && compare(scratch[left], scratch[right]) <= 0);
            order[i] = takeLeft ? scratch[left++] : scratch[right++];
        }
    }

    private void insertionSort(int from, int to) {
        for (int i = from + 1; i < to; i++) {
            int entry = order[i];
            int j = i - 1;
            while (j >= from && compare(order[j], entry) > 0) {
                order[j + 1] = order[j];
                j--;
            }
            order[j + 1] = entry;
        }
    }

    /** The features of one key begin alike; skipping that lets eight bytes decide nearly all comparisons. */
    private int commonPrefix() {
        int prefix = nameLength(0);
        for (int i = 1; i < size && prefix > 0; i++) {
            int mismatch = Arrays.mismatch(names, starts[0], starts[0] + prefix, names, starts[i], starts[i + 1]);
            prefix = mismatch < 0 ? prefix : mismatch;
        }
        return prefix;
    }

    private long key(int from, int to) {
        int length = to - from;
        if (length >= 8) {
            return Long.reverseBytes(Bits.longAt(names, from));
        }
        long key = 0;
        for (int i = from; i < to; i++) {
            key = key << 8 | (names[i] & 0xff);
        }
        return length == 0 ? 0 : key << (8 * (8 - length));
    }

    private int compare(int a, int b) {
        // Equal keys say nothing: a name may end within the eight bytes.
        if (keys[a] != keys[b]) {
            return Long.compareUnsigned(keys[a], keys[b]);
        }
        int byName = Arrays.compareUnsigned(names, starts[a], starts[a + 1], names, starts[b], starts[b + 1]);
        return byName != 0 ? byName : Double.compare(values[a], values[b]);
    }

    private void reserve(int length) {
        if (length > names.length - end) {
            names = Arrays.copyOf(names, grown(names.length, (long) end + length));
        }
    }

    /** The next larger room for names. */
    static int grown(int room, long needed) {
        if (needed > MAX_NAME_BYTES) {
            throw new JubatusException(
                    JubatusException.Code.BAD_DATUM,
                    "the features of one datum need more than " + MAX_NAME_BYTES
                            + " bytes of names; narrow the rules that make them, combination rules above all");
        }
        return (int) Math.min(MAX_NAME_BYTES, Math.max(2L * room, needed));
    }
}
