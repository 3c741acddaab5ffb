package jubatus.core.storage;

import java.util.Arrays;

/**
 * Blocks of equal size, each the entries of one weight row, in pages of primitive arrays. The slots of a block start with the
 * number of its entries; the values are all weights, then all covariances, so that scoring walks memory forwards. A freed block
 * keeps the number of the next free one in place of its count.
 *
 * <p>A {@linkplain #freeze frozen copy} shares the pages; the writer copies a shared page before it changes it.
 */
final class RowSlab {
    static final int BLOCK_BITS = 26;
    static final int BLOCK_MASK = (1 << BLOCK_BITS) - 1;

    /** Entries of a block by slab number: 1, 2, 3, 4, 6, 8, 12, … */
    static final int[] SIZES = sizes();

    private static final int PAGE_ENTRIES = 1 << 13;
    private static final int LINEAR_SEARCH = 16;
    private static final int NONE = -1;

    private final int size;
    private final int valuesPerBlock;
    private final int pageBits;
    private final int pageMask;
    private int[][] slots = new int[1][];
    private double[][] values = new double[1][];
    /** Pages that a frozen copy may still read. */
    private boolean[] shared = new boolean[1];

    private int pages;
    private int blocks;
    private int firstFree = NONE;

    RowSlab(int size, boolean hasCovariance) {
        this.size = size;
        this.valuesPerBlock = hasCovariance ? 2 * size : size;
        this.pageBits = 31 - Integer.numberOfLeadingZeros(Math.max(1, PAGE_ENTRIES / size));
        this.pageMask = (1 << pageBits) - 1;
    }

    private static int[] sizes() {
        int[] sizes = new int[45];
        sizes[0] = 1;
        for (int i = 1; i < sizes.length; i++) {
            sizes[i] = i % 2 == 1 ? 2 << ((i - 1) / 2) : 3 << ((i - 2) / 2);
        }
        return sizes;
    }

    /** Takes a free block and empties it. */
    int allocate() {
        int block = firstFree;
        if (block != NONE) {
            firstFree = slots[block >>> pageBits][slotBase(block)];
        } else {
            block = blocks++;
            if (block > BLOCK_MASK) {
                throw new IllegalStateException("more than " + BLOCK_MASK + " rows of " + size + " labels");
            }
            grow(block);
        }
        ownSlots(block)[slotBase(block)] = 0;
        return block;
    }

    void free(int block) {
        ownSlots(block)[slotBase(block)] = firstFree;
        firstFree = block;
    }

    int count(int block) {
        return slots[block >>> pageBits][slotBase(block)];
    }

    boolean isFull(int block) {
        return count(block) == size;
    }

    void addScores(int block, double value, double[] sums) {
        int[] pageSlots = slots[block >>> pageBits];
        double[] pageValues = values[block >>> pageBits];
        int base = slotBase(block);
        int first = valueBase(block);
        int count = pageSlots[base++];
        for (int i = 0; i < count; i++) {
            sums[pageSlots[base + i]] += pageValues[first + i] * value;
        }
    }

    int find(int block, int slot) {
        int[] page = slots[block >>> pageBits];
        int base = slotBase(block);
        int count = page[base++];
        if (count > LINEAR_SEARCH) {
            int found = Arrays.binarySearch(page, base, base + count, slot);
            return found < 0 ? NONE : found - base;
        }
        for (int i = 0; i < count; i++) {
            if (page[base + i] == slot) {
                return i;
            }
        }
        return NONE;
    }

    /** Makes an entry of weight 0 for a slot that has none, in a block that is not full; returns its position. */
    int insert(int block, int slot) {
        int[] page = ownSlots(block);
        double[] pageValues = values[block >>> pageBits];
        int base = slotBase(block);
        int first = valueBase(block);
        int count = page[base]++;
        base++;
        int at = count;
        while (at > 0 && page[base + at - 1] > slot) {
            at--;
        }
        System.arraycopy(page, base + at, page, base + at + 1, count - at);
        page[base + at] = slot;
        System.arraycopy(pageValues, first + at, pageValues, first + at + 1, count - at);
        pageValues[first + at] = 0;
        if (valuesPerBlock > size) {
            System.arraycopy(pageValues, first + size + at, pageValues, first + size + at + 1, count - at);
            pageValues[first + size + at] = WeightRows.INITIAL_COVARIANCE;
        }
        return at;
    }

    void remove(int block, int position) {
        int[] page = ownSlots(block);
        double[] pageValues = values[block >>> pageBits];
        int base = slotBase(block);
        int first = valueBase(block);
        int count = page[base]--;
        base++;
        int moved = count - position - 1;
        System.arraycopy(page, base + position + 1, page, base + position, moved);
        System.arraycopy(pageValues, first + position + 1, pageValues, first + position, moved);
        if (valuesPerBlock > size) {
            int covariance = first + size + position;
            System.arraycopy(pageValues, covariance + 1, pageValues, covariance, moved);
        }
    }

    /** Moves the entries of a block to an empty, larger block of another slab and frees it here. */
    void moveTo(int block, RowSlab target, int targetBlock) {
        int count = count(block);
        int[] targetSlots = target.ownSlots(targetBlock);
        double[] targetValues = target.values[targetBlock >>> target.pageBits];
        System.arraycopy(
                slots[block >>> pageBits], slotBase(block), targetSlots, target.slotBase(targetBlock), count + 1);
        double[] source = values[block >>> pageBits];
        int from = valueBase(block);
        int to = target.valueBase(targetBlock);
        System.arraycopy(source, from, targetValues, to, count);
        if (valuesPerBlock > size) {
            System.arraycopy(source, from + size, targetValues, to + target.size, count);
        }
        free(block);
    }

    int slot(int block, int position) {
        return slots[block >>> pageBits][slotBase(block) + 1 + position];
    }

    double weight(int block, int position) {
        return values[block >>> pageBits][valueBase(block) + position];
    }

    double covariance(int block, int position) {
        return values[block >>> pageBits][valueBase(block) + size + position];
    }

    void setWeight(int block, int position, double weight) {
        own(block >>> pageBits);
        values[block >>> pageBits][valueBase(block) + position] = weight;
    }

    void setCovariance(int block, int position, double covariance) {
        own(block >>> pageBits);
        values[block >>> pageBits][valueBase(block) + size + position] = covariance;
    }

    /** A copy for reading that shares all pages. To be told of its end by {@link #thaw}. */
    RowSlab freeze() {
        var frozen = new RowSlab(size, valuesPerBlock > size);
        frozen.slots = slots.clone();
        frozen.values = values.clone();
        frozen.pages = pages;
        frozen.blocks = blocks;
        Arrays.fill(shared, 0, pages, true);
        return frozen;
    }

    /** No frozen copy is in use any more. */
    void thaw() {
        Arrays.fill(shared, false);
    }

    private int[] ownSlots(int block) {
        own(block >>> pageBits);
        return slots[block >>> pageBits];
    }

    private void own(int page) {
        if (shared[page]) {
            slots[page] = slots[page].clone();
            values[page] = values[page].clone();
            shared[page] = false;
        }
    }

    private int slotBase(int block) {
        return (block & pageMask) * (size + 1);
    }

    private int valueBase(int block) {
        return (block & pageMask) * valuesPerBlock;
    }

    /** Makes room for a new block; the first page doubles until it is full, so that a small model is small. */
    private void grow(int block) {
        int page = block >>> pageBits;
        if (page == pages) {
            if (page == slots.length) {
                slots = Arrays.copyOf(slots, 2 * page);
                values = Arrays.copyOf(values, 2 * page);
                shared = Arrays.copyOf(shared, 2 * page);
            }
            int room = page == 0 ? Math.min(8, 1 << pageBits) : 1 << pageBits;
            slots[page] = new int[room * (size + 1)];
            values[page] = new double[room * valuesPerBlock];
            pages++;
        } else if ((block & pageMask) * valuesPerBlock == values[page].length) {
            int room = 2 * (block & pageMask);
            slots[page] = Arrays.copyOf(slots[page], room * (size + 1));
            values[page] = Arrays.copyOf(values[page], room * valuesPerBlock);
            shared[page] = false;
        }
    }
}
