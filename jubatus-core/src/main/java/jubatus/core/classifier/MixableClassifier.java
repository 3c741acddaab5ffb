package jubatus.core.classifier;

import java.util.List;
import java.util.Optional;
import jubatus.core.JubatusException;
import jubatus.core.JubatusException.Code;
import jubatus.core.bytes.ByteString;
import jubatus.core.msgpack.MessageReader;
import jubatus.core.storage.Turns;

/**
 * A classifier of a distributed server: it keeps apart what is mixed and what it learned itself since (design "MIX, without loss").
 *
 * <p>Not synchronised, like {@link Classifier}.
 */
public interface MixableClassifier extends Classifier {
    /** An increment that is closed and will be read. */
    interface Closed {
        /** What was learned in it. To be called once, before the next one is closed. */
        Increment read(Turns turns);
    }

    /** Closes an increment; what is learned from now on belongs to the next. Counts as a writing method. */
    Closed close();

    /** Closes an increment and reads it, all at once. */
    default Increment takeIncrement() {
        return close().read(Turns.ALONE);
    }

    /** The sum of all increments that were closed and that the mixed model does not hold, relative to it. */
    ClassifierDiff difference(Turns turns);

    /** A difference that is empty. */
    ClassifierDiff emptyDifference();

    /** How many features were learned since they were mixed; 0 for classifiers without such. */
    default int unmixedFeatures() {
        return 0;
    }

    /** The storage version of the mixed model; classifiers without one answer 0. */
    long version();

    /**
     * Puts a mixed diff under what was learned. The version changes in the last turn; until then some of what others find is as before
     * and some as it will be.
     *
     * @param mixed of the kind of this classifier
     * @param onTop own increments, taken before, that the mixed model does not hold even now
     */
    void put(ClassifierDiff mixed, List<Increment> onTop, Turns turns);

    /** Puts an increment that was taken before, here or from another classifier, on top of the model. */
    void putOnTop(Increment increment);

    /** Puts on top what was learned since the last hand-out of another classifier, as if it had been learned here. */
    void learnAgain(Increment pending);

    /** The mixed model as a {@code classifier_part} without any un-mixed learning. Counts as a writing method. */
    Snapshot mixedSnapshot();

    /**
     * Reads a {@code classifier_part} into this classifier, which must be new, as its mixed model.
     *
     * @return the un-mixed learning that came with it, which is not applied
     */
    Increment readMixed(MessageReader in);

    /** What push mixers exchange; nothing but rows (03 §6bis). */
    default Optional<PushableRows> pushableRows() {
        return Optional.empty();
    }

    /** The keys of rows that the mixed model does not hold, for learners whose model files do not tell them apart. */
    default List<ByteString> unmixedKeys() {
        return List.of();
    }

    /**
     * Takes the rows of some keys out of a model that was just {@linkplain #readMixed read}, as un-mixed learning.
     *
     * @throws JubatusException BAD_MODEL for learners whose model files tell un-mixed learning apart
     */
    default Increment separate(List<ByteString> keys) {
        throw new JubatusException(
                Code.BAD_MODEL,
                "the model file names " + keys.size()
                        + " un-mixed rows, but this method has no rows; it should name none");
    }

    /** Forgets a label in the model and in what was learned since the last hand-out. */
    @Override
    boolean deleteLabel(ByteString label);
}
