package jubatus.core.storage;

import java.util.Arrays;

/**
 * Rows of weights by row id: for each label slot that occurs in a row, a weight and (for rules that have one) a covariance.
 *
 * <p>The entries of a row lie side by side, sorted by label slot, in a block of a {@link RowSlab} with room for 1, 2, 3, 4, 6, 8,
 * 12, … entries; a row that outgrows its block moves to the next size. Memory per entry: 4 bytes of label slot, 8 of weight, 8 of
 * covariance, plus what a block has to spare (at most a third) and, per row, 8 bytes. A position, as the methods take and return
 * it, is valid until the row changes.
 *
 * <p>Not synchronised: one writer or many readers. A {@linkplain #freeze frozen copy} may be read by anybody at any time.
 */
public final class WeightRows {
    /** The covariance of an entry that was never written; rules assume it too where there is no entry (02 §3.1). */
    public static final double INITIAL_COVARIANCE = 1.0;

    private static final int NO_BLOCK = -1;

    private final boolean hasCovariance;
    private final RowSlab[] slabs = new RowSlab[RowSlab.SIZES.length];
    /** By row id: slab number in the upper 6 bits, block number in the lower 26. */
    private int[] blocks = new int[0];

    private int frozenCopies;

    public WeightRows(boolean hasCovariance) {
        this.hasCovariance = hasCovariance;
    }

    public boolean hasCovariance() {
        return hasCovariance;
    }

    /** Adds weight · value to the sum of each label slot that has an entry in the row. */
    public void addScores(int row, double value, double[] sums) {
        int block = block(row);
        if (block != NO_BLOCK) {
            slabs[block >>> RowSlab.BLOCK_BITS].addScores(block & RowSlab.BLOCK_MASK, value, sums);
        }
    }

    /**
     * Looks at the entries of some rows, so that using them right afterwards does not wait for the memory of each in turn.
     *
     * @return no more than a reason not to optimise the looking away
     */
    int lookAhead(int[] rows, int count) {
        return lookAhead(rows, 0, count);
    }

    /** As {@link #lookAhead(int[], int)}, for a part of the array, where −1 stands for no row. */
    int lookAhead(int[] rows, int from, int to) {
        int seen = 0;
        for (int i = from; i < to; i++) {
            seen += blockOrNone(rows[i]);
        }
        for (int i = from; i < to; i++) {
            int block = blockOrNone(rows[i]);
            if (block != NO_BLOCK) {
                seen += slabs[block >>> RowSlab.BLOCK_BITS].lookAt(block & RowSlab.BLOCK_MASK);
            }
        }
        return seen;
    }

    /** The position of a label's entry in a row, or −1. */
    public int find(int row, int slot) {
        int block = block(row);
        return block == NO_BLOCK ? -1 : slabs[block >>> RowSlab.BLOCK_BITS].find(block & RowSlab.BLOCK_MASK, slot);
    }

    /** The position of a label's entry in a row, made with weight 0 and covariance 1 if there is none. */
    public int findOrAdd(int row, int slot) {
        int block = block(row);
        if (block == NO_BLOCK) {
            makeKnown(row);
            block = allocate(0);
            blocks[row] = block;
        }
        RowSlab slab = slabs[block >>> RowSlab.BLOCK_BITS];
        int number = block & RowSlab.BLOCK_MASK;
        int at = slab.find(number, slot);
        if (at >= 0) {
            return at;
        }
        if (slab.isFull(number)) {
            int larger = allocate((block >>> RowSlab.BLOCK_BITS) + 1);
            move(block, larger);
            blocks[row] = larger;
            slab = slabs[larger >>> RowSlab.BLOCK_BITS];
            number = larger & RowSlab.BLOCK_MASK;
        }
        return slab.insert(number, slot);
    }

    /** Makes room for a number of entries, so that a row that grows by several at once moves once. */
    public void reserve(int row, int entries) {
        int block = block(row);
        int slabNumber = block == NO_BLOCK ? 0 : block >>> RowSlab.BLOCK_BITS;
        if (entries == 0 || (block != NO_BLOCK && RowSlab.SIZES[slabNumber] >= entries)) {
            return;
        }
        int wanted = slabNumber;
        while (wanted < RowSlab.SIZES.length && RowSlab.SIZES[wanted] < entries) {
            wanted++;
        }
        makeKnown(row);
        int larger = allocate(wanted);
        if (block != NO_BLOCK) {
            move(block, larger);
        }
        blocks[row] = larger;
    }

    /** All rows with entries have an id below this. */
    public int rowLimit() {
        return blocks.length;
    }

    public int count(int row) {
        int block = block(row);
        return block == NO_BLOCK ? 0 : slab(row).count(block & RowSlab.BLOCK_MASK);
    }

    public int slot(int row, int position) {
        return slab(row).slot(blocks[row] & RowSlab.BLOCK_MASK, position);
    }

    public double weight(int row, int position) {
        return slab(row).weight(blocks[row] & RowSlab.BLOCK_MASK, position);
    }

    /** The covariance of an entry; 0 if none are kept. */
    public double covariance(int row, int position) {
        return hasCovariance ? slab(row).covariance(blocks[row] & RowSlab.BLOCK_MASK, position) : 0;
    }

    public void set(int row, int position, double weight, double covariance) {
        setWeight(row, position, weight);
        if (hasCovariance) {
            slab(row).setCovariance(blocks[row] & RowSlab.BLOCK_MASK, position, covariance);
        }
    }

    public void setWeight(int row, int position, double weight) {
        slab(row).setWeight(blocks[row] & RowSlab.BLOCK_MASK, position, weight);
    }

    /** Removes one entry; the row keeps its block, even if that is empty now. */
    public void removeEntry(int row, int position) {
        slab(row).remove(blocks[row] & RowSlab.BLOCK_MASK, position);
    }

    public void removeRow(int row) {
        int block = block(row);
        if (block != NO_BLOCK) {
            slabs[block >>> RowSlab.BLOCK_BITS].free(block & RowSlab.BLOCK_MASK);
            blocks[row] = NO_BLOCK;
        }
    }

    public void clear() {
        Arrays.fill(slabs, null);
        blocks = new int[0];
    }

    /**
     * A copy for reading that does not change any more. It shares the pages of entries, and each is copied when the writer first
     * changes it; making the copy costs 4 bytes a row. Counts as writing, as does {@link #thaw}.
     */
    public WeightRows freeze() {
        var frozen = new WeightRows(hasCovariance);
        frozen.blocks = blocks.clone();
        for (int i = 0; i < slabs.length; i++) {
            frozen.slabs[i] = slabs[i] == null ? null : slabs[i].freeze();
        }
        frozenCopies++;
        return frozen;
    }

    /** A frozen copy is not used any more, so its pages need not be kept for it. */
    public void thaw() {
        frozenCopies--;
        for (int i = 0; frozenCopies == 0 && i < slabs.length; i++) {
            if (slabs[i] != null) {
                slabs[i].thaw();
            }
        }
    }

    private void move(int block, int larger) {
        slabs[block >>> RowSlab.BLOCK_BITS].moveTo(
                block & RowSlab.BLOCK_MASK, slabs[larger >>> RowSlab.BLOCK_BITS], larger & RowSlab.BLOCK_MASK);
    }

    private int blockOrNone(int row) {
        return row < 0 ? NO_BLOCK : block(row);
    }

    private int block(int row) {
        return row < blocks.length ? blocks[row] : NO_BLOCK;
    }

    private RowSlab slab(int row) {
        return slabs[blocks[row] >>> RowSlab.BLOCK_BITS];
    }

    private void makeKnown(int row) {
        int before = blocks.length;
        if (row >= before) {
            blocks = Arrays.copyOf(blocks, Math.max(Math.max(8, row + 1), before + (before >> 1)));
            Arrays.fill(blocks, before, blocks.length, NO_BLOCK);
        }
    }

    private int allocate(int slabNumber) {
        if (slabNumber == slabs.length) {
            throw new IllegalStateException("a feature has more labels than a row can hold");
        }
        if (slabs[slabNumber] == null) {
            slabs[slabNumber] = new RowSlab(RowSlab.SIZES[slabNumber], hasCovariance);
        }
        return slabNumber << RowSlab.BLOCK_BITS | slabs[slabNumber].allocate();
    }
}
