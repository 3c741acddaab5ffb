package jubatus.core.storage;

import java.util.Arrays;
import jubatus.core.JubatusException;
import jubatus.core.JubatusException.Code;
import jubatus.core.bytes.ByteString;
import jubatus.core.feature.FeatureDictionary;
import jubatus.core.feature.FeatureNames;
import jubatus.core.msgpack.MessageReader;
import jubatus.core.msgpack.MessageWriter;

/** Writes and reads the cells of an inverted index: {@code {feature: {column id: value}}} (03 §6.8, §8.7). */
final class CellCodec {
    /** What is announced need not come, so room grows with what has come. */
    private static final int FIRST_ROOM = 1 << 12;

    private CellCodec() {}

    static void write(FeatureNames features, Postings cells, ColumnKeys keys, MessageWriter out) {
        out.map(cells.used());
        for (int feature = 0; feature < cells.limit(); feature++) {
            int count = cells.count(feature);
            if (count == 0) {
                continue;
            }
            features.write(feature, out);
            out.map(count);
            int[] columns = cells.columns(feature);
            double[] values = cells.values(feature);
            for (int i = 0; i < count; i++) {
                out.unsigned(keys.id(columns[i]));
                out.float64(values[i]);
            }
        }
    }

    /**
     * Adds cells that {@link #write} wrote. The keys of the columns come after them, so {@code cells} has ids for columns until
     * {@link #number} is called. Values that are not finite are left out.
     *
     * @return how many were left out
     */
    static int read(MessageReader in, FeatureDictionary features, Postings cells) {
        int dropped = 0;
        for (int n = in.readMap(); n > 0; n--) {
            ByteString feature = in.readByteString();
            int count = in.readMap();
            int[] columns = new int[Math.min(count, FIRST_ROOM)];
            double[] values = new double[columns.length];
            int kept = 0;
            for (int i = 0; i < count; i++) {
                if (kept == columns.length) {
                    columns = Arrays.copyOf(columns, (int) Math.min(count, 2L * kept));
                    values = Arrays.copyOf(values, columns.length);
                }
                columns[kept] = readId(in);
                values[kept] = in.readDouble();
                kept += Double.isFinite(values[kept]) ? 1 : 0;
            }
            dropped += count - kept;
            if (kept > 0) {
                cells.setAll(features.findOrAdd(feature), columns, values, kept);
            }
        }
        return dropped;
    }

    /** Turns ids into columns. */
    static void number(Postings cells, ColumnKeys keys) {
        cells.renumber(id -> columnOf(id, keys));
    }

    static int columnOf(long id, ColumnKeys keys) {
        int column = keys.columnOf(id);
        if (column < 0) {
            throw new JubatusException(
                    Code.BAD_MODEL,
                    "the inverted index is broken: column " + Long.toUnsignedString(id) + " has no key");
        }
        return column;
    }

    /** Ids count up from 0, one a sample that is still held, so an id beyond an int is not one. */
    private static int readId(MessageReader in) {
        long id = in.readUnsignedLong();
        if (id != (int) id || id < 0) {
            throw new JubatusException(
                    Code.BAD_MODEL,
                    "the inverted index is broken: column " + Long.toUnsignedString(id) + " is above 2147483647");
        }
        return (int) id;
    }
}
