package jubatus.core.storage;

import jubatus.core.feature.FeatureNames;
import jubatus.core.msgpack.MessageWriter;

/**
 * An {@link InvertedIndex} as it was at one moment, to be written as {@code [mixed cells, un-mixed cells, mixed norms, un-mixed norms,
 * keys]} (03 §8.7) while learning goes on.
 *
 * <p>Taking and {@linkplain #close closing} it count as writing to the index; writing it out needs no lock. Takes some 50 bytes a
 * feature and 32 a column; cells are shared.
 */
public final class InvertedIndexSnapshot implements AutoCloseable {
    private final InvertedIndex index;
    private final FeatureNames features;
    private final Postings mixed;
    private final Postings unmixed;
    private final ColumnNorms mixedNorms;
    private final ColumnNorms unmixedNorms;
    private final ColumnKeys keys;

    InvertedIndexSnapshot(InvertedIndex index) {
        this.index = index;
        features = index.features().names().freeze();
        mixed = index.mixed().freeze();
        unmixed = index.unmixed().freeze();
        mixedNorms = index.mixedNorms().copy();
        unmixedNorms = index.unmixedNorms().copy();
        keys = index.keys().freeze();
    }

    public void write(MessageWriter out) {
        out.array(5);
        CellCodec.write(features, mixed, keys, out);
        CellCodec.write(features, unmixed, keys, out);
        mixedNorms.write(keys, out);
        unmixedNorms.write(keys, out);
        keys.write(out);
    }

    /** Writes the mixed part only; columns of samples that are not mixed keep their keys. */
    public void writeMixed(MessageWriter out) {
        out.array(5);
        CellCodec.write(features, mixed, keys, out);
        out.map(0);
        mixedNorms.write(keys, out);
        out.map(0);
        keys.write(out);
    }

    @Override
    public void close() {
        index.mixed().thaw();
        index.unmixed().thaw();
    }
}
