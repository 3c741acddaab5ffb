package jubatus.core.mix;

import jubatus.core.classifier.ClassifierDiff;
import jubatus.core.conversion.KeywordCounts;

/**
 * Folds the diffs of several servers into the one that all of them put (03 §5.7, §6), in the order in which they are added.
 *
 * <p>Linear weights and weight-manager counts are each relative to a version: a diff of a higher one takes the place of what was
 * folded, of a lower one it is ignored. Label counts, rows and cells have none and are always folded; so {@link Round} leaves out
 * the whole diff of a server that would hand the same out again, which every server but an original does.
 *
 * <p>Not synchronised. Diffs that are added are not changed.
 */
public final class Fold {
    private final DiffFold classifier;
    private long version;
    private KeywordCounts counts;

    /** Starts with one diff. */
    public Fold(MixDiff first) {
        classifier = DiffFold.startingWith(first.classifier());
        version = first.keywords().version();
        counts = first.keywords().counts().copy();
    }

    /** Folds one more diff, which must be of the same kind as the first. */
    public void add(MixDiff diff) {
        classifier.add(diff.classifier());
        KeywordDiff keywords = diff.keywords();
        int order = Long.compareUnsigned(keywords.version(), version);
        if (order > 0) {
            version = keywords.version();
            counts = keywords.counts().copy();
        } else if (order == 0) {
            counts.add(keywords.counts());
        }
    }

    /** The mixed diff. Nothing may be added afterwards. */
    public MixDiff result() {
        ClassifierDiff mixed = classifier.result();
        return new MixDiff(mixed, new KeywordDiff(version, counts));
    }
}
