package jubatus.core.storage;

import java.util.Arrays;
import java.util.Objects;
import jubatus.core.bytes.Page;
import jubatus.core.feature.FeatureVector;

/**
 * Blocks of equal size, each the entries of one weight row, in pages of primitive arrays: all weights, then all covariances, so that
 * scoring walks memory forwards, and the label slots of the entries if whoever uses the block does not know them otherwise. How many
 * entries a block has, its user knows. A freed block keeps the number of the next free one of its page in place of its first weight.
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

    private static final int PAGE_VALUES = Page.BYTES / Double.BYTES;
    private static final int LINEAR_SEARCH = 16;
    private static final int VALUES_A_LINE = 8;
    private static final int NONE = -1;

    private final int size;
    private final int valuesPerBlock;
    /** 0 if label slots are not kept. */
    private final int slotsPerBlock;

    private final int blocksPerPage;
    /** How many bits of a block's number are those in its page; the others are its page. */
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

    RowSlab(int size, boolean hasCovariance, boolean hasSlots) {
        this.size = size;
        this.valuesPerBlock = hasCovariance ? 2 * size : size;
        this.slotsPerBlock = hasSlots ? size : 0;
        this.blocksPerPage = Math.max(1, PAGE_VALUES / valuesPerBlock);
        this.pageBits = Integer.SIZE - Integer.numberOfLeadingZeros(blocksPerPage - 1);
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

    /** Takes a free block. */
    int allocate() {
        if (withRoom == NONE) {
            addPage();
        }
        int page = withRoom;
        int block = firstFree[page];
        if (block != NONE) {
            firstFree[page] = (int) Double.doubleToRawLongBits(values[page][valueBase(block)]);
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
        return block;
    }

    void free(int block) {
        int page = block >>> pageBits;
        if (!hasRoom(page)) {
            nextWithRoom[page] = withRoom;
            withRoom = page;
        }
        own(page);
        values[page][valueBase(block)] = Double.longBitsToDouble(firstFree[page]);
        firstFree[page] = block;
        used[page]--;
        if (used[page] == 0) {
            retire(page);
        }
    }

    /** How many pages have memory. */
    int pagesInMemory() {
        return (int) Arrays.stream(values).filter(Objects::nonNull).count();
    }

    /** Roughly how much memory its pages take. */
    long approximateBytes() {
        long bytes = 0;
        for (int page = 0; page < pages; page++) {
            bytes += values[page] == null ? 0 : (long) Double.BYTES * values[page].length;
            bytes += slots[page] == null ? 0 : (long) Integer.BYTES * slots[page].length;
        }
        return bytes;
    }

    private boolean hasRoom(int page) {
        return firstFree[page] != NONE || begun[page] < blocksPerPage;
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

    int size() {
        return size;
    }

    /** Adds the first weights times a value to as many sums from the first one on. */
    void addFirst(int block, int count, double value, double[] sums) {
        double[] pageValues = values[block >>> pageBits];
        int first = valueBase(block);
        for (int i = 0; i < count; i++) {
            sums[i] += pageValues[first + i] * value;
        }
    }

    /** What {@link #addFirst} does for four blocks in turn, but each sum is read and written once. */
    void addFirstOfFour(long[] blocks, int at, int count, FeatureVector features, int from, double[] sums) {
        int b0 = (int) blocks[at] & BLOCK_MASK;
        int b1 = (int) blocks[at + 1] & BLOCK_MASK;
        int b2 = (int) blocks[at + 2] & BLOCK_MASK;
        int b3 = (int) blocks[at + 3] & BLOCK_MASK;
        double[] w0 = values[b0 >>> pageBits];
        double[] w1 = values[b1 >>> pageBits];
        double[] w2 = values[b2 >>> pageBits];
        double[] w3 = values[b3 >>> pageBits];
        int i0 = valueBase(b0);
        int i1 = valueBase(b1);
        int i2 = valueBase(b2);
        int i3 = valueBase(b3);
        double f0 = features.value(from);
        double f1 = features.value(from + 1);
        double f2 = features.value(from + 2);
        double f3 = features.value(from + 3);
        for (int i = 0; i < count; i++) {
            sums[i] = sums[i] + w0[i0 + i] * f0 + w1[i1 + i] * f1 + w2[i2 + i] * f2 + w3[i3 + i] * f3;
        }
    }

    /** Adds the weights times a value to the sums of the bits that are set, in their order. */
    void addBits(int block, long bits, double value, double[] sums) {
        double[] pageValues = values[block >>> pageBits];
        int at = valueBase(block);
        for (long left = bits; left != 0; left &= left - 1) {
            sums[Long.numberOfTrailingZeros(left)] += pageValues[at++] * value;
        }
    }

    /** Adds the weights times a value to the sums of their slots. */
    void addSlots(int block, int count, double value, double[] sums) {
        int[] pageSlots = slots[block >>> pageBits];
        double[] pageValues = values[block >>> pageBits];
        int base = slotBase(block);
        if (hasFirst(pageSlots, base, count)) {
            addFirst(block, count, value, sums);
            return;
        }
        int first = valueBase(block);
        for (int i = 0; i < count; i++) {
            sums[pageSlots[base + i]] += pageValues[first + i] * value;
        }
    }

    /** Whether the slots of a block, which are sorted, are the first ones without a gap: a word that every label has. */
    private static boolean hasFirst(int[] pageSlots, int base, int count) {
        return count > 0 && pageSlots[base + count - 1] == count - 1;
    }

    /** Brings the weights of a block near; see {@link WeightRows#lookAhead}. */
    int lookAt(int block, int count) {
        double[] pageValues = values[block >>> pageBits];
        int first = valueBase(block);
        long seen = 0;
        for (int i = 0; i < count; i += VALUES_A_LINE) {
            seen += Double.doubleToRawLongBits(pageValues[first + i]);
        }
        return (int) seen;
    }

    /** The position of a slot among those of a block, or −1. */
    int find(int block, int count, int slot) {
        int[] page = slots[block >>> pageBits];
        int base = slotBase(block);
        if (hasFirst(page, base, count)) {
            return slot < count ? slot : NONE;
        }
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

    /** Where a slot has its place among those of a block, which do not have it. */
    int placeFor(int block, int count, int slot) {
        int[] page = slots[block >>> pageBits];
        int base = slotBase(block);
        int at = count;
        while (at > 0 && page[base + at - 1] > slot) {
            at--;
        }
        return at;
    }

    /** Makes an entry of weight 0 at a position of a block that has {@code count} entries and is not full. */
    void insert(int block, int count, int at) {
        int page = block >>> pageBits;
        own(page);
        double[] pageValues = values[page];
        int first = valueBase(block);
        System.arraycopy(pageValues, first + at, pageValues, first + at + 1, count - at);
        pageValues[first + at] = 0;
        if (valuesPerBlock > size) {
            System.arraycopy(pageValues, first + size + at, pageValues, first + size + at + 1, count - at);
            pageValues[first + size + at] = WeightRows.INITIAL_COVARIANCE;
        }
        if (slotsPerBlock > 0) {
            int base = slotBase(block);
            System.arraycopy(slots[page], base + at, slots[page], base + at + 1, count - at);
        }
    }

    /** Removes an entry of a block that has {@code count}. */
    void remove(int block, int count, int position) {
        int page = block >>> pageBits;
        own(page);
        double[] pageValues = values[page];
        int first = valueBase(block);
        int moved = count - position - 1;
        System.arraycopy(pageValues, first + position + 1, pageValues, first + position, moved);
        if (valuesPerBlock > size) {
            int covariance = first + size + position;
            System.arraycopy(pageValues, covariance + 1, pageValues, covariance, moved);
        }
        if (slotsPerBlock > 0) {
            int base = slotBase(block);
            System.arraycopy(slots[page], base + position + 1, slots[page], base + position, moved);
        }
    }

    /** Moves the entries of a block to a block of another slab that has room for them and frees it here; slots only if both keep them. */
    void moveTo(int block, int count, RowSlab target, int targetBlock) {
        int page = block >>> pageBits;
        int targetPage = targetBlock >>> target.pageBits;
        target.own(targetPage);
        int from = valueBase(block);
        int to = target.valueBase(targetBlock);
        System.arraycopy(values[page], from, target.values[targetPage], to, count);
        if (valuesPerBlock > size) {
            System.arraycopy(values[page], from + size, target.values[targetPage], to + target.size, count);
        }
        if (slotsPerBlock > 0 && target.slotsPerBlock > 0) {
            System.arraycopy(
                    slots[page], slotBase(block), target.slots[targetPage], target.slotBase(targetBlock), count);
        }
        free(block);
    }

    void setSlot(int block, int position, int slot) {
        own(block >>> pageBits);
        slots[block >>> pageBits][slotBase(block) + position] = slot;
    }

    int slot(int block, int position) {
        return slots[block >>> pageBits][slotBase(block) + position];
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
        var frozen = new RowSlab(size, valuesPerBlock > size, slotsPerBlock > 0);
        frozen.slots = slots.clone();
        frozen.values = values.clone();
        Arrays.fill(shared, 0, pages, true);
        return frozen;
    }

    /** No frozen copy is in use any more. */
    void thaw() {
        Arrays.fill(shared, false);
    }

    private void own(int page) {
        if (shared[page]) {
            slots[page] = slotsPerBlock > 0 ? slots[page].clone() : null;
            values[page] = values[page].clone();
            shared[page] = false;
        }
    }

    private int slotBase(int block) {
        return (block & pageMask) * slotsPerBlock;
    }

    private int valueBase(int block) {
        return (block & pageMask) * valuesPerBlock;
    }

    private void addPage() {
        int page = pages;
        if (page > BLOCK_MASK >>> pageBits) {
            throw new IllegalStateException(
                    "more than " + (long) pages * blocksPerPage + " rows of " + size + " labels");
        }
        if (page == values.length) {
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
        if (values[page] == null) {
            int room = page == 0 ? Math.min(8, blocksPerPage) : blocksPerPage;
            slots[page] = slotsPerBlock > 0 ? new int[room * slotsPerBlock] : null;
            values[page] = new double[room * valuesPerBlock];
            shared[page] = false;
        } else if (valueBase(block) == values[page].length) {
            int room = Math.min(2 * (block & pageMask), blocksPerPage);
            slots[page] = slotsPerBlock > 0 ? Arrays.copyOf(slots[page], room * slotsPerBlock) : null;
            values[page] = Arrays.copyOf(values[page], room * valuesPerBlock);
            shared[page] = false;
        }
    }
}
