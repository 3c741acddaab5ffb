package jubatus.core.storage;

import java.util.BitSet;
import java.util.Optional;
import jubatus.core.feature.FeatureNames;
import jubatus.core.msgpack.MessageWriter;

/**
 * A {@link LinearStorage} as it was at one moment, to be written as {@code [tbl, class2id, tbl_diff, version]} (03 §8.2) while
 * learning goes on. tbl and tbl_diff are {@code {feature: {class id: [v1, v2, v3]}}} with weight, covariance and an unused zero.
 *
 * <p>Taking and {@linkplain #close closing} it count as writing to the storage; writing it out needs no lock. Takes 12 bytes a
 * feature, and a copy of each page of weights that changes meanwhile.
 */
public final class LinearSnapshot implements AutoCloseable {
    /** The entries as they are in the mixed model, where they differ, and the rows that have such. */
    private record Unmixed(WeightRows mixed, BitSet rows) {}

    private final LinearStorage storage;
    private final FeatureNames names;
    private final WeightRows rows;
    private final Optional<Unmixed> unmixed;
    private final long[] idOfSlot;
    private final byte[] keyManager;
    private final long version;

    LinearSnapshot(LinearStorage storage) {
        this.storage = storage;
        names = storage.table().features().names().freeze();
        rows = storage.table().rows().freeze();
        unmixed = storage.isDistributed()
                ? Optional.of(new Unmixed(storage.unmixed().mixed().freeze(), (BitSet)
                        storage.unmixed().mixedRows().clone()))
                : Optional.empty();
        LabelTable labels = storage.labels();
        idOfSlot = new long[labels.slotLimit()];
        for (int slot : labels.order()) {
            idOfSlot[slot] = labels.id(slot);
        }
        MessageWriter out = MessageWriter.toArray();
        labels.write(out);
        keyManager = out.toBytes();
        version = storage.version();
    }

    /** Writes everything: the mixed model in tbl, what differs from it in tbl_diff. */
    public void write(MessageWriter out) {
        write(out, true);
    }

    /** Writes the mixed model only, with an empty tbl_diff. */
    public void writeMixedModel(MessageWriter out) {
        write(out, false);
    }

    @Override
    public void close() {
        storage.table().rows().thaw();
        if (unmixed.isPresent()) {
            storage.unmixed().mixed().thaw();
        }
    }

    private void write(MessageWriter out, boolean withUnmixed) {
        out.array(4);
        writeMixed(out);
        out.bytes(keyManager, 0, keyManager.length);
        if (withUnmixed && unmixed.isPresent()) {
            writeUnmixed(unmixed.get(), out);
        } else {
            out.map(0);
        }
        out.array(1);
        out.unsigned(version);
    }

    private void writeMixed(MessageWriter out) {
        out.map(mixedFeatureCount());
        for (int row = 0; row < names.idLimit(); row++) {
            if (isInMixedModel(row)) {
                names.write(row, out);
                writeMixedRow(row, out);
            }
        }
    }

    private int mixedFeatureCount() {
        if (unmixed.isEmpty()) {
            return names.size();
        }
        int count = 0;
        for (int row = 0; row < names.idLimit(); row++) {
            if (isInMixedModel(row)) {
                count++;
            }
        }
        return count;
    }

    private boolean isInMixedModel(int row) {
        return names.holds(row)
                && (unmixed.isEmpty()
                        || UnmixedRows.isInMixedModel(row, rows, unmixed.get().mixed()));
    }

    private void writeMixedRow(int row, MessageWriter out) {
        int count = rows.count(row);
        if (unmixed.isEmpty() || unmixed.get().mixed().count(row) == 0) {
            out.map(count);
            for (int at = 0; at < count; at++) {
                writeEntry(out, rows.slot(row, at), rows.weight(row, at), rows.covariance(row, at));
            }
            return;
        }
        WeightRows mixed = unmixed.get().mixed();
        out.map(UnmixedRows.mixedEntries(row, rows, mixed));
        for (int at = 0; at < count; at++) {
            int slot = rows.slot(row, at);
            int over = mixed.find(row, slot);
            if (over < 0) {
                writeEntry(out, slot, rows.weight(row, at), rows.covariance(row, at));
            } else if (!Double.isNaN(mixed.weight(row, over))) {
                writeEntry(out, slot, mixed.weight(row, over), mixed.covariance(row, over));
            }
        }
    }

    private void writeUnmixed(Unmixed part, MessageWriter out) {
        WeightRows mixed = part.mixed();
        out.map(part.rows().cardinality());
        part.rows().stream().forEach(row -> {
            names.write(row, out);
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
        out.unsigned(idOfSlot[slot]);
        out.array(3);
        out.float64(weight);
        out.float64(covariance);
        out.float64(0);
    }
}
