package jubatus.core.mix;

import jubatus.core.classifier.ClassifierDiff;
import jubatus.core.msgpack.MessageReader;
import jubatus.core.msgpack.MessageWriter;
import jubatus.core.storage.LabelCounts;
import jubatus.core.storage.LabeledWeights;
import jubatus.core.storage.WeightRows;

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
        WeightRows rows = weights.table().rows();
        out.array(2);
        out.integer(diff.servers());
        out.array(2);
        out.array(weights.table().features().size());
        weights.forEachRow(row -> {
            out.array(2);
            weights.table().features().names().write(row, out);
            out.array(rows.count(row));
            for (int at = 0; at < rows.count(row); at++) {
                out.array(2);
                out.raw(weights.labels().get(rows.slot(row, at)));
                out.array(3);
                out.float64(rows.weight(row, at));
                out.float64(rows.covariance(row, at));
                out.float64(0);
            }
        });
        out.array(1);
        out.unsigned(diff.version());
        LabelCounts.writeCounts(diff.counts(), out);
    }

    /** Entries are left out whole if one of their numbers is not finite. */
    @Override
    public ClassifierDiff.Linear read(MessageReader in, Dropped dropped) {
        int members = in.readArray();
        long servers = members > 0 ? in.readInt() : 1;
        var weights = new LabeledWeights();
        long version = members > 1 ? readBody(in, weights, dropped) : 0;
        skip(in, members - 2);
        if (servers < 1) {
            throw MessageReader.typeMismatch();
        }
        return new ClassifierDiff.Linear(servers, version, weights, LabelCounts.readCounts(in));
    }

    private static long readBody(MessageReader in, LabeledWeights weights, Dropped dropped) {
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

    private static void readFeature(MessageReader in, LabeledWeights weights, Dropped dropped) {
        in.readArrayOf(2);
        int length = in.readRaw();
        int row = weights.table().rowOf(in.bytes(), in.rawOffset(), length);
        for (int n = in.readArray(); n > 0; n--) {
            in.readArrayOf(2);
            int slot = weights.slotOf(in.readByteString());
            int members = in.readArray();
            double weight = members > 0 ? in.readDouble() : 0;
            double covariance = members > 1 ? in.readDouble() : 0;
            skip(in, members - 2);
            if (Double.isFinite(weight) && Double.isFinite(covariance)) {
                weights.set(row, slot, weight, covariance);
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
