package jubatus.core.mix;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import jubatus.core.bytes.ByteString;
import jubatus.core.classifier.ClassifierDiff;
import jubatus.core.classifier.Increment;
import jubatus.core.config.LearnerConfig;
import jubatus.core.mix.OwnIncrements.Own;
import jubatus.core.msgpack.MessageReader;
import jubatus.core.msgpack.MessageWriter;
import jubatus.core.storage.RowSchema;

/**
 * Writes and reads a {@link MixImage}: {@code [state, origin, last, origin memory, returned, [increment, …]]}, the state as the fields
 * of a {@link Tail}, an increment as {@code [spans, [label, …], diff]}, in which the diff is a raw with what {@link MixDiffCodec}
 * writes, of differences of precision where a diff has covariances. Immutable and safe for concurrent use.
 */
public final class MixImageCodec {
    private final MixDiffCodec codec;
    private final RowSchema schema;

    private MixImageCodec(MixDiffCodec codec, RowSchema schema) {
        this.codec = codec;
        this.schema = schema;
    }

    /** A codec for members of a configuration. */
    public static MixImageCodec of(LearnerConfig config) {
        return new MixImageCodec(
                MixDiffCodec.of(config), ClassifierDiffCodec.schemaOf(config).orElse(null));
    }

    public void write(MixImage image, MessageWriter out) {
        out.array(6);
        out.map(3);
        TailFields.write(image.state(), out);
        TailValues.writeOrigin(image.origin(), out);
        out.unsigned(image.last());
        out.unsigned(image.originMemory());
        out.bool(image.returned());
        out.array(image.increments().size());
        image.increments().forEach(own -> write(own, out));
    }

    public MixImage read(MessageReader in) {
        in.readArrayOf(6);
        MixState state = TailFields.read(in).state();
        Origin origin = TailValues.readOrigin(in);
        long last = in.readLong();
        long originMemory = in.readLong();
        boolean returned = in.readBoolean();
        List<Own> increments = new ArrayList<>();
        for (int n = in.readArray(); n > 0; n--) {
            increments.add(readOwn(in));
        }
        return new MixImage(state, origin, last, originMemory, returned, increments);
    }

    private void write(Own own, MessageWriter out) {
        out.array(3);
        TailValues.writeSpans(own.spans(), out);
        Set<ByteString> labels = own.learned().classifier() instanceof Increment.Rows rows ? rows.labels() : Set.of();
        out.array(labels.size());
        labels.stream().sorted().forEach(out::raw);
        var diff = new MixDiff(
                asDiff(own.learned().classifier()),
                new KeywordDiff(0, own.learned().keywords()));
        MessageWriter encoded = MessageWriter.toArray();
        codec.write(diff, encoded);
        out.raw(encoded.bytes(), 0, encoded.size());
    }

    private Own readOwn(MessageReader in) {
        in.readArrayOf(3);
        SortedMap<Origin, Span> spans = TailValues.readSpans(in);
        Set<ByteString> labels = new HashSet<>(TailValues.readKeys(in));
        MixDiff diff = codec.read(in.readInner()).diff();
        return new Own(
                spans,
                new Learned(
                        asIncrement(diff.classifier(), labels), diff.keywords().counts()));
    }

    private ClassifierDiff asDiff(Increment increment) {
        if (increment instanceof Increment.Linear linear) {
            return new ClassifierDiff.Linear(1, 0, linear.weights(), linear.counts());
        }
        if (increment instanceof Increment.Rows rows) {
            return new ClassifierDiff.Rows(schema, rows.rows());
        }
        var cells = (Increment.Cells) increment;
        return new ClassifierDiff.Cells(cells.cells(), cells.counts());
    }

    private static Increment asIncrement(ClassifierDiff diff, Set<ByteString> labels) {
        if (diff instanceof ClassifierDiff.Linear linear) {
            return new Increment.Linear(linear.weights(), linear.counts());
        }
        if (diff instanceof ClassifierDiff.Rows rows) {
            return new Increment.Rows(rows.rows(), labels);
        }
        var cells = (ClassifierDiff.Cells) diff;
        return new Increment.Cells(cells.cells(), cells.counts());
    }
}
