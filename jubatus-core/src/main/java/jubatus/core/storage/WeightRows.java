package jubatus.core.storage;

import java.util.Arrays;
import jubatus.core.feature.FeatureVector;

/**
 * Rows of weights by row id: for each label slot that occurs in a row, a weight and (for rules that have one) a covariance.
 *
 * <p>The entries of a row lie side by side, sorted by label slot, in a block of a {@link RowSlab} with room for 1, 2, 3, 4, 6, 8,
 * 12, … entries; a row that outgrows its block moves to the next size. The slots of a <em>narrow</em> row, which are all below 30, are
 * bits of the number that tells its place; those of a <em>wide</em> row lie with its block. Memory per entry: 8 bytes of weight, 8 of
 * covariance and in a wide row 4 of slot, plus what a block has to spare (at most a third) and, per row, 8 bytes. A position, as the
 * methods take and return it, is valid until the row changes.
 *
 * <p>Not synchronised: one writer or many readers. A {@linkplain #freeze frozen copy} may be read by anybody at any time.
 */
public final class WeightRows {
    /** The covariance of an entry that was never written; rules assume it too where there is no entry (02 §3.1). */
    public static final double INITIAL_COVARIANCE = 1.0;

    private static final int PAGE_BITS = 12;
    /** With fewer pages of rows, weights lie in the processor's cache. */
    private static final int MANY_PAGES = 2;

    private static final int PAGE_MASK = (1 << PAGE_BITS) - 1;
    /** What the number of a row has if it has a block, and if it is wide. */
    private static final long HAS_BLOCK = 1L << 32;

    private static final long IS_WIDE = 1L << 33;
    private static final int SLOTS_FROM = 34;
    /** As many slots are bits of a narrow row's number. */
    static final int NARROW_SLOTS = Long.SIZE - SLOTS_FROM;

    private static final long PLACE_MASK = (1L << SLOTS_FROM) - 1;

    private final boolean hasCovariance;
    private final RowSlab[] narrow = new RowSlab[RowSlab.SIZES.length];
    private final RowSlab[] wide = new RowSlab[RowSlab.SIZES.length];
    /**
     * By row id a number, in pages: 0 if the row has no block, else, from below, block number in 26 bits, slab number in 6, {@link
     * #HAS_BLOCK}, {@link #IS_WIDE} or not; and in the upper 30 bits the slots of a narrow row, or how many entries a wide row has.
     */
    private long[][] pages = new long[0][];
    /** Pages that a frozen copy may still read. */
    private boolean[] shared = new boolean[0];

    private int pageCount;
    private int frozenCopies;

    public WeightRows(boolean hasCovariance) {
        this.hasCovariance = hasCovariance;
    }

    public boolean hasCovariance() {
        return hasCovariance;
    }

    /**
     * Adds weight · value to the sum of each label slot that has an entry in the row of each of at most {@link FeatureVector#SCRATCH}
     * features, in order. All their weights are looked at before any is used, so that those that lie far apart are waited for together.
     */
    void addScores(FeatureVector features, int from, int to, double[] sums) {
        int[] rows = features.rows();
        long[] places = features.scratch();
        for (int i = from; i < to; i++) {
            places[i - from] = rows[i] < 0 ? 0 : place(rows[i]);
        }
        if (pageCount >= MANY_PAGES) {
            lookAhead(features, from, to);
        }
        for (int i = from; i < to; ) {
            int at = i - from;
            if (i + 4 <= to && areAlike(places, at)) {
                long place = places[at];
                slab(place).addFirstOfFour(places, at, countAt(place), features, i, sums);
                i += 4;
            } else {
                if (places[at] != 0) {
                    addScores(places[at], features.value(i), sums);
                }
                i++;
            }
        }
    }

    /** Whether four rows have entries of the same labels, which are the first ones. */
    private static boolean areAlike(long[] places, int at) {
        long place = places[at];
        long slots = slots(place);
        long different = (place ^ places[at + 1]) | (place ^ places[at + 2]) | (place ^ places[at + 3]);
        return slots != 0
                && (place & IS_WIDE) == 0
                && (slots & (slots + 1)) == 0
                && (different & ~RowSlab.BLOCK_MASK) == 0;
    }

    private void lookAhead(FeatureVector features, int from, int to) {
        int[] rows = features.rows();
        long[] places = features.scratch();
        int seen = 0;
        for (int i = from; i < to; i++) {
            long place = places[i - from];
            seen += place == 0 ? 0 : slab(place).lookAt(block(place), countAt(place));
        }
        // So that looking is not optimised away.
        rows[features.size()] = seen;
    }

    /** Adds weight · value to the sum of each label slot that has an entry in a row. */
    void addScores(int row, double value, double[] sums) {
        long place = place(row);
        if (place != 0) {
            addScores(place, value, sums);
        }
    }

    private void addScores(long place, double value, double[] sums) {
        long slots = slots(place);
        if ((place & IS_WIDE) != 0) {
            slab(place).addSlots(block(place), (int) slots, value, sums);
        } else if ((slots & (slots + 1)) == 0) {
            slab(place).addFirst(block(place), Long.bitCount(slots), value, sums);
        } else {
            slab(place).addBits(block(place), slots, value, sums);
        }
    }

    /**
     * Looks at the entries of some rows, so that using them right afterwards does not wait for the memory of each in turn.
     *
     * @return no more than a reason not to optimise the looking away
     */
    int lookAhead(int[] rows, int count) {
        int seen = 0;
        for (int i = 0; i < count; i++) {
            seen += (int) place(rows[i]);
        }
        for (int i = 0; i < count; i++) {
            long place = place(rows[i]);
            if (place != 0) {
                seen += slab(place).lookAt(block(place), countAt(place));
            }
        }
        return seen;
    }

    /** The position of a label's entry in a row, or −1. */
    public int find(int row, int slot) {
        long place = place(row);
        if (place == 0) {
            return -1;
        }
        long slots = slots(place);
        if ((place & IS_WIDE) != 0) {
            return slab(place).find(block(place), (int) slots, slot);
        }
        return slot < NARROW_SLOTS && (slots >>> slot & 1) != 0 ? rank(slots, slot) : -1;
    }

    /** The position of a label's entry in a row, made with weight 0 and covariance 1 if there is none. */
    public int findOrAdd(int row, int slot) {
        int at = find(row, slot);
        if (at >= 0) {
            return at;
        }
        makeKnown(row);
        own(row);
        long place = placeFor(row, slot);
        int count = countAt(place);
        RowSlab slab = slab(place);
        int block = block(place);
        if ((place & IS_WIDE) != 0) {
            at = slab.placeFor(block, count, slot);
            slab.insert(block, count, at);
            slab.setSlot(block, at, slot);
            set(row, count + 1L, place);
        } else {
            at = rank(slots(place), slot);
            slab.insert(block, count, at);
            set(row, slots(place) | (1L << slot), place);
        }
        return at;
    }

    /** The place of a row's block, after it was made to fit one more entry, for a slot. */
    private long placeFor(int row, int slot) {
        long place = place(row);
        boolean becomesWide = slot >= NARROW_SLOTS || (place & IS_WIDE) != 0;
        if (place == 0) {
            set(row, 0, allocate(0, becomesWide));
        } else if (becomesWide && (place & IS_WIDE) == 0) {
            widen(row);
        }
        if (count(row) == slab(place(row)).size()) {
            move(row, slabNumber(place(row)) + 1);
        }
        return place(row);
    }

    /** Makes room for a number of entries, so that a row that grows by several at once moves once. */
    public void reserve(int row, int entries) {
        long place = place(row);
        int slabNumber = slabNumber(place);
        if (entries == 0 || (place != 0 && RowSlab.SIZES[slabNumber] >= entries)) {
            return;
        }
        int wanted = slabNumber;
        while (wanted < RowSlab.SIZES.length && RowSlab.SIZES[wanted] < entries) {
            wanted++;
        }
        makeKnown(row);
        own(row);
        if (place == 0) {
            set(row, 0, allocate(wanted, entries > NARROW_SLOTS));
        } else {
            move(row, wanted);
        }
    }

    /** Roughly how much memory they take; walks over pages, not over rows. */
    long approximateBytes() {
        long bytes = (long) Long.BYTES * rowLimit();
        for (int i = 0; i < narrow.length; i++) {
            bytes += narrow[i] == null ? 0 : narrow[i].approximateBytes();
            bytes += wide[i] == null ? 0 : wide[i].approximateBytes();
        }
        return bytes;
    }

    /** All rows with entries have an id below this. */
    public int rowLimit() {
        return pageCount << PAGE_BITS;
    }

    public int count(int row) {
        return countAt(place(row));
    }

    private static int countAt(long place) {
        return (place & IS_WIDE) != 0 ? (int) slots(place) : Long.bitCount(slots(place));
    }

    public int slot(int row, int position) {
        long place = place(row);
        if ((place & IS_WIDE) != 0) {
            return slab(place).slot(block(place), position);
        }
        long slots = slots(place);
        if ((slots & (slots + 1)) == 0) {
            return position;
        }
        for (int i = 0; i < position; i++) {
            slots &= slots - 1;
        }
        return Long.numberOfTrailingZeros(slots);
    }

    public double weight(int row, int position) {
        long place = place(row);
        return slab(place).weight(block(place), position);
    }

    /** The covariance of an entry; 0 if none are kept. */
    public double covariance(int row, int position) {
        long place = place(row);
        return hasCovariance ? slab(place).covariance(block(place), position) : 0;
    }

    public void set(int row, int position, double weight, double covariance) {
        long place = place(row);
        RowSlab slab = slab(place);
        slab.setWeight(block(place), position, weight);
        if (hasCovariance) {
            slab.setCovariance(block(place), position, covariance);
        }
    }

    public void setWeight(int row, int position, double weight) {
        long place = place(row);
        slab(place).setWeight(block(place), position, weight);
    }

    /** Removes one entry; the row keeps its block, even if that is empty now. */
    public void removeEntry(int row, int position) {
        long place = place(row);
        int count = countAt(place);
        own(row);
        long slots = (place & IS_WIDE) != 0 ? count - 1L : slots(place) & ~(1L << slot(row, position));
        slab(place).remove(block(place), count, position);
        set(row, slots, place);
    }

    public void removeRow(int row) {
        long place = place(row);
        if (place != 0) {
            own(row);
            slab(place).free(block(place));
            set(row, 0, 0);
        }
    }

    public void clear() {
        Arrays.fill(narrow, null);
        Arrays.fill(wide, null);
        pages = new long[0][];
        shared = new boolean[0];
        pageCount = 0;
    }

    /**
     * A copy for reading that does not change any more. It shares the pages, and each is copied when the writer first changes it. Counts
     * as writing, as does {@link #thaw}.
     */
    public WeightRows freeze() {
        var frozen = new WeightRows(hasCovariance);
        frozen.pages = Arrays.copyOf(pages, pageCount);
        frozen.pageCount = pageCount;
        Arrays.fill(shared, 0, pageCount, true);
        for (int i = 0; i < narrow.length; i++) {
            frozen.narrow[i] = narrow[i] == null ? null : narrow[i].freeze();
            frozen.wide[i] = wide[i] == null ? null : wide[i].freeze();
        }
        frozenCopies++;
        return frozen;
    }

    /** A frozen copy is not used any more, so its pages need not be kept for it. */
    public void thaw() {
        frozenCopies--;
        if (frozenCopies > 0) {
            return;
        }
        Arrays.fill(shared, false);
        for (int i = 0; i < narrow.length; i++) {
            if (narrow[i] != null) {
                narrow[i].thaw();
            }
            if (wide[i] != null) {
                wide[i].thaw();
            }
        }
    }

    private static int rank(long slots, int slot) {
        return Long.bitCount(slots & ((1L << slot) - 1));
    }

    private static int block(long place) {
        return (int) place & RowSlab.BLOCK_MASK;
    }

    private static int slabNumber(long place) {
        return (int) place >>> RowSlab.BLOCK_BITS;
    }

    private RowSlab slab(long place) {
        return ((place & IS_WIDE) != 0 ? wide : narrow)[slabNumber(place)];
    }

    private long place(int row) {
        int page = row >>> PAGE_BITS;
        return page < pageCount ? pages[page][row & PAGE_MASK] : 0;
    }

    private static long slots(long place) {
        return place >>> SLOTS_FROM;
    }

    /** Before a row changes: nothing of it may have changed when there is no memory for a page of its own. */
    private void own(int row) {
        int page = row >>> PAGE_BITS;
        if (shared[page]) {
            pages[page] = pages[page].clone();
            shared[page] = false;
        }
    }

    /** The row's page must be {@linkplain #own owned}. */
    private void set(int row, long slots, long place) {
        int page = row >>> PAGE_BITS;
        pages[page][row & PAGE_MASK] = slots << SLOTS_FROM | (place & PLACE_MASK);
    }

    private void makeKnown(int row) {
        int needed = (row >>> PAGE_BITS) + 1;
        if (needed > pages.length) {
            int room = Math.max(needed, 2 * pages.length);
            shared = Arrays.copyOf(shared, room);
            pages = Arrays.copyOf(pages, room);
        }
        while (pageCount < needed) {
            pages[pageCount] = new long[1 << PAGE_BITS];
            pageCount++;
        }
    }

    /** Moves the entries of a row to a larger block. */
    private void move(int row, int slabNumber) {
        long before = place(row);
        long place = allocate(slabNumber, (before & IS_WIDE) != 0);
        slab(before).moveTo(block(before), countAt(before), slab(place), block(place));
        set(row, slots(before), place);
    }

    /** Moves the entries of a narrow row to a block that has their slots. */
    private void widen(int row) {
        long before = place(row);
        int count = countAt(before);
        long place = allocate(slabNumber(before), true);
        int position = 0;
        for (long left = slots(before); left != 0; left &= left - 1) {
            slab(place).setSlot(block(place), position++, Long.numberOfTrailingZeros(left));
        }
        slab(before).moveTo(block(before), count, slab(place), block(place));
        set(row, count, place);
    }

    private long allocate(int slabNumber, boolean isWide) {
        RowSlab[] slabs = isWide ? wide : narrow;
        if (slabNumber == slabs.length) {
            throw new IllegalStateException("a feature has more labels than a row can hold");
        }
        if (slabs[slabNumber] == null) {
            slabs[slabNumber] = new RowSlab(RowSlab.SIZES[slabNumber], hasCovariance, isWide);
        }
        long block = Integer.toUnsignedLong(slabNumber << RowSlab.BLOCK_BITS | slabs[slabNumber].allocate());
        return HAS_BLOCK | (isWide ? IS_WIDE : 0) | block;
    }
}
