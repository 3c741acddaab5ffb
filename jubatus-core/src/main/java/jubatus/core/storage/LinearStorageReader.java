package jubatus.core.storage;

import java.util.BitSet;
import jubatus.core.bytes.ByteString;
import jubatus.core.feature.FeatureDictionary;
import jubatus.core.msgpack.MessageReader;

/**
 * Reads {@code [tbl, class2id, tbl_diff, version]} (03 §8.2) into a {@link LinearStorage}; {@link LinearSnapshot} writes it. Entries
 * that are not finite numbers are left out.
 */
public final class LinearStorageReader {
    private final LinearStorage storage;
    private int dropped;
    /** The row of the un-mixed entry that was read last. */
    private int noted = -1;

    /** Reads into a storage that must be new. */
    public LinearStorageReader(LinearStorage storage) {
        this.storage = storage;
    }

    /** How many entries were left out because they were not finite numbers. */
    public int dropped() {
        return dropped;
    }

    /**
     * Reads everything. A standalone server adds tbl_diff to the weights, so that it is not lost.
     *
     * @return on a distributed server, tbl_diff as an increment; else an empty one
     */
    public LabeledWeights read(MessageReader in) {
        int members = in.readArray();
        var increment = new LabeledWeightsBuilder();
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
        removeOrphans();
        if (!storage.isDistributed()) {
            healPlaceholders();
        }
        return increment.build();
    }

    /** Entries of ids that are no label's go, in one pass however many ids there are. */
    private void removeOrphans() {
        var orphans = new BitSet();
        storage.labels().dropReserved().forEach(orphans::set);
        if (!orphans.isEmpty()) {
            storage.table().removeLabels(orphans);
        }
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

    /** A difference to the mixed entry, as changes of weight and precision; none of an id that is no label's. */
    private void note(LabeledWeightsBuilder increment, int row, int slot, double weight, double covariance) {
        if (!storage.labels().isNamed(slot)) {
            return;
        }
        WeightRows rows = storage.table().rows();
        int at = rows.find(row, slot);
        double mixed = at < 0 ? 0 : rows.covariance(row, at);
        double precision =
                rows.hasCovariance() ? 1 / LinearMix.usable(mixed + covariance) - 1 / LinearMix.usable(mixed) : 0;
        if (row != noted) {
            increment.beginRow(storage.table().features().names(), row);
            noted = row;
        }
        ByteString label = storage.labels().name(slot);
        increment.add(increment.slotOf(label), weight, precision);
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
