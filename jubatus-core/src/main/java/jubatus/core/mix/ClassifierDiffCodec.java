package jubatus.core.mix;

import java.util.Optional;
import jubatus.core.classifier.ClassifierDiff;
import jubatus.core.config.LearnerConfig;
import jubatus.core.config.LearnerConfig.Hash;
import jubatus.core.msgpack.MessageReader;
import jubatus.core.msgpack.MessageWriter;
import jubatus.core.storage.RowSchema;

/** Writes and reads the components of a diff that one kind of classifier has (03 §6.1). Stateless. */
interface ClassifierDiffCodec {
    /** How many members of the envelope are the classifier's; the weight manager's comes after them. */
    int components();

    void write(ClassifierDiff diff, MessageWriter out);

    /**
     * Reads what {@link #write} or an original wrote. Values that are not finite are left out.
     *
     * @param in of an array or of pages
     * @throws jubatus.core.JubatusException BAD_ARGUMENT, BAD_MESSAGE, BAD_MODEL or BAD_DIFF if the bytes have another shape
     */
    ClassifierDiff read(MessageReader in, Dropped dropped);

    static ClassifierDiffCodec of(LearnerConfig config) {
        if (config instanceof LearnerConfig.Linear) {
            return new LinearDiffCodec();
        }
        Optional<RowSchema> schema = schemaOf(config);
        if (schema.isPresent()) {
            return new RowsDiffCodec(schema.get());
        }
        if (config instanceof LearnerConfig.InvertedIndex) {
            return new CellsDiffCodec();
        }
        throw new IllegalArgumentException("unknown kind of learner: " + config);
    }

    /** The columns of the rows of a learner that has rows. */
    static Optional<RowSchema> schemaOf(LearnerConfig config) {
        return config instanceof LearnerConfig.NearestNeighbor rows
                ? Optional.of(new RowSchema(rows.hashNum(), rows.hash() == Hash.EUCLID_LSH))
                : Optional.empty();
    }
}
