package jubatus.core.storage;

import java.util.Arrays;
import jubatus.core.bytes.Page;

/**
 * A long list of entries of a label slot and two numbers each, in pages of primitive arrays, so that it grows without being copied
 * and needs no array of many megabytes. Not synchronised; read by many once it is filled.
 */
final class EntryPages {
    static final long ENTRY_BYTES = Integer.BYTES + 2L * Double.BYTES;

    private static final int PAGE = Page.BYTES / (2 * Double.BYTES);

    private int[][] slots = {new int[8]};
    /** Weights at even places, covariances at odd ones. */
    private double[][] values = {new double[16]};

    private int size;

    int size() {
        return size;
    }

    void add(int slot, double weight, double covariance) {
        int page = size / PAGE;
        int at = size - page * PAGE;
        if (page == slots.length) {
            slots = Arrays.copyOf(slots, 2 * page);
            values = Arrays.copyOf(values, 2 * page);
        }
        if (slots[page] == null) {
            slots[page] = new int[PAGE];
            values[page] = new double[2 * PAGE];
        } else if (at == slots[page].length) {
            // Only the first page starts small.
            int room = Math.min(PAGE, 2 * at);
            slots[page] = Arrays.copyOf(slots[page], room);
            values[page] = Arrays.copyOf(values[page], 2 * room);
        }
        slots[page][at] = slot;
        values[page][2 * at] = weight;
        values[page][2 * at + 1] = covariance;
        size++;
    }

    int slot(int entry) {
        return slots[entry / PAGE][entry % PAGE];
    }

    double weight(int entry) {
        return values[entry / PAGE][2 * (entry % PAGE)];
    }

    double covariance(int entry) {
        return values[entry / PAGE][2 * (entry % PAGE) + 1];
    }
}
