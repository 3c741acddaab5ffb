package jubatus.core.mix;

import java.util.Map;
import java.util.TreeMap;
import jubatus.core.bytes.ByteString;
import jubatus.core.classifier.ClassifierDiff;
import jubatus.core.storage.IndexCells;

/**
 * Folds diffs of cosine and euclidean (03 §6.8): of two values for one cell the later diff's wins, changes of norms and label counts
 * add up. Not synchronised.
 */
final class CellsFold implements DiffFold {
    private final IndexCells cells = new IndexCells();
    private final Map<ByteString, Long> counts = new TreeMap<>();

    CellsFold(ClassifierDiff.Cells first) {
        add(first);
    }

    @Override
    public void add(ClassifierDiff other) {
        var diff = (ClassifierDiff.Cells) other;
        cells.fold(diff.cells());
        diff.counts().forEach((label, count) -> counts.merge(label, count, Long::sum));
    }

    @Override
    public ClassifierDiff.Cells result() {
        return new ClassifierDiff.Cells(cells, counts);
    }
}
