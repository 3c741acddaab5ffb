package jubatus.core.classifier;

import java.util.SortedMap;
import java.util.function.BiConsumer;
import jubatus.core.bytes.ByteString;
import jubatus.core.feature.FeatureVector;
import jubatus.core.msgpack.MessageReader;
import jubatus.core.msgpack.MessageWriter;

/**
 * A learner together with what it has learned.
 *
 * <p>Not synchronised: the engine lets in one writer or many readers. Methods that only read ({@link #classify}, {@link #labels},
 * {@link #status}) keep no scratch space in the classifier, so that readers do not meet.
 */
public interface Classifier {
    /**
     * Learns one sample.
     *
     * @param features sorted and merged
     * @throws jubatus.core.JubatusException LABEL_LIMIT if an unlearner has no room for the label; then nothing was learned
     */
    void train(ByteString label, FeatureVector features);

    /** Scores a datum against every label; replaces what {@code scores} held. */
    void classify(FeatureVector features, Scores scores);

    /** Labels and how many samples each was trained with (unsigned), sorted by bytes. */
    SortedMap<ByteString, Long> labels();

    /** Makes a label known; false if it was. */
    boolean setLabel(ByteString label);

    /** Forgets a label and what was learned for it; false as 02 §4.4 and §6 say. */
    boolean deleteLabel(ByteString label);

    void clear();

    /** Whether {@link #classify} costs time in proportion to what was learned, and much was. */
    default boolean isCostly() {
        return false;
    }

    /** The entries of get_status that the learner has to add. */
    void status(BiConsumer<String, String> entries);

    /** Writes the {@code classifier_part} of 03 §8.1. Counts as a writing method. */
    default void write(MessageWriter out) {
        try (Snapshot snapshot = snapshot()) {
            snapshot.write(out);
        }
    }

    /** What {@link #write} would write now, to be written later. Counts as a writing method, as does closing it. */
    Snapshot snapshot();

    /**
     * Prepares this classifier, which must be new, to be read from a file and to take the place of one that has the same
     * configuration. Reads {@code predecessor}. The original clears a model and loads into it, and an order that its cleared tables
     * keep decides ties (02 §9).
     */
    default void succeed(Classifier predecessor) {}

    /** Makes the random part of the keys of further rows from a seed; nothing for learners without rows. */
    default void seedKeys(long seed) {}

    /** Goes on with the keys of another classifier of the same configuration, whose place it takes. Counts as a writing method of both. */
    default void continueKeys(Classifier predecessor) {}

    /**
     * Reads a {@code classifier_part} into this classifier, which must be new: after a failure it is not to be used.
     *
     * @throws jubatus.core.JubatusException BAD_ARGUMENT, BAD_MESSAGE or BAD_MODEL if the bytes have another shape
     */
    void read(MessageReader in);
}
