package jubatus.core.storage;

import jubatus.core.bytes.ByteString;
import jubatus.core.feature.FeatureDictionary;
import jubatus.core.feature.FeatureVector;
import jubatus.core.msgpack.MessageReader;
import jubatus.core.msgpack.MessageWriter;

/**
 * Cells of inverted indexes and changes of the squared norms of their columns, by names and so independent of any index: what a
 * diff or an increment of cosine and euclidean holds (03 §6.8). Not synchronised; read by many once it is filled.
 */
public final class IndexCells {
    private final FeatureDictionary features = new FeatureDictionary();
    private final Postings cells = new Postings();
    private final ColumnKeys keys = new ColumnKeys();
    private final ColumnNorms norms = new ColumnNorms();

    public boolean isEmpty() {
        return keys.size() == 0;
    }

    /** Roughly how much memory they take. */
    public long approximateBytes() {
        long count = 0;
        for (int feature = 0; feature < cells.limit(); feature++) {
            count += cells.count(feature);
        }
        return features.approximateBytes() + 50L * cells.limit() + 12 * count + 60L * keys.size();
    }

    /** Whether these have every column of others. */
    public boolean haveColumnsOf(IndexCells others) {
        for (int column = 0; column < others.keys.size(); column++) {
            if (keys.find(others.keys.key(column)) < 0) {
                return false;
            }
        }
        return true;
    }

    FeatureDictionary features() {
        return features;
    }

    Postings cells() {
        return cells;
    }

    ColumnKeys keys() {
        return keys;
    }

    ColumnNorms norms() {
        return norms;
    }

    /** The column of a key here, a new one if it has none. */
    int columnOf(ByteString key) {
        return keys.register(key);
    }

    void set(FeatureVector vector, int index, int column) {
        cells.set(features.findOrAdd(vector, index), column, vector.value(index));
    }

    /** Sets the cells of a feature; the arrays may be sorted in passing. */
    void set(ByteString feature, int[] columns, double[] values) {
        cells.setAll(features.findOrAdd(feature), columns, values, columns.length);
    }

    /** Writes {@code other}'s cells over these and adds its changes of norms. */
    public void fold(IndexCells other) {
        int[] columns = new int[other.keys.size()];
        for (int column = 0; column < columns.length; column++) {
            columns[column] = keys.register(other.keys.key(column));
            norms.add(columns[column], other.norms.get(column));
        }
        other.forEachFeature((name, theirs, values) -> {
            int[] ours = new int[theirs.length];
            for (int i = 0; i < ours.length; i++) {
                ours[i] = columns[theirs[i]];
            }
            set(name, ours, values);
        });
    }

    /** Takes the columns of a feature and their values, which are copies. */
    interface FeatureVisitor {
        void visit(ByteString feature, int[] columns, double[] values);
    }

    void forEachFeature(FeatureVisitor visitor) {
        for (int feature = 0; feature < cells.limit(); feature++) {
            if (cells.count(feature) > 0) {
                visitor.visit(features.name(feature), cells.columnsCopy(feature), cells.valuesCopy(feature));
            }
        }
    }

    /** Writes {@code [[{feature: {column id: value}}, keys], {key: change of norm}]}. */
    public void write(MessageWriter out) {
        out.array(2);
        out.array(2);
        CellCodec.write(features.names(), cells, keys, out);
        keys.write(out);
        out.map(norms.count());
        for (int column = 0; column < norms.limit(); column++) {
            if (norms.get(column) != 0) {
                out.raw(keys.key(column));
                out.float64(norms.get(column));
            }
        }
    }

    /**
     * Reads what {@link #write} or an original wrote into this, which must be new.
     *
     * @return how many values were left out because they were not finite numbers
     */
    public int read(MessageReader in) {
        in.readArrayOf(2);
        in.readArrayOf(2);
        int dropped = CellCodec.read(in, features, cells);
        keys.read(in);
        CellCodec.number(cells, keys);
        for (int n = in.readMap(); n > 0; n--) {
            int column = keys.register(in.readByteString());
            double change = in.readDouble();
            if (Double.isFinite(change)) {
                norms.set(column, change);
            } else {
                dropped++;
            }
        }
        return dropped;
    }
}
