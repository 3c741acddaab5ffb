package jubatus.core.storage;

import java.util.Optional;
import jubatus.core.bytes.ByteString;
import jubatus.core.feature.FeatureDictionary;
import jubatus.core.feature.FeatureVector;

/**
 * Samples as columns of cells, found by feature: for each feature the columns that have it and their values, and for each column
 * its squared norm (02 §6.3, 03 §8.7).
 *
 * <p>Cells and norms have a mixed part and one that no mix holds yet; an un-mixed cell hides the mixed one, norms add up. A standalone
 * server fills only the un-mixed part, as the original does. Memory for a cell: 12 bytes and at most half of that to grow.
 *
 * <p>Not synchronised: one writer or many readers.
 */
public final class InvertedIndex {
    private final FeatureDictionary features = new FeatureDictionary();
    private final Postings mixed = new Postings();
    private final Postings unmixed = new Postings();
    private final ColumnKeys keys = new ColumnKeys();
    private final RowLabels labels = new RowLabels();
    private final ColumnNorms mixedNorms = new ColumnNorms();
    private final ColumnNorms unmixedNorms = new ColumnNorms();

    /** Whether an un-mixed cell may hide a mixed one. Keys are random, so it practically never does. */
    private boolean hides;

    /** What was learned since the last hand-out of a distributed server. */
    private Optional<IndexCells> pending;

    /** Makes an empty index; one of a {@code distributed} server keeps what it learns since a hand-out a second time. */
    public InvertedIndex(boolean distributed) {
        this.pending = distributed ? Optional.of(new IndexCells()) : Optional.empty();
    }

    /** Roughly how much memory it takes, but for what was learned since a hand-out; costs the same whatever is in it. */
    public long approximateBytes() {
        return features.approximateBytes()
                + mixed.approximateBytes()
                + unmixed.approximateBytes()
                + keys.approximateBytes()
                + labels.approximateBytes()
                + mixedNorms.approximateBytes()
                + unmixedNorms.approximateBytes();
    }

    /** How many columns there are; they are numbered from 0 in the order of their first use. */
    public int columns() {
        return keys.size();
    }

    /** The labels of the columns. */
    public RowLabels labels() {
        return labels;
    }

    public boolean holds(ByteString key) {
        return keys.find(key) >= 0;
    }

    /** The squared norm of a column; 0 if it has none. */
    public double squaredNorm(int column) {
        return mixedNorms.get(column) + unmixedNorms.get(column);
    }

    /** Sets the cells of a column to the values of a sorted and merged vector; without features there is no column. */
    public void add(ByteString key, FeatureVector vector) {
        if (vector.size() == 0) {
            return;
        }
        int column = register(key);
        double before = unmixedNorms.get(column);
        for (int i = 0; i < vector.size(); i++) {
            setUnmixed(features.findOrAdd(vector, i), column, vector.value(i));
        }
        if (pending.isPresent()) {
            IndexCells learned = pending.get();
            int there = learned.columnOf(key);
            for (int i = 0; i < vector.size(); i++) {
                learned.set(vector, i, there);
            }
            learned.norms().add(there, unmixedNorms.get(column) - before);
        }
    }

    private void setUnmixed(int feature, int column, double value) {
        double old = put(feature, column, value);
        unmixedNorms.add(column, -(old * old));
        unmixedNorms.add(column, value * value);
    }

    /** Sets an un-mixed cell and returns what the cell was. */
    private double put(int feature, int column, double value) {
        double old = 0;
        int at = unmixed.find(feature, column);
        int behind = mixed.find(feature, column);
        if (at >= 0) {
            old = unmixed.values(feature)[at];
        } else if (behind >= 0) {
            old = mixed.values(feature)[behind];
        }
        hides |= behind >= 0;
        unmixed.set(feature, column, value);
        return old;
    }

    /** Adds to {@code sums}, in the order of the features, Σ x · cell for each column. */
    public void addDotProducts(FeatureVector vector, DotProducts sums) {
        sums.reserve(columns());
        for (int i = 0; i < vector.size(); i++) {
            int feature = features.find(vector, i);
            if (feature < 0) {
                continue;
            }
            double x = vector.value(i);
            if (hides) {
                addVisibleMixed(feature, x, sums);
            } else {
                sums.add(mixed.columns(feature), mixed.values(feature), mixed.count(feature), x);
            }
            sums.add(unmixed.columns(feature), unmixed.values(feature), unmixed.count(feature), x);
        }
    }

    private void addVisibleMixed(int feature, double x, DotProducts sums) {
        for (int i = 0; i < mixed.count(feature); i++) {
            int column = mixed.columns(feature)[i];
            if (unmixed.find(feature, column) < 0) {
                sums.add(column, x * mixed.values(feature)[i]);
            }
        }
    }

    /** What is stored at this moment, to be written while learning goes on. */
    public InvertedIndexSnapshot snapshot() {
        return new InvertedIndexSnapshot(this);
    }

    public void clear() {
        features.clear();
        mixed.clear();
        unmixed.clear();
        keys.clear();
        labels.clear();
        mixedNorms.clear();
        unmixedNorms.clear();
        hides = false;
        takePending();
    }

    /** What was learned since the last call; what is learned from now on goes elsewhere. */
    IndexCells takePending() {
        IndexCells taken = pending.orElseGet(IndexCells::new);
        pending = pending.map(old -> new IndexCells());
        return taken;
    }

    Optional<IndexCells> pending() {
        return pending;
    }

    /** The column of a key, a new one if it has none. */
    int register(ByteString key) {
        int known = keys.size();
        int column = keys.register(key);
        if (keys.size() > known) {
            labels.add(column, key);
        }
        return column;
    }

    /** Sets a mixed cell; 0 removes it. There must be no un-mixed cells. */
    void putMixed(ByteString feature, int[] columns, double[] values) {
        int row = features.findOrAdd(feature);
        mixed.setAll(row, columns, values, columns.length);
        for (int i = 0; i < columns.length; i++) {
            if (values[i] == 0) {
                mixed.remove(row, columns[i]);
            }
        }
        dropIfEmpty(row);
    }

    void putUnmixed(ByteString feature, int[] columns, double[] values) {
        int row = features.findOrAdd(feature);
        for (int i = 0; i < columns.length; i++) {
            put(row, columns[i], values[i]);
        }
    }

    /** Removes all that is un-mixed. */
    public void dropUnmixed() {
        for (int feature = 0; feature < unmixed.limit(); feature++) {
            if (unmixed.count(feature) > 0) {
                unmixed.clear(feature);
                dropIfEmpty(feature);
            }
        }
        unmixedNorms.clear();
        hides = false;
    }

    private void dropIfEmpty(int feature) {
        if (mixed.count(feature) == 0 && unmixed.count(feature) == 0) {
            features.remove(feature);
        }
    }

    /** Parts that were filled from outside may hide each other. */
    void afterRead() {
        hides = mixed.used() > 0 && unmixed.used() > 0;
        for (int column = 0; column < keys.size(); column++) {
            labels.add(column, keys.key(column));
        }
    }

    FeatureDictionary features() {
        return features;
    }

    Postings mixed() {
        return mixed;
    }

    Postings unmixed() {
        return unmixed;
    }

    ColumnKeys keys() {
        return keys;
    }

    ColumnNorms mixedNorms() {
        return mixedNorms;
    }

    ColumnNorms unmixedNorms() {
        return unmixedNorms;
    }
}
