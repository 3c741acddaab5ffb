package jubatus.core.storage;

import java.util.List;

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
        var difference = new IndexCells();
        Postings unmixed = index.unmixed();
        for (int column = 0; column < index.columns(); column++) {
            double norm = index.unmixedNorms().get(column);
            if (norm != 0) {
                difference.norms().set(columnOf(column, difference), norm);
            }
        }
        for (int feature = 0; feature < unmixed.limit(); feature++) {
            if (unmixed.count(feature) > 0) {
                int[] columns = unmixed.columnsCopy(feature);
                for (int i = 0; i < columns.length; i++) {
                    columns[i] = columnOf(columns[i], difference);
                }
                difference.set(index.features().name(feature), columns, unmixed.valuesCopy(feature));
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
