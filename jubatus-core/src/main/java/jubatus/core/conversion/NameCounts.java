package jubatus.core.conversion;

import java.util.Arrays;
import jubatus.core.bytes.ByteString;
import jubatus.core.feature.FeatureDictionary;
import jubatus.core.feature.FeatureNames;
import jubatus.core.feature.FeatureVector;
import jubatus.core.msgpack.MessageReader;
import jubatus.core.msgpack.MessageWriter;

/** A finite number for each of many names, in primitive arrays. Not synchronised: one writer or many readers. */
final class NameCounts {
    private final FeatureDictionary dictionary = new FeatureDictionary();
    /** By id; NaN where there is no name. */
    private double[] values = new double[0];

    int size() {
        return dictionary.size();
    }

    /** How many names are here or in {@code other}, or in both. */
    int sizeWith(NameCounts other) {
        NameCounts smaller = size() < other.size() ? this : other;
        NameCounts larger = smaller == this ? other : this;
        int common = 0;
        for (int id = 0; smaller.size() > 0 && id < smaller.idLimit(); id++) {
            if (smaller.holds(id) && larger.find(smaller, id) >= 0) {
                common++;
            }
        }
        return size() + other.size() - common;
    }

    /** Roughly how much memory they take. */
    long approximateBytes() {
        return dictionary.approximateBytes() + (long) Double.BYTES * idLimit();
    }

    /** All ids are below this. */
    int idLimit() {
        return dictionary.idLimit();
    }

    /** The number of a name, 0 if it has none. */
    double get(byte[] bytes, int offset, int length) {
        if (dictionary.size() == 0) {
            return 0.0;
        }
        int id = dictionary.find(bytes, offset, length);
        return id < 0 ? 0.0 : values[id];
    }

    double get(ByteString name) {
        int id = dictionary.find(name);
        return id < 0 ? 0.0 : values[id];
    }

    /** The id of a name; a new one starts at 0. */
    int idOf(byte[] bytes, int offset, int length) {
        return known(dictionary.findOrAdd(bytes, offset, length));
    }

    private int known(int id) {
        if (id >= values.length) {
            int known = values.length;
            values = Arrays.copyOf(values, Math.max(16, id + (id >> 1)));
            Arrays.fill(values, known, values.length, Double.NaN);
        }
        if (Double.isNaN(values[id])) {
            values[id] = 0.0;
        }
        return id;
    }

    /** Adds 1 to the number of each entry's name, as often as it repeats; the names of the vector are hashed. */
    void countAll(FeatureVector vector) {
        for (int from = 0; from < vector.size(); from += FeatureVector.SCRATCH) {
            int to = Math.min(from + FeatureVector.SCRATCH, vector.size());
            dictionary.findAll(vector, from, to);
            for (int i = from; i < to; i++) {
                int row = vector.rows()[i];
                int id = row >= 0 ? row : known(dictionary.findOrAdd(vector, i));
                values[id] += 1.0;
            }
        }
    }

    /** Looks up the names of a vector, which are hashed, for {@link #found}. */
    void findAll(FeatureVector vector) {
        for (int from = 0; from < vector.size(); from += FeatureVector.SCRATCH) {
            dictionary.findAll(vector, from, Math.min(from + FeatureVector.SCRATCH, vector.size()));
        }
    }

    /** The number of an entry's name after {@link #findAll}, 0 if it has none. */
    double found(FeatureVector vector, int index) {
        int id = vector.rows()[index];
        return id < 0 ? 0.0 : values[id];
    }

    void addAt(int id, double amount) {
        values[id] += amount;
    }

    /** Adds to each name the number that it has in {@code other}, for the ids of {@code other} within a range. */
    void add(NameCounts other, int fromId, int toId) {
        for (int id = fromId; id < toId; id++) {
            if (other.holds(id)) {
                addAt(idOf(other, id), other.values[id]);
            }
        }
    }

    void add(NameCounts other) {
        add(other, 0, other.idLimit());
    }

    /** Takes from each name the number that it has in {@code other}; what becomes 0 is removed. */
    void subtract(NameCounts other) {
        for (int id = 0; id < other.idLimit(); id++) {
            if (other.holds(id)) {
                int own = idOf(other, id);
                values[own] -= other.values[id];
                if (values[own] == 0) {
                    remove(own);
                }
            }
        }
    }

    /** Sets each name of {@code other} to the number that it has there. */
    void setAll(NameCounts other) {
        for (int id = 0; id < other.idLimit(); id++) {
            if (other.holds(id)) {
                int own = idOf(other, id);
                values[own] = other.values[id];
            }
        }
    }

    /** Removes the names that have the same number in {@code other}. */
    void removeEqual(NameCounts other) {
        for (int id = 0; id < idLimit(); id++) {
            if (holds(id)) {
                int found = other.find(this, id);
                if (found >= 0 && other.values[found] == values[id]) {
                    remove(id);
                }
            }
        }
    }

    /** Removes the names that {@code other} does not have. */
    void retain(NameCounts other) {
        for (int id = 0; id < idLimit(); id++) {
            if (holds(id) && other.find(this, id) < 0) {
                remove(id);
            }
        }
    }

    /** The present names and numbers, which never change. */
    Frozen frozen() {
        return new Frozen(dictionary.names().freeze(), Arrays.copyOf(values, idLimit()));
    }

    /** Writes {@code {name: number}}. */
    void write(MessageWriter out) {
        write(dictionary.names(), values, out);
    }

    /**
     * Reads what {@link #write} wrote into these counts, which must be new. Numbers that are not finite are left out, for one of them
     * would spoil all sums.
     *
     * @return how many were left out
     */
    int fill(MessageReader in) {
        int dropped = 0;
        for (int left = in.readMap(); left > 0; left--) {
            int length = in.readRaw();
            int id = idOf(in.bytes(), in.rawOffset(), length);
            double value = in.readDouble();
            if (Double.isFinite(value)) {
                values[id] = value;
            } else {
                remove(id);
                dropped++;
            }
        }
        return dropped;
    }

    private boolean holds(int id) {
        return dictionary.holds(id);
    }

    private void remove(int id) {
        dictionary.remove(id);
        values[id] = Double.NaN;
    }

    private int find(NameCounts other, int otherId) {
        FeatureNames names = other.dictionary.names();
        int length = names.length(otherId);
        byte[] chunk = names.chunk(otherId);
        int offset = names.offset(otherId, length);
        return dictionary.find(chunk, offset, length);
    }

    private int idOf(NameCounts other, int otherId) {
        return idOf(other.dictionary.names(), otherId);
    }

    private int idOf(FeatureNames names, int id) {
        int length = names.length(id);
        byte[] chunk = names.chunk(id);
        int offset = names.offset(id, length);
        return idOf(chunk, offset, length);
    }

    private static void write(FeatureNames names, double[] values, MessageWriter out) {
        out.map(names.size());
        for (int id = 0; id < names.idLimit(); id++) {
            if (names.holds(id)) {
                names.write(id, out);
                out.float64(values[id]);
            }
        }
    }

    /** Names and numbers of one moment; immutable. */
    static final class Frozen {
        private final FeatureNames names;
        private final double[] values;

        private Frozen(FeatureNames names, double[] values) {
            this.names = names;
            this.values = values;
        }

        int size() {
            return names.size();
        }

        void write(MessageWriter out) {
            NameCounts.write(names, values, out);
        }

        /** The same to go on with. */
        NameCounts thaw() {
            var counts = new NameCounts();
            for (int id = 0; id < names.idLimit(); id++) {
                if (names.holds(id)) {
                    int own = counts.idOf(names, id);
                    counts.values[own] = values[id];
                }
            }
            return counts;
        }
    }
}
