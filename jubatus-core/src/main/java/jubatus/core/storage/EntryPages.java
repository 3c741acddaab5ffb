package jubatus.core.storage;

import java.util.Arrays;
import jubatus.core.bytes.Page;

/**
 * A long list of entries of a label slot and two numbers each, in pages of primitive arrays, so that it grows without being copied
 * and needs no array of many megabytes. Not synchronised; read by many once it is filled.
 */
final class EntryPages {
    static final long ENTRY_BYTES = Integer.BYTES + 2L * Double.BYTES;

    private static final int SLOT_PAGE = Page.BYTES / Integer.BYTES;
    private static final int VALUE_PAGE = Page.BYTES / (2 * Double.BYTES);

    private int[][] slots = {new int[8]};
    /** Weights at even places, covariances at odd ones. */
    private double[][] values = {new double[16]};

    private int size;

    int size() {
        return size;
    }

    void add(int slot, double weight, double covariance) {
        setSlot(size / SLOT_PAGE, size % SLOT_PAGE, slot);
        setValues(size / VALUE_PAGE, 2 * (size % VALUE_PAGE), weight, covariance);
        size++;
    }

    /** Only the first page starts small. */
    private void setSlot(int page, int at, int slot) {
        if (page == slots.length) {
            slots = Arrays.copyOf(slots, 2 * page);
        }
        if (slots[page] == null) {
            slots[page] = new int[SLOT_PAGE];
        } else if (at == slots[page].length) {
            slots[page] = Arrays.copyOf(slots[page], Math.min(SLOT_PAGE, 2 * at));
        }
        slots[page][at] = slot;
    }

    private void setValues(int page, int at, double weight, double covariance) {
        if (page == values.length) {
            values = Arrays.copyOf(values, 2 * page);
        }
        if (values[page] == null) {
            values[page] = new double[2 * VALUE_PAGE];
        } else if (at == values[page].length) {
            values[page] = Arrays.copyOf(values[page], Math.min(2 * VALUE_PAGE, 2 * at));
        }
        values[page][at] = weight;
        values[page][at + 1] = covariance;
    }

    int slot(int entry) {
        return slots[entry / SLOT_PAGE][entry % SLOT_PAGE];
    }

    double weight(int entry) {
        return values[entry / VALUE_PAGE][2 * (entry % VALUE_PAGE)];
    }

    double covariance(int entry) {
        return values[entry / VALUE_PAGE][2 * (entry % VALUE_PAGE) + 1];
    }
}
