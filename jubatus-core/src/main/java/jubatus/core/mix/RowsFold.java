package jubatus.core.mix;

import java.util.ArrayList;
import java.util.List;
import jubatus.core.classifier.ClassifierDiff;
import jubatus.core.storage.Row;
import jubatus.core.storage.RowSchema;

/** Folds diffs of nearest-neighbour classifiers: their rows one after the other, also those of equal keys (03 §6.7). Not synchronised. */
final class RowsFold implements DiffFold {
    private final RowSchema schema;
    private final List<Row> rows = new ArrayList<>();

    RowsFold(ClassifierDiff.Rows first) {
        schema = first.schema();
        add(first);
    }

    @Override
    public void add(ClassifierDiff other) {
        var diff = (ClassifierDiff.Rows) other;
        if (!diff.schema().equals(schema)) {
            throw new IllegalArgumentException("a diff of " + diff.schema() + " among diffs of " + schema);
        }
        rows.addAll(diff.rows());
    }

    @Override
    public ClassifierDiff.Rows result() {
        return new ClassifierDiff.Rows(schema, rows);
    }
}
