package jubatus.core.storage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import jubatus.core.bytes.ByteString;
import jubatus.core.feature.FeatureDictionary;
import jubatus.core.feature.FeatureNames;
import jubatus.core.msgpack.MessageReader;
import jubatus.core.msgpack.MessageWriter;

/**
 * The keys of the columns of an inverted index and the ids under which messages and model files know them (03 §8.4). Ids are given
 * out 0, 1, 2, …; keys are only ever added.
 *
 * <p>A column is the position of its id among all ids: columns are dense whatever ids a file has, and in the order of the ids.
 *
 * <p>Not synchronised: one writer or many readers.
 */
final class ColumnKeys {
    private static final int NONE = -1;

    private final FeatureDictionary keys = new FeatureDictionary();
    private final FeatureNames names;
    /** By column; ascending as unsigned numbers. */
    private long[] ids = new long[16];

    private long nextId;

    private record Entry(ByteString key, long id) {}

    ColumnKeys() {
        names = keys.names();
    }

    /** Roughly how much memory they take. */
    long approximateBytes() {
        return keys.approximateBytes() + (long) Long.BYTES * ids.length;
    }

    private ColumnKeys(ColumnKeys other) {
        names = other.names.freeze();
        ids = Arrays.copyOf(other.ids, other.size());
        nextId = other.nextId;
    }

    /** A copy in which keys can be read by column while this goes on changing; takes 16 bytes a column. */
    ColumnKeys freeze() {
        return new ColumnKeys(this);
    }

    int size() {
        return names.size();
    }

    /** The column of a key, a new last one if it has none. */
    int register(ByteString key) {
        int known = size();
        int column = keys.findOrAdd(key);
        if (size() > known) {
            setId(column, nextId++);
        }
        return column;
    }

    /** The column of a key, or −1. */
    int find(ByteString key) {
        return keys.find(key);
    }

    /** The column of an id, or −1. */
    int columnOf(long id) {
        if (id >= 0 && id < size() && ids[(int) id] == id) {
            return (int) id;
        }
        int low = 0;
        int high = size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = Long.compareUnsigned(ids[middle], id);
            if (order == 0) {
                return middle;
            }
            low = order < 0 ? middle + 1 : low;
            high = order < 0 ? high : middle - 1;
        }
        return NONE;
    }

    ByteString key(int column) {
        return names.name(column);
    }

    long id(int column) {
        return ids[column];
    }

    /** Forgets all keys; ids start at 0 again. */
    void clear() {
        keys.clear();
        nextId = 0;
    }

    /** Writes {@code [{key: id}, {id: key}, next id]}. */
    void write(MessageWriter out) {
        out.array(3);
        out.map(size());
        for (int column = 0; column < size(); column++) {
            names.write(column, out);
            out.unsigned(ids[column]);
        }
        out.map(size());
        for (int column = 0; column < size(); column++) {
            out.unsigned(ids[column]);
            names.write(column, out);
        }
        out.unsigned(nextId);
    }

    /** Reads what {@link #write} wrote into this, which must be new; the two maps must say the same. */
    void read(MessageReader in) {
        int members = in.readArray();
        addAll(members > 0 ? readEntries(in) : List.of());
        int mirrored = members > 1 ? in.readMap() : 0;
        if (mirrored != size()) {
            throw MessageReader.typeMismatch();
        }
        for (int i = 0; i < mirrored; i++) {
            int column = columnOf(in.readUnsignedLong());
            int length = in.readRaw();
            if (column == NONE || !keys.name(column).equalsBytes(in.bytes(), in.rawOffset(), length)) {
                throw MessageReader.typeMismatch();
            }
        }
        long written = members > 2 ? in.readUnsignedLong() : 0;
        nextId = Long.compareUnsigned(written, nextId) > 0 ? written : nextId;
        for (int surplus = members - 3; surplus > 0; surplus--) {
            in.skip();
        }
    }

    private static List<Entry> readEntries(MessageReader in) {
        var entries = new ArrayList<Entry>();
        for (int n = in.readMap(); n > 0; n--) {
            ByteString key = in.readByteString();
            entries.add(new Entry(key, in.readUnsignedLong()));
        }
        entries.sort(Comparator.comparing(Entry::id, Long::compareUnsigned));
        return entries;
    }

    private void addAll(List<Entry> ascending) {
        for (Entry entry : ascending) {
            int column = keys.findOrAdd(entry.key());
            boolean isNew = column == size() - 1;
            if (!isNew || Long.compareUnsigned(entry.id(), nextId) < 0 || entry.id() == -1) {
                throw MessageReader.typeMismatch();
            }
            setId(column, entry.id());
            nextId = entry.id() + 1;
        }
    }

    private void setId(int column, long id) {
        if (column == ids.length) {
            ids = Arrays.copyOf(ids, column + (column >> 1));
        }
        ids[column] = id;
    }
}
