package jubatus.core.storage;

import jubatus.core.bytes.ByteString;
import jubatus.core.feature.FeatureDictionary;
import jubatus.core.msgpack.MessageReader;
import jubatus.core.msgpack.MessageWriter;

/**
 * A {@link LinearStorage} as {@code [tbl, class2id, tbl_diff, version]} (03 §8.2), where tbl and tbl_diff are
 * {@code {feature: {class id: [v1, v2, v3]}}} with weight, covariance and an unused zero.
 */
public final class LinearStorageCodec {
    private final LinearStorage storage;
    private int dropped;

    public LinearStorageCodec(LinearStorage storage) {
        this.storage = storage;
    }

    /** How many entries {@link #read} left out because they were not finite numbers. */
    public int dropped() {
        return dropped;
    }

    /** Writes everything: the mixed model in tbl, what differs from it in tbl_diff. */
    public void write(MessageWriter out) {
        out.array(4);
        writeMixed(out);
        storage.labels().write(out);
        if (storage.isDistributed()) {
            writeUnmixed(out);
        } else {
            out.map(0);
        }
        writeVersion(out);
    }

    /** Writes the mixed model only, with an empty tbl_diff. */
    public void writeMixedModel(MessageWriter out) {
        out.array(4);
        writeMixed(out);
        storage.labels().write(out);
        out.map(0);
        writeVersion(out);
    }

    /**
     * Reads into the storage, which must be new. A standalone server adds tbl_diff to the weights, so that it is not lost.
     *
     * @return on a distributed server, tbl_diff as an increment; else an empty one
     */
    public LabeledWeights read(MessageReader in) {
        int members = in.readArray();
        var increment = new LabeledWeights();
        if (members > 0) {
            readRows(in, this::addEntry);
        }
        if (members > 1) {
            storage.labels().read(in);
        }
        if (members > 2) {
            readRows(
                    in,
                    storage.isDistributed() ? (row, slot, w, v) -> note(increment, row, slot, w, v) : this::addEntry);
        }
        if (members > 3) {
            long version = LabelCounts.readVersion(in);
            storage.setVersion(version);
        }
        for (int surplus = members - 4; surplus > 0; surplus--) {
            in.skip();
        }
        for (int orphan : storage.labels().dropReserved()) {
            storage.table().removeLabel(orphan);
        }
        if (!storage.isDistributed()) {
            healPlaceholders();
        }
        return increment;
    }

    private void writeVersion(MessageWriter out) {
        out.array(1);
        out.unsigned(storage.version());
    }

    private void writeMixed(MessageWriter out) {
        FeatureDictionary features = storage.table().features();
        out.map(mixedFeatureCount());
        for (int row = 0; row < features.idLimit(); row++) {
            if (isInMixedModel(row)) {
                features.writeName(row, out);
                writeMixedRow(row, out);
            }
        }
    }

    /** How many features the mixed model has. */
    public int mixedFeatureCount() {
        FeatureDictionary features = storage.table().features();
        if (!storage.isDistributed()) {
            return features.size();
        }
        int count = 0;
        for (int row = 0; row < features.idLimit(); row++) {
            if (isInMixedModel(row)) {
                count++;
            }
        }
        return count;
    }

    /** Whether a row exists and is not one that only un-mixed learning made. */
    private boolean isInMixedModel(int row) {
        if (!storage.table().features().holds(row)) {
            return false;
        }
        return !storage.isDistributed() || storage.table().rows().count(row) == 0 || mixedEntryCount(row) > 0;
    }

    private int mixedEntryCount(int row) {
        int count = storage.table().rows().count(row);
        WeightRows mixed = storage.unmixed().mixed();
        for (int i = 0; i < mixed.count(row); i++) {
            if (Double.isNaN(mixed.weight(row, i))) {
                count--;
            }
        }
        return count;
    }

    private void writeMixedRow(int row, MessageWriter out) {
        WeightRows rows = storage.table().rows();
        boolean overlaid = storage.isDistributed() && storage.unmixed().mixed().count(row) > 0;
        int count = rows.count(row);
        out.map(overlaid ? mixedEntryCount(row) : count);
        for (int at = 0; at < count; at++) {
            int slot = rows.slot(row, at);
            int over = overlaid ? storage.unmixed().mixed().find(row, slot) : -1;
            if (over < 0) {
                writeEntry(out, slot, rows.weight(row, at), rows.covariance(row, at));
                continue;
            }
            WeightRows mixed = storage.unmixed().mixed();
            if (!Double.isNaN(mixed.weight(row, over))) {
                writeEntry(out, slot, mixed.weight(row, over), mixed.covariance(row, over));
            }
        }
    }

    private void writeUnmixed(MessageWriter out) {
        FeatureDictionary features = storage.table().features();
        WeightRows rows = storage.table().rows();
        WeightRows mixed = storage.unmixed().mixed();
        out.map(storage.unmixedRowCount());
        storage.unmixed().forEachMixedRow(row -> {
            features.writeName(row, out);
            out.map(mixed.count(row));
            for (int i = 0; i < mixed.count(row); i++) {
                int at = rows.find(row, mixed.slot(row, i));
                boolean absent = Double.isNaN(mixed.weight(row, i));
                writeEntry(
                        out,
                        mixed.slot(row, i),
                        rows.weight(row, at) - (absent ? 0 : mixed.weight(row, i)),
                        rows.covariance(row, at) - (absent ? 0 : mixed.covariance(row, i)));
            }
        });
    }

    private void writeEntry(MessageWriter out, int slot, double weight, double covariance) {
        out.unsigned(storage.labels().id(slot));
        out.array(3);
        out.float64(weight);
        out.float64(covariance);
        out.float64(0);
    }

    private interface EntryReader {
        void entry(int row, int slot, double weight, double covariance);
    }

    /** Reads rows; ids that have no label yet get a slot reserved. */
    private void readRows(MessageReader in, EntryReader reader) {
        for (int n = in.readMap(); n > 0; n--) {
            int length = in.readRaw();
            int row = storage.table().rowOf(in.bytes(), in.rawOffset(), length);
            for (int m = in.readMap(); m > 0; m--) {
                int slot = storage.labels().reserve(in.readUnsignedLong());
                int members = in.readArray();
                double weight = members > 0 ? in.readDouble() : 0;
                double covariance = members > 1 ? in.readDouble() : 0;
                for (int rest = members - 2; rest > 0; rest--) {
                    in.skip();
                }
                if (Double.isFinite(weight) && Double.isFinite(covariance)) {
                    reader.entry(row, slot, weight, covariance);
                } else {
                    dropped++;
                }
            }
        }
    }

    private void addEntry(int row, int slot, double weight, double covariance) {
        WeightRows rows = storage.table().rows();
        int at = rows.find(row, slot);
        if (at < 0) {
            rows.set(row, rows.findOrAdd(row, slot), weight, covariance);
        } else {
            rows.set(row, at, rows.weight(row, at) + weight, rows.covariance(row, at) + covariance);
        }
    }

    /** A difference to the mixed entry, as changes of weight and precision. */
    private void note(LabeledWeights increment, int row, int slot, double weight, double covariance) {
        WeightRows rows = storage.table().rows();
        int at = rows.find(row, slot);
        double mixed = at < 0 ? 0 : rows.covariance(row, at);
        double precision =
                rows.hasCovariance() ? 1 / LinearMix.usable(mixed + covariance) - 1 / LinearMix.usable(mixed) : 0;
        ByteString label = storage.labels().name(slot);
        increment.set(increment.table().rowOf(storage.table(), row), increment.slotOf(label), weight, precision);
    }

    /**
     * A distributed original can leave entries of weight 0 and covariance 0 that stand for no entry (03 §8.2); with covariance 0
     * nothing could ever be learned for them again.
     */
    private void healPlaceholders() {
        WeightRows rows = storage.table().rows();
        FeatureDictionary features = storage.table().features();
        for (int row = 0; rows.hasCovariance() && row < features.idLimit(); row++) {
            for (int at = 0; features.holds(row) && at < rows.count(row); at++) {
                if (rows.weight(row, at) == 0 && rows.covariance(row, at) == 0) {
                    rows.set(row, at, 0, WeightRows.INITIAL_COVARIANCE);
                }
            }
        }
    }
}
