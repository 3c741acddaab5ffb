package jubatus.core.storage;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import jubatus.core.bytes.ByteString;

/**
 * Two numbers for each of some (feature, label) pairs, with the names of both: what a diff or an increment says about weights and
 * covariances. Independent of any model. Not synchronised; read by many once it is filled.
 */
public final class LabeledWeights {
    private final WeightTable table = new WeightTable(true);
    private final List<ByteString> labels = new ArrayList<>();
    private final Map<ByteString, Integer> slots = new HashMap<>();

    /** Features and, by label slot, their pairs of numbers as weight and covariance. */
    public WeightTable table() {
        return table;
    }

    public boolean isEmpty() {
        return table.features().size() == 0;
    }

    /** Roughly how much memory they take. */
    public long approximateBytes() {
        long entries = 0;
        for (int row = 0; row < table.features().idLimit(); row++) {
            entries += table.rows().count(row);
        }
        return table.features().approximateBytes() + 20 * entries;
    }

    /** The labels by slot. */
    public List<ByteString> labels() {
        return labels;
    }

    /** The slot of a label here, a new one if it has none. */
    public int slotOf(ByteString label) {
        return slots.computeIfAbsent(label, added -> {
            labels.add(added);
            return labels.size() - 1;
        });
    }

    /** The slot of a label here, or −1. */
    public int slotOrNone(ByteString label) {
        return slots.getOrDefault(label, -1);
    }

    /** Sets the two numbers of an entry. */
    public void set(int row, int slot, double weight, double covariance) {
        table.rows().set(row, table.rows().findOrAdd(row, slot), weight, covariance);
    }

    /** These entries without those of a label. */
    public LabeledWeights without(ByteString label) {
        Integer slot = slots.get(label);
        if (slot == null) {
            return this;
        }
        var rest = new LabeledWeights();
        forEachRow(row -> {
            WeightRows rows = table.rows();
            int copy = rest.table.rowOf(table, row);
            for (int at = 0; at < rows.count(row); at++) {
                if (rows.slot(row, at) != slot) {
                    int target = rest.slotOf(labels.get(rows.slot(row, at)));
                    rest.set(copy, target, rows.weight(row, at), rows.covariance(row, at));
                }
            }
            if (rest.table.rows().count(copy) == 0) {
                rest.table.removeRow(copy);
            }
        });
        return rest;
    }

    /** Calls {@code action} with the row id of each feature. */
    public void forEachRow(IntConsumer action) {
        for (int row = 0; row < table.features().idLimit(); row++) {
            if (table.features().holds(row)) {
                action.accept(row);
            }
        }
    }
}
