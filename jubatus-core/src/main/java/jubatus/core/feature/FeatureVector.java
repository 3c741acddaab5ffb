package jubatus.core.feature;

import java.util.Arrays;
import jubatus.core.JubatusException;
import jubatus.core.bytes.Bits;
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

    /** Of how many features something may be kept in {@link #scratch}. */
    public static final int SCRATCH = 64;
    /** Of all arrays that have a place for each entry. */
    private static final int BYTES_AN_ENTRY = 76;

    /** There are always {@link Bits#SLACK} bytes of it behind the last name. */
    private byte[] names = new byte[1024];

    private int end;
    /** Where the name begins that is being written. */
    private int begun;

    private int[] starts = new int[64];
    private int[] lengths = new int[64];
    private double[] values = new double[64];
    private int size;

    private int[] hashes = new int[0];
    private long[] fingerprints = new long[0];
    /** Whether {@link #hashes} and {@link #fingerprints} belong to the names as they are now. */
    private boolean isHashed;
    /** By entry: its row in the dictionary that was asked last, or −1 if that had none. */
    private int[] rows = new int[0];

    /** Of the dictionary that {@link #rows} are of; 0 if none was asked for these names. */
    private long revisionOfRows;

    private final long[] scratch = new long[SCRATCH];

    /** The names that {@link #hashes} and {@link #rows} are of. */
    private final KnownNames hashedNames = new KnownNames();

    private final NameOrder order = new NameOrder();
    /** The names that {@link #order} was made of, if none of them was merged with another. */
    private final KnownNames sortedNames = new KnownNames();

    private int[] spareStarts = new int[0];
    private int[] spareLengths = new int[0];
    private int[] spareHashes = new int[0];
    private long[] spareFingerprints = new long[0];
    private double[] spareValues = new double[0];

    public void clear() {
        size = 0;
        end = 0;
        begun = 0;
        isHashed = false;
    }

    public int size() {
        return size;
    }

    /** About how many bytes the arrays have; they never shrink. */
    public long room() {
        return names.length + (long) BYTES_AN_ENTRY * values.length;
    }

    /** Appends bytes to the name that is being written. */
    public void append(byte[] source, int offset, int length) {
        reserve(length);
        Bits.copy(source, offset, names, end, length);
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
            starts = Arrays.copyOf(starts, 2 * size);
            lengths = Arrays.copyOf(lengths, 2 * size);
        }
        starts[size] = begun;
        lengths[size] = end - begun;
        values[size++] = value;
        begun = end;
        isHashed = false;
    }

    /** Ends the name that is being written and gives it to an entry in place of its own. */
    public void rename(int index) {
        starts[index] = begun;
        lengths[index] = end - begun;
        begun = end;
        isHashed = false;
    }

    public void add(ByteString name, double value) {
        append(name);
        finish(value);
    }

    /** Replaces all entries by those of another vector; their values mean nothing until they are {@linkplain #setValue set}. */
    public void takeNames(FeatureVector other) {
        clear();
        reserve(other.end);
        if (values.length < other.size) {
            values = new double[other.size];
            starts = new int[other.size];
            lengths = new int[other.size];
        }
        System.arraycopy(other.names, 0, names, 0, other.end);
        System.arraycopy(other.starts, 0, starts, 0, other.size);
        System.arraycopy(other.lengths, 0, lengths, 0, other.size);
        end = other.end;
        begun = end;
        size = other.size;
    }

    /** Whether the name of an entry is some bytes and {@code more} others behind them. */
    public boolean nameBegins(int index, byte[] bytes, int offset, int length, int more) {
        return lengths[index] == length + more && Bits.equal(names, starts[index], bytes, offset, length);
    }

    /** The array that holds the names; it may be replaced by the next call that adds to this vector. */
    public byte[] names() {
        return names;
    }

    public int nameOffset(int index) {
        return starts[index];
    }

    public int nameLength(int index) {
        return lengths[index];
    }

    public ByteString name(int index) {
        return ByteString.copyOf(names, starts[index], lengths[index]);
    }

    public double value(int index) {
        return values[index];
    }

    public void setValue(int index, double value) {
        values[index] = value;
    }

    /**
     * Computes hash and fingerprint of each name for {@link FeatureDictionary}, so that no lock is held meanwhile. Nothing is to do if they are known:
     * a table's rows have the same names again and again.
     */
    public void hashNames() {
        if (isHashed) {
            return;
        }
        isHashed = true;
        if (hashedNames.are(names, end, starts, lengths, size)) {
            return;
        }
        if (hashes.length < size) {
            hashes = new int[values.length];
            fingerprints = new long[values.length];
        }
        for (int i = 0; i < size; i++) {
            hashes[i] = FeatureDictionary.hash(names, starts[i], lengths[i]);
            fingerprints[i] = FeatureDictionary.fingerprint(names, starts[i], lengths[i]);
        }
        hashedNames.remember(names, end, starts, lengths, size);
        revisionOfRows = 0;
    }

    int[] hashes() {
        return hashes;
    }

    /** The hash of a name as the last {@link #hashNames} computed it. */
    public int hash(int index) {
        return hashes[index];
    }

    long fingerprint(int index) {
        return fingerprints[index];
    }

    /**
     * By entry: its row in the dictionary that was asked last, −1 if that had none; there is one place more, which means nothing. It may
     * be replaced by the next call that adds to this vector.
     */
    public int[] rows() {
        if (rows.length <= size) {
            rows = new int[values.length + 1];
            revisionOfRows = 0;
        }
        return rows;
    }

    /** Room for what somebody finds out about {@link #SCRATCH} features one step at a time. */
    public long[] scratch() {
        return scratch;
    }

    /** Whether {@link #rows} is of these names in this state of a dictionary, but for those that it had not. */
    boolean hasRows(long revision) {
        return revisionOfRows == revision;
    }

    void setRevisionOfRows(long revision) {
        revisionOfRows = revision;
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
        for (int i = 0; i < size; i++) {
            double value = values[i];
            if (value == 0 || !Double.isFinite(value)) {
                isHashed = false;
                continue;
            }
            starts[kept] = starts[i];
            lengths[kept] = lengths[i];
            values[kept++] = value;
        }
        size = kept;
    }

    /**
     * Sorts by name (unsigned bytes) and value, then replaces entries of one name by their sum, added up from the smallest value on.
     * A sum may be zero and stays.
     */
    public void sortAndMerge() {
        if (size < 2) {
            return;
        }
        if (spareValues.length < size) {
            spareValues = new double[values.length];
            spareStarts = new int[values.length];
            spareLengths = new int[values.length];
        }
        if (!sortedNames.are(names, end, starts, lengths, size)) {
            order.sort(names, starts, lengths, values, size);
            sortedNames.remember(names, end, starts, lengths, size);
        }
        if (isHashed) {
            sortHashes();
        }
        int kept = 0;
        for (int rank = 0; rank < size; rank++) {
            int entry = order.place(rank);
            if (rank > 0
                    && order.agree(rank - 1, rank)
                    && isNamed(entry, spareStarts[kept - 1], spareLengths[kept - 1])) {
                spareValues[kept - 1] += values[entry];
                continue;
            }
            spareStarts[kept] = starts[entry];
            spareLengths[kept] = lengths[entry];
            spareValues[kept++] = values[entry];
        }
        if (kept < size) {
            // Equal names are in the order of their values, so the order is not one of the names alone.
            sortedNames.forget();
            isHashed = false;
        }
        takeSpare(kept);
    }

    private boolean isNamed(int entry, int start, int length) {
        return lengths[entry] == length && Bits.equal(names, start, names, starts[entry], length);
    }

    private void sortHashes() {
        if (spareHashes.length < size) {
            spareHashes = new int[hashes.length];
            spareFingerprints = new long[hashes.length];
        }
        for (int rank = 0; rank < size; rank++) {
            spareHashes[rank] = hashes[order.place(rank)];
            spareFingerprints[rank] = fingerprints[order.place(rank)];
        }
        int[] unsorted = hashes;
        hashes = spareHashes;
        spareHashes = unsorted;
        long[] unsortedFingerprints = fingerprints;
        fingerprints = spareFingerprints;
        spareFingerprints = unsortedFingerprints;
        hashedNames.forget();
        revisionOfRows = 0;
    }

    private void takeSpare(int count) {
        int[] oldStarts = starts;
        starts = spareStarts;
        spareStarts = oldStarts;
        int[] oldLengths = lengths;
        lengths = spareLengths;
        spareLengths = oldLengths;
        double[] oldValues = values;
        values = spareValues;
        spareValues = oldValues;
        size = count;
    }

    private void reserve(int length) {
        if (length > names.length - end - Bits.SLACK) {
            names = Arrays.copyOf(names, grown(names.length, (long) end + length + Bits.SLACK));
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
