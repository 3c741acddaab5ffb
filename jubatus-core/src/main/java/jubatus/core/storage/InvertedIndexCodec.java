package jubatus.core.storage;

import java.util.Arrays;
import jubatus.core.msgpack.MessageReader;
import jubatus.core.msgpack.MessageWriter;

/**
 * Writes and reads an inverted index as model files have it: {@code [mixed cells, un-mixed cells, mixed norms, un-mixed norms, keys]}
 * (03 §8.7).
 */
public final class InvertedIndexCodec {
    private final InvertedIndex index;

    public InvertedIndexCodec(InvertedIndex index) {
        this.index = index;
    }

    /** Writes everything. Counts as a writing method of the index. */
    public void write(MessageWriter out) {
        try (InvertedIndexSnapshot snapshot = index.snapshot()) {
            snapshot.write(out);
        }
    }

    /** Norms by column id, before the ids are known to be columns. */
    private static final class Norms {
        private long[] ids = new long[64];
        private double[] norms = new double[64];
        private int count;

        void add(long id, double norm) {
            if (count == ids.length) {
                ids = Arrays.copyOf(ids, 2 * count);
                norms = Arrays.copyOf(norms, 2 * count);
            }
            ids[count] = id;
            norms[count++] = norm;
        }
    }

    /**
     * Reads into the index, which must be new.
     *
     * @return how many values were left out because they were not finite numbers
     */
    public int read(MessageReader in) {
        int members = in.readArray();
        int dropped = 0;
        dropped += members > 0 ? CellCodec.read(in, index.features(), index.mixed()) : 0;
        dropped += members > 1 ? CellCodec.read(in, index.features(), index.unmixed()) : 0;
        Norms mixedNorms = readNorms(in, members > 2);
        Norms unmixedNorms = readNorms(in, members > 3);
        if (members > 4) {
            index.keys().read(in);
        }
        for (int surplus = members - 5; surplus > 0; surplus--) {
            in.skip();
        }
        CellCodec.number(index.mixed(), index.keys());
        CellCodec.number(index.unmixed(), index.keys());
        dropped += putNorms(mixedNorms, index.mixedNorms());
        dropped += putNorms(unmixedNorms, index.unmixedNorms());
        index.afterRead();
        return dropped;
    }

    private static Norms readNorms(MessageReader in, boolean present) {
        var read = new Norms();
        for (int left = present ? in.readMap() : 0; left > 0; left--) {
            long id = in.readUnsignedLong();
            read.add(id, in.readDouble());
        }
        return read;
    }

    private int putNorms(Norms read, ColumnNorms norms) {
        int dropped = 0;
        for (int i = 0; i < read.count; i++) {
            if (Double.isFinite(read.norms[i])) {
                norms.set(CellCodec.columnOf(read.ids[i], index.keys()), read.norms[i]);
            } else {
                dropped++;
            }
        }
        return dropped;
    }
}
