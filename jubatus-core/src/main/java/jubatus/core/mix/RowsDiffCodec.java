package jubatus.core.mix;

import java.io.OutputStream;
import java.util.List;
import jubatus.core.JubatusException;
import jubatus.core.JubatusException.Code;
import jubatus.core.classifier.ClassifierDiff;
import jubatus.core.msgpack.MessageReader;
import jubatus.core.msgpack.MessageReader.Kind;
import jubatus.core.msgpack.MessageWriter;
import jubatus.core.storage.Row;
import jubatus.core.storage.RowMix;
import jubatus.core.storage.RowSchema;

/** The first component of a nearest-neighbour diff: a raw that holds {@code [row, …]} (03 §6.7). */
final class RowsDiffCodec implements ClassifierDiffCodec {
    private final RowSchema schema;

    RowsDiffCodec(RowSchema schema) {
        this.schema = schema;
    }

    @Override
    public int components() {
        return 1;
    }

    @Override
    public void write(ClassifierDiff diff, MessageWriter out) {
        var rows = (ClassifierDiff.Rows) diff;
        // The length stands before the rows: writing them twice costs less than keeping their bytes.
        MessageWriter measure = MessageWriter.to(OutputStream.nullOutputStream());
        RowMix.writeRows(rows.rows(), rows.schema(), measure);
        out.rawHeader(measure.written());
        RowMix.writeRows(rows.rows(), rows.schema(), out);
    }

    @Override
    public ClassifierDiff.Rows read(MessageReader in, Dropped dropped) {
        if (in.peek() != Kind.RAW) {
            throw badDiffObject();
        }
        MessageReader inner = in.readInner();
        inner.duplicate().skip();
        if (inner.peek() != Kind.ARRAY) {
            throw badDiffObject();
        }
        List<Row> rows = RowMix.readRows(inner, schema);
        List<Row> finite = rows.stream().filter(Row::isFinite).toList();
        dropped.add(rows.size() - finite.size());
        return new ClassifierDiff.Rows(schema, finite);
    }

    private static JubatusException badDiffObject() {
        return new JubatusException(Code.BAD_DIFF, "bad diff_object");
    }
}
