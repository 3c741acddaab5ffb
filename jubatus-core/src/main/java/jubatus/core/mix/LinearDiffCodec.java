package jubatus.core.mix;

import java.util.List;
import jubatus.core.bytes.ByteString;
import jubatus.core.classifier.ClassifierDiff;
import jubatus.core.msgpack.MessageReader;
import jubatus.core.msgpack.MessageWriter;
import jubatus.core.storage.LabelCounts;
import jubatus.core.storage.LabeledWeights;
import jubatus.core.storage.LabeledWeightsBuilder;

/**
 * The first two components of a linear diff: {@code [count, [[[feature, [[label, [v1, v2, v3]] …]] …], [version]]]} and
 * {@code {label: count}} (03 §6.2, §6.5).
 */
final class LinearDiffCodec implements ClassifierDiffCodec {
    @Override
    public int components() {
        return 2;
    }

    @Override
    public void write(ClassifierDiff linear, MessageWriter out) {
        var diff = (ClassifierDiff.Linear) linear;
        LabeledWeights weights = diff.weights();
        List<byte[]> headers =
                weights.labels().stream().map(LinearDiffCodec::header).toList();
        out.array(2);
        out.integer(diff.servers());
        out.array(2);
        out.array(weights.rows());
        for (int row = 0; row < weights.rows(); row++) {
            out.array(2);
            weights.names().write(row, out);
            out.array(weights.end(row) - weights.begin(row));
            for (int entry = weights.begin(row); entry < weights.end(row); entry++) {
                byte[] header = headers.get(weights.slot(entry));
                out.bytes(header, 0, header.length);
                out.float64(weights.weight(entry));
                out.float64(weights.covariance(entry));
                out.float64(0);
            }
        }
        out.array(1);
        out.unsigned(diff.version());
        LabelCounts.writeCounts(diff.counts(), out);
    }

    /** What stands before the numbers of an entry: the label among others. */
    private static byte[] header(ByteString label) {
        MessageWriter out = MessageWriter.toArray();
        out.array(2);
        out.raw(label);
        out.array(3);
        return out.toBytes();
    }

    /** Entries are left out whole if one of their numbers is not finite. */
    @Override
    public ClassifierDiff.Linear read(MessageReader in, Dropped dropped) {
        int members = in.readArray();
        long servers = members > 0 ? in.readInt() : 1;
        var weights = new LabeledWeightsBuilder();
        long version = members > 1 ? readBody(in, weights, dropped) : 0;
        skip(in, members - 2);
        if (servers < 1) {
            throw MessageReader.typeMismatch();
        }
        return new ClassifierDiff.Linear(servers, version, weights.build(), LabelCounts.readCounts(in));
    }

    private static long readBody(MessageReader in, LabeledWeightsBuilder weights, Dropped dropped) {
        int members = in.readArray();
        if (members > 0) {
            for (int n = in.readArray(); n > 0; n--) {
                readFeature(in, weights, dropped);
            }
        }
        long version = members > 1 ? LabelCounts.readVersion(in) : 0;
        skip(in, members - 2);
        return version;
    }

    private static void readFeature(MessageReader in, LabeledWeightsBuilder weights, Dropped dropped) {
        in.readArrayOf(2);
        int length = in.readRaw();
        weights.beginRow(in.bytes(), in.rawOffset(), length);
        for (int n = in.readArray(); n > 0; n--) {
            in.readArrayOf(2);
            int labelLength = in.readRaw();
            int slot = weights.slotOf(in.bytes(), in.rawOffset(), labelLength);
            int members = in.readArray();
            double weight = members > 0 ? in.readDouble() : 0;
            double covariance = members > 1 ? in.readDouble() : 0;
            skip(in, members - 2);
            if (Double.isFinite(weight) && Double.isFinite(covariance)) {
                weights.add(slot, weight, covariance);
            } else {
                dropped.add(1);
            }
        }
    }

    private static void skip(MessageReader in, int surplus) {
        for (int i = 0; i < surplus; i++) {
            in.skip();
        }
    }
}
