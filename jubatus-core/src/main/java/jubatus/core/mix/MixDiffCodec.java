package jubatus.core.mix;

import jubatus.core.JubatusException;
import jubatus.core.JubatusException.Code;
import jubatus.core.config.LearnerConfig;
import jubatus.core.msgpack.MessageReader;
import jubatus.core.msgpack.MessageReader.Kind;
import jubatus.core.msgpack.MessageWriter;

/**
 * Writes and reads what stands in the raw that {@code get_diff} answers and {@code put_diff} takes: one array of the components of a
 * diff, the weight manager's last (03 §6.1). Bytes after the array are left to the caller. Immutable and safe for concurrent use.
 */
public final class MixDiffCodec {
    private final ClassifierDiffCodec classifier;

    private MixDiffCodec(ClassifierDiffCodec classifier) {
        this.classifier = classifier;
    }

    /** A codec for the diffs of the classifiers that a configuration makes. */
    public static MixDiffCodec of(LearnerConfig config) {
        return new MixDiffCodec(ClassifierDiffCodec.of(config));
    }

    /**
     * A diff that was read.
     *
     * @param dropped how many values were left out because they were not finite numbers
     */
    public record Decoded(MixDiff diff, long dropped) {}

    /** Writes the array; the diff must be of a classifier of this codec's configuration. */
    public void write(MixDiff diff, MessageWriter out) {
        out.array(classifier.components() + 1);
        classifier.write(diff.classifier(), out);
        diff.keywords().write(out);
    }

    /**
     * Reads a diff. Within components, members may be missing at the end and surplus ones are ignored.
     *
     * @param in of an array or of pages; stands at the first byte after the diff then
     * @throws JubatusException BAD_MESSAGE if the bytes are no MessagePack; BAD_DIFF {@code conversion failed} if there are not as
     *     many components as there should be; BAD_ARGUMENT if a component has a part of another type; BAD_DIFF or BAD_MODEL with a
     *     sentence if a component contradicts itself or the configuration
     */
    public Decoded read(MessageReader in) {
        MessageReader whole = in.duplicate();
        try {
            return readValues(in);
        } catch (JubatusException e) {
            // As in the original, bytes that are no MessagePack show before anything that is wrong with values.
            whole.skip();
            throw e;
        }
    }

    private Decoded readValues(MessageReader in) {
        if (in.peek() != Kind.ARRAY || in.readArray() != classifier.components() + 1) {
            throw new JubatusException(Code.BAD_DIFF, "conversion failed");
        }
        var dropped = new Dropped();
        var diff = new MixDiff(classifier.read(in, dropped), KeywordDiff.read(in, dropped));
        return new Decoded(diff, dropped.count());
    }
}
