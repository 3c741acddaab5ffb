package jubatus.core.mix;

import jubatus.core.classifier.ClassifierDiff;

/** Folds the classifier part of diffs of one model (03 §6). */
interface DiffFold {
    /** Folds one more diff, of the same kind as the first; it is not changed. */
    void add(ClassifierDiff diff);

    /** The mixed diff. Nothing may be added afterwards. */
    ClassifierDiff result();

    static DiffFold startingWith(ClassifierDiff first) {
        if (first instanceof ClassifierDiff.Linear linear) {
            return new LinearFold(linear);
        }
        if (first instanceof ClassifierDiff.Rows rows) {
            return new RowsFold(rows);
        }
        if (first instanceof ClassifierDiff.Cells cells) {
            return new CellsFold(cells);
        }
        throw new IllegalArgumentException("a diff of an unknown kind: " + first);
    }
}
