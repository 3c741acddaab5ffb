package jubatus.core.storage;

import java.util.Arrays;
import java.util.OptionalLong;
import jubatus.core.JubatusException;
import jubatus.core.JubatusException.Code;
import jubatus.core.bytes.ByteString;
import jubatus.core.feature.FeatureDictionary;
import jubatus.core.feature.FeatureNames;

/**
 * The rows of a nearest-neighbour learner: a key, a bit signature, perhaps a norm, and the logical time at which each was written
 * (02 §6.2, 03 §8.6).
 *
 * <p>Rows are numbered 0 … size − 1 in the order of insertion, but a deleted row is replaced by the last one; these numbers decide
 * ties between neighbours. All signatures lie one after the other in one array, so that a search runs through memory once. Memory
 * for a row: 8 bytes for each 64 bits, its key, and about 45 bytes.
 *
 * <p>Not synchronised: one writer or many readers.
 */
public final class RowTable {
    private static final int MAX_ARRAY = Integer.MAX_VALUE - 8;

    private final RowSchema schema;
    private final UnmixedKeys unmixed;
    private final RowLabels labels = new RowLabels();

    private final FeatureDictionary keys = new FeatureDictionary();
    private final FeatureNames names;
    private int[] rowOfKey = new int[16];
    private int[] keyOfRow = new int[16];
    private int size;

    private final int blocks;
    private long[] signatures;
    private double[] norms;
    private long[] clocks = new long[16];

    private long clock;
    /** Highest clock among the rows that mixes brought; peers are asked for what is newer. */
    private OptionalLong receivedClock = OptionalLong.empty();

    /** Makes an empty table; one of a {@code distributed} server notes which rows are not mixed. */
    public RowTable(RowSchema schema, boolean distributed) {
        this.schema = schema;
        this.unmixed = new UnmixedKeys(distributed);
        this.blocks = schema.blocks();
        this.signatures = new long[blocks];
        this.norms = new double[schema.hasNorm() ? 16 : 0];
        this.names = keys.names();
    }

    private RowTable(RowTable table) {
        schema = table.schema;
        unmixed = new UnmixedKeys(false);
        blocks = table.blocks;
        names = table.names.freeze();
        size = table.size;
        keyOfRow = Arrays.copyOf(table.keyOfRow, size);
        signatures = Arrays.copyOf(table.signatures, size * blocks);
        norms = Arrays.copyOf(table.norms, schema.hasNorm() ? size : 0);
        clocks = Arrays.copyOf(table.clocks, size);
        clock = table.clock;
    }

    /**
     * A copy in which rows can be read by number while this table goes on changing. Keys are shared, so it takes 8 bytes a row for
     * each 64 bits and some 30 more, a tenth of a second for ten million rows.
     */
    public RowTable freeze() {
        return new RowTable(this);
    }

    /** Roughly how much memory it takes. */
    public long approximateBytes() {
        return keys.approximateBytes()
                + labels.approximateBytes()
                + (long) Integer.BYTES * (rowOfKey.length + keyOfRow.length)
                + (long) Long.BYTES * ((long) signatures.length + norms.length + clocks.length);
    }

    public RowSchema schema() {
        return schema;
    }

    public int size() {
        return size;
    }

    /** The labels of the rows. */
    public RowLabels labels() {
        return labels;
    }

    /** The row of a key, or −1. */
    public int find(ByteString key) {
        int id = keys.find(key);
        return id < 0 ? -1 : rowOfKey[id];
    }

    public ByteString key(int row) {
        return names.name(keyOfRow[row]);
    }

    public double norm(int row) {
        return schema.hasNorm() ? norms[row] : 0;
    }

    /** In how many bits a row's signature differs. */
    public int hamming(int row, long[] signature) {
        if (blocks == 1) {
            return Long.bitCount(signatures[row] ^ signature[0]);
        }
        int start = row * blocks;
        int count = 0;
        for (int i = 0; i < blocks; i++) {
            count += Long.bitCount(signatures[start + i] ^ signature[i]);
        }
        return count;
    }

    /** A copy of a row. */
    public Row row(int row) {
        long[] signature = Arrays.copyOfRange(signatures, row * blocks, (row + 1) * blocks);
        return new Row(key(row), clocks[row], signature, norm(row));
    }

    /** Adds or overwrites a row that was learned here. */
    public void add(ByteString key, long[] signature, double norm) {
        set(rowFor(key), clock, signature, norm);
        clock++;
        unmixed.learned(key);
    }

    /**
     * Takes a row that was learned at {@code row.clock()}, here or elsewhere; a row of the same key that was written later stays
     * (03 §6.7).
     */
    void put(Row row) {
        int known = find(row.key());
        if (known < 0 || Long.compareUnsigned(clocks[known], row.clock()) <= 0) {
            set(rowFor(row.key()), row.clock(), row.signature(), row.norm());
        }
        if (Long.compareUnsigned(clock, row.clock() + 1) < 0) {
            clock = row.clock() + 1;
        }
    }

    /** Deletes a row and lets the last one take its place; false if there is none of this key. */
    public boolean delete(ByteString key) {
        int row = find(key);
        if (row < 0) {
            return false;
        }
        int last = --size;
        keys.remove(keyOfRow[row]);
        labels.remove(row, last);
        keyOfRow[row] = keyOfRow[last];
        rowOfKey[keyOfRow[row]] = row;
        System.arraycopy(signatures, last * blocks, signatures, row * blocks, blocks);
        if (schema.hasNorm()) {
            norms[row] = norms[last];
        }
        clocks[row] = clocks[last];
        clock++;
        unmixed.remove(key);
        return true;
    }

    /** Deletes all rows; the clock starts at 0 again, and what was received is not forgotten, as in the original. */
    public void clear() {
        keys.clear();
        labels.clear();
        unmixed.clear();
        size = 0;
        clock = 0;
    }

    /** The logical time: one more for each row added or deleted. Unsigned. */
    long clock() {
        return clock;
    }

    void setClock(long clock) {
        this.clock = clock;
    }

    long clock(int row) {
        return clocks[row];
    }

    /** An element of a row's signature. */
    long block(int row, int index) {
        return signatures[row * blocks + index];
    }

    OptionalLong receivedClock() {
        return receivedClock;
    }

    void setReceivedClock(long received) {
        receivedClock = OptionalLong.of(received);
    }

    UnmixedKeys unmixed() {
        return unmixed;
    }

    /** The row of a key, a new one at the end if there is none. */
    private int rowFor(ByteString key) {
        int row = find(key);
        if (row >= 0) {
            return row;
        }
        makeRoom();
        int id = keys.findOrAdd(key);
        if (id == rowOfKey.length) {
            rowOfKey = Arrays.copyOf(rowOfKey, 2 * id);
        }
        rowOfKey[id] = size;
        keyOfRow[size] = id;
        labels.add(size, key);
        return size++;
    }

    private void set(int row, long rowClock, long[] signature, double norm) {
        clocks[row] = rowClock;
        System.arraycopy(signature, 0, signatures, row * blocks, blocks);
        if (schema.hasNorm()) {
            norms[row] = norm;
        }
    }

    private void makeRoom() {
        if (size == clocks.length) {
            int room = size + (size >> 1);
            clocks = Arrays.copyOf(clocks, room);
            keyOfRow = Arrays.copyOf(keyOfRow, room);
            norms = Arrays.copyOf(norms, schema.hasNorm() ? room : 0);
        }
        if ((size + 1L) * blocks > signatures.length) {
            if (size == MAX_ARRAY / blocks) {
                throw new JubatusException(
                        Code.FAILED,
                        "the table is full: it holds at most " + size + " rows of " + schema.bits() + " bits");
            }
            long room = (size + (size >> 1) + 1L) * blocks;
            signatures = Arrays.copyOf(signatures, (int) Math.min(room, MAX_ARRAY / blocks * (long) blocks));
        }
    }
}
