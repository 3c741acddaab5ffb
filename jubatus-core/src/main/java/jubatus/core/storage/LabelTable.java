package jubatus.core.storage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jubatus.core.bytes.ByteString;
import jubatus.core.feature.HashTableOrder;
import jubatus.core.msgpack.MessageReader;
import jubatus.core.msgpack.MessageWriter;

/**
 * The labels of a linear model. A label has an id, as model files write it (0, 1, 2, …, never given out twice), and a slot, a small
 * number that weight rows hold and that is given out again after the label is deleted.
 *
 * <p>{@link #order()} is the order in which the original lists its labels (02 §9): it decides which rival wins a tie. Not
 * synchronised: one writer or many readers.
 */
public final class LabelTable {
    private static final int NONE = -1;

    /** A label: its bytes, its id in model files and its slot in rows. */
    public record Label(ByteString name, long id, int slot) {}

    private final Map<ByteString, Label> byName = new HashMap<>();
    private final Map<Long, Integer> slotsById = new HashMap<>();
    private Label[] bySlot = new Label[8];
    private final List<Integer> freeSlots = new ArrayList<>();
    private int usedSlots;
    private long nextId;

    /** Elements of the original's id → label table in its order, and the slot each stands for. */
    private HashTableOrder idOrder = new HashTableOrder();

    private int[] slotOfElement = new int[16];
    private final Map<Integer, Integer> elementOfSlot = new HashMap<>();

    /** Replaced, never changed, so that readers may keep it. */
    private int[] order = new int[0];

    public int size() {
        return byName.size();
    }

    /** All slots are below this. */
    public int slotLimit() {
        return usedSlots;
    }

    /** The slot of a label, or −1. */
    public int slotOf(ByteString label) {
        Label known = byName.get(label);
        return known == null ? NONE : known.slot();
    }

    /** Whether a slot is a label's, not only reserved for an id. */
    boolean isNamed(int slot) {
        return bySlot[slot] != null;
    }

    public ByteString name(int slot) {
        return bySlot[slot].name();
    }

    public long id(int slot) {
        return bySlot[slot].id();
    }

    /** Slots of all labels in the order in which the original lists them. Not to be changed. */
    public int[] order() {
        return order;
    }

    /** The slot of a label, a new one if the label is new. */
    public int register(ByteString label) {
        int slot = slotOf(label);
        if (slot == NONE) {
            slot = put(label, nextId++);
            renewOrder();
        }
        return slot;
    }

    /** Forgets a label; its slot must not stand in any row any more. */
    public void delete(ByteString name) {
        Label label = byName.remove(name);
        slotsById.remove(label.id());
        bySlot[label.slot()] = null;
        freeSlots.add(label.slot());
        idOrder.erase(elementOfSlot.remove(label.slot()));
        renewOrder();
    }

    /** Forgets all labels; ids start at 0 again. */
    public void clear() {
        byName.clear();
        slotsById.clear();
        Arrays.fill(bySlot, null);
        freeSlots.clear();
        usedSlots = 0;
        nextId = 0;
        idOrder.clear();
        elementOfSlot.clear();
        order = new int[0];
    }

    /** Takes the place of {@code predecessor}: the original loads into the table that it has, whose number of buckets stays. */
    void succeed(LabelTable predecessor) {
        idOrder = HashTableOrder.likeCleared(predecessor.idOrder);
    }

    /** Writes the key manager of 03 §8.4. */
    public void write(MessageWriter out) {
        List<Label> labels = new ArrayList<>(byName.values());
        labels.sort(Comparator.comparingLong(Label::id));
        out.array(3);
        out.map(labels.size());
        for (Label label : labels) {
            out.raw(label.name());
            out.unsigned(label.id());
        }
        // In the order of the original's table: a reader that fills its own in this order breaks ties as it did.
        out.map(labels.size());
        for (int e = idOrder.first(); e != NONE; e = idOrder.next(e)) {
            Label label = bySlot[slotOfElement[e]];
            out.unsigned(label.id());
            out.raw(label.name());
        }
        out.unsigned(nextId);
    }

    /** Reads a key manager into this table, which must be new. */
    public void read(MessageReader in) {
        int members = in.readArray();
        Map<ByteString, Long> ids = new HashMap<>();
        if (members > 0) {
            for (int n = in.readMap(); n > 0; n--) {
                ByteString name = in.readByteString();
                ids.put(name, readId(in));
            }
        }
        if (members > 1) {
            for (int n = in.readMap(); n > 0; n--) {
                long id = in.readUnsignedLong();
                ByteString name = in.readByteString();
                Long expected = ids.remove(name);
                if (expected == null || expected != id) {
                    throw MessageReader.typeMismatch();
                }
                put(name, id);
            }
        }
        if (!ids.isEmpty()) {
            throw MessageReader.typeMismatch();
        }
        nextId = members > 2 ? readId(in) : 0;
        for (int surplus = members - 3; surplus > 0; surplus--) {
            in.skip();
        }
        for (Label label : byName.values()) {
            nextId = Math.max(nextId, label.id() + 1);
        }
        renewOrder();
    }

    /** Ids count up from 0; there has to be one more. */
    private static long readId(MessageReader in) {
        long id = in.readLong();
        if (id < 0 || id == Long.MAX_VALUE) {
            throw MessageReader.typeMismatch();
        }
        return id;
    }

    /** The slot of the label with this id; while a model is read, of one whose name is still to come. */
    public int reserve(long id) {
        return slotsById.computeIfAbsent(id, unknown -> takeSlot());
    }

    /** Gives back the slots that were reserved for ids to which no label came, and returns them. */
    public List<Integer> dropReserved() {
        var dropped = new ArrayList<Integer>();
        slotsById.values().removeIf(slot -> {
            boolean unnamed = bySlot[slot] == null;
            if (unnamed) {
                dropped.add(slot);
            }
            return unnamed;
        });
        freeSlots.addAll(dropped);
        return dropped;
    }

    private int takeSlot() {
        int slot = freeSlots.isEmpty() ? usedSlots++ : freeSlots.remove(freeSlots.size() - 1);
        if (slot == bySlot.length) {
            bySlot = Arrays.copyOf(bySlot, 2 * slot);
        }
        return slot;
    }

    private int put(ByteString name, long id) {
        int slot = reserve(id);
        if (bySlot[slot] != null || byName.containsKey(name)) {
            throw MessageReader.typeMismatch();
        }
        var label = new Label(name, id, slot);
        byName.put(name, label);
        bySlot[slot] = label;
        int element = idOrder.insert(id);
        if (element == slotOfElement.length) {
            slotOfElement = Arrays.copyOf(slotOfElement, 2 * element);
        }
        slotOfElement[element] = slot;
        elementOfSlot.put(slot, element);
        return slot;
    }

    /** The original fills a fresh table of strings in the order of its id table and lists that (02 §9 b). */
    private void renewOrder() {
        var strings = new HashTableOrder();
        int[] slots = new int[byName.size()];
        for (int e = idOrder.first(); e != NONE; e = idOrder.next(e)) {
            byte[] name = bySlot[slotOfElement[e]].name().toBytes();
            slots[strings.insert(HashTableOrder.hash(name, 0, name.length))] = slotOfElement[e];
        }
        int[] renewed = new int[slots.length];
        int count = 0;
        for (int e = strings.first(); e != NONE; e = strings.next(e)) {
            renewed[count++] = slots[e];
        }
        order = renewed;
    }
}
