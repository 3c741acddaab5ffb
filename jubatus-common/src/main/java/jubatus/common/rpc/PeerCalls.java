package jubatus.common.rpc;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The calls of one {@link PeerConnection} that are under way, found by the slot that is their message id. Confined to a loop. */
final class PeerCalls {
    private PeerCall[] calls = new PeerCall[16];
    private int[] free = new int[16];
    private int freeCount;
    private int used;
    private int size;
    private long sequence;

    void add(PeerCall call) {
        call.place(freeCount > 0 ? free[--freeCount] : newSlot(), ++sequence);
        calls[call.slot()] = call;
        size++;
    }

    /** The sequence of the latest call. */
    long lastSequence() {
        return sequence;
    }

    /** Takes out the call with this message id; null if there is none. */
    PeerCall remove(long id) {
        if (id < 0 || id >= used || calls[(int) id] == null) {
            return null;
        }
        int slot = (int) id;
        PeerCall call = calls[slot];
        calls[slot] = null;
        free[freeCount++] = slot;
        size--;
        return call;
    }

    boolean isEmpty() {
        return size == 0;
    }

    boolean allOver() {
        for (int slot = 0; slot < used; slot++) {
            if (calls[slot] != null && !calls[slot].isOver()) {
                return false;
            }
        }
        return true;
    }

    /** Takes out all, in the order of their submission. */
    List<PeerCall> removeAll() {
        var all = new ArrayList<PeerCall>(size);
        for (int slot = 0; slot < used; slot++) {
            if (calls[slot] != null) {
                all.add(calls[slot]);
            }
        }
        all.sort((a, b) -> Long.compare(a.sequence(), b.sequence()));
        all.forEach(call -> remove(call.slot()));
        return all;
    }

    private int newSlot() {
        if (used == calls.length) {
            calls = Arrays.copyOf(calls, 2 * used);
            free = Arrays.copyOf(free, 2 * used);
        }
        return used++;
    }
}
