package jubatus.core.storage;

import java.util.Arrays;
import java.util.List;
import jubatus.core.bytes.ByteString;

/**
 * Mixing over the inverted index of a distributed server (design "MIX, without loss"): an increment is the cells set between two
 * hand-outs and the changes of the norms of their columns.
 */
public final class IndexMix {
    private final InvertedIndex index;

    public IndexMix(InvertedIndex index) {
        this.index = index;
    }

    /** What was learned since the last call; the learning that follows belongs to the next increment. */
    public IndexCells takeIncrement() {
        return index.takePending();
    }

    /** All that the mixed part does not hold. */
    public IndexCells difference() {
        return differenceBut(new IndexCells());
    }

    /** All that the mixed part does not hold and that was learned before the last increment was taken; a column is learned at once. */
    public IndexCells handedOut() {
        return differenceBut(index.pending().orElseThrow());
    }

    private IndexCells differenceBut(IndexCells later) {
        var difference = new IndexCells();
        Postings unmixed = index.unmixed();
        boolean[] isLater = new boolean[index.columns()];
        for (int column = 0; column < index.columns(); column++) {
            isLater[column] = later.keys().find(index.keys().key(column)) >= 0;
            double norm = index.unmixedNorms().get(column);
            if (norm != 0 && !isLater[column]) {
                difference.norms().set(columnOf(column, difference), norm);
            }
        }
        for (int feature = 0; feature < unmixed.limit(); feature++) {
            if (unmixed.count(feature) > 0) {
                int[] columns = unmixed.columnsCopy(feature);
                double[] values = unmixed.valuesCopy(feature);
                int count = 0;
                for (int i = 0; i < columns.length; i++) {
                    if (!isLater[columns[i]]) {
                        columns[count] = columnOf(columns[i], difference);
                        values[count++] = values[i];
                    }
                }
                if (count > 0) {
                    ByteString name = index.features().name(feature);
                    difference.set(name, Arrays.copyOf(columns, count), Arrays.copyOf(values, count));
                }
            }
        }
        return difference;
    }

    private int columnOf(int column, IndexCells target) {
        return target.columnOf(index.keys().key(column));
    }

    /**
     * Adds a mixed diff to the mixed part and makes the un-mixed part what is {@code onTop} and what was learned since the last
     * hand-out.
     */
    public void put(IndexCells mixed, List<IndexCells> onTop) {
        IndexCells pending = takeIncrement();
        index.dropUnmixed();
        int[] columns = register(mixed);
        for (int column = 0; column < columns.length; column++) {
            double norm =
                    index.mixedNorms().get(columns[column]) + mixed.norms().get(column);
            index.mixedNorms().set(columns[column], Math.max(norm, 0));
        }
        mixed.forEachFeature((feature, theirs, values) -> index.putMixed(feature, translated(theirs, columns), values));
        onTop.forEach(this::putOnTop);
        learnAgain(pending);
    }

    /** Puts an increment that was handed out before on top of the mixed part. */
    public void putOnTop(IndexCells increment) {
        int[] columns = register(increment);
        for (int column = 0; column < columns.length; column++) {
            index.unmixedNorms().add(columns[column], increment.norms().get(column));
        }
        increment.forEachFeature(
                (feature, theirs, values) -> index.putUnmixed(feature, translated(theirs, columns), values));
    }

    /** Puts on top what no increment has taken. */
    public void learnAgain(IndexCells pending) {
        putOnTop(pending);
        index.pending().ifPresent(learned -> learned.fold(pending));
    }

    /** The columns of the index for those of {@code cells}. */
    private int[] register(IndexCells cells) {
        int[] columns = new int[cells.keys().size()];
        for (int column = 0; column < columns.length; column++) {
            columns[column] = index.register(cells.keys().key(column));
        }
        return columns;
    }

    private static int[] translated(int[] theirs, int[] columns) {
        int[] ours = new int[theirs.length];
        for (int i = 0; i < ours.length; i++) {
            ours[i] = columns[theirs[i]];
        }
        return ours;
    }
}
