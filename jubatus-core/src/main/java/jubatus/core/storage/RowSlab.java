package jubatus.core.storage;

import java.util.Arrays;
import java.util.Objects;

/**
 * Blocks of equal size, each the entries of one weight row, in pages of primitive arrays. The slots of a block start with the
 * number of its entries; the values are all weights, then all covariances, so that scoring walks memory forwards. A freed block
 * keeps the number of the next free one of its page in place of its count.
 *
 * <p>Rows grow out of their blocks when labels come one after the other, so a page whose blocks are all free is given back. One such
 * page is kept: a new row takes a block and leaves it for a larger one in the same moment.
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
    /** By page: how many blocks are in use, how many were ever given out since it was made, and the first of the freed ones. */
    private int[] used = new int[1];

    private int[] begun = new int[1];
    private int[] firstFree = new int[1];
    /** Pages that can give out a block, linked by {@link #nextWithRoom}. */
    private int withRoom = NONE;

    private int[] nextWithRoom = new int[1];
    /** The page that is kept though none of its blocks is in use. */
    private int spare = NONE;

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
        if (withRoom == NONE) {
            addPage();
        }
        int page = withRoom;
        int block = firstFree[page];
        if (block != NONE) {
            firstFree[page] = slots[page][slotBase(block)];
        } else {
            block = page << pageBits | begun[page];
            makeRoom(block);
            begun[page]++;
        }
        used[page]++;
        if (page == spare) {
            spare = NONE;
        }
        if (!hasRoom(page)) {
            withRoom = nextWithRoom[page];
        }
        ownSlots(block)[slotBase(block)] = 0;
        return block;
    }

    void free(int block) {
        int page = block >>> pageBits;
        if (!hasRoom(page)) {
            nextWithRoom[page] = withRoom;
            withRoom = page;
        }
        ownSlots(block)[slotBase(block)] = firstFree[page];
        firstFree[page] = block;
        used[page]--;
        if (used[page] == 0) {
            retire(page);
        }
    }

    /** How many pages have memory. */
    int pagesInMemory() {
        return (int) Arrays.stream(slots).filter(Objects::nonNull).count();
    }

    private boolean hasRoom(int page) {
        return firstFree[page] != NONE || begun[page] <= pageMask;
    }

    private void retire(int page) {
        int given = spare;
        if (given == NONE || page == withRoom) {
            // The next block comes from the first page with room, which so has its memory already.
            spare = page;
        } else {
            given = page;
        }
        if (given != NONE) {
            giveBack(given);
        }
    }

    private void giveBack(int page) {
        slots[page] = null;
        values[page] = null;
        shared[page] = false;
        firstFree[page] = NONE;
        begun[page] = 0;
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

    /** Brings a block near; see {@link WeightRows#lookAhead}. */
    int lookAt(int block) {
        double[] pageValues = values[block >>> pageBits];
        int first = valueBase(block);
        return count(block)
                + (int) Double.doubleToRawLongBits(pageValues[first])
                + (int) Double.doubleToRawLongBits(pageValues[first + valuesPerBlock - 1]);
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

    private void addPage() {
        int page = pages;
        if (page > BLOCK_MASK >>> pageBits) {
            throw new IllegalStateException("more than " + BLOCK_MASK + " rows of " + size + " labels");
        }
        if (page == slots.length) {
            slots = Arrays.copyOf(slots, 2 * page);
            values = Arrays.copyOf(values, 2 * page);
            shared = Arrays.copyOf(shared, 2 * page);
            used = Arrays.copyOf(used, 2 * page);
            begun = Arrays.copyOf(begun, 2 * page);
            firstFree = Arrays.copyOf(firstFree, 2 * page);
            nextWithRoom = Arrays.copyOf(nextWithRoom, 2 * page);
        }
        firstFree[page] = NONE;
        nextWithRoom[page] = NONE;
        withRoom = page;
        pages++;
    }

    /** Makes room for the next block of a page; the first page doubles until it is full, so that a small model is small. */
    private void makeRoom(int block) {
        int page = block >>> pageBits;
        if (slots[page] == null) {
            int room = page == 0 ? Math.min(8, 1 << pageBits) : 1 << pageBits;
            slots[page] = new int[room * (size + 1)];
            values[page] = new double[room * valuesPerBlock];
            shared[page] = false;
        } else if (valueBase(block) == values[page].length) {
            int room = 2 * (block & pageMask);
            slots[page] = Arrays.copyOf(slots[page], room * (size + 1));
            values[page] = Arrays.copyOf(values[page], room * valuesPerBlock);
            shared[page] = false;
        }
    }
}
