package jubatus.core.conversion;

import java.util.Arrays;
import jubatus.core.bytes.Bits;

/**
 * The distinct slices of one byte array, numbered 0, 1, 2, … as they first occur. Reused for text after text: {@link #begin} forgets
 * the slices at the cost of the last text, not of the longest one. The caller supplies well mixed hashes that
 * those who write the text cannot foresee.
 */
final class SliceTable {
    private static final int SMALLEST = 64;

    private byte[] source = new byte[0];
    /** Open addressing in the first {@link #room} places; number + 1, 0 is empty. */
    private int[] table = new int[SMALLEST];

    private int room = SMALLEST;
    private int[] offsets = new int[SMALLEST];
    private int[] lengths = new int[SMALLEST];
    private int[] hashes = new int[SMALLEST];
    private int count;

    void begin(byte[] newSource) {
        source = newSource;
        Arrays.fill(table, 0, room, 0);
        room = SMALLEST;
        count = 0;
    }

    /** Exchanges the source for one that holds the same bytes at the same places. */
    void replaceSource(byte[] sameBytes) {
        source = sameBytes;
    }

    byte[] source() {
        return source;
    }

    int count() {
        return count;
    }

    int offset(int number) {
        return offsets[number];
    }

    int length(int number) {
        return lengths[number];
    }

    int hash(int number) {
        return hashes[number];
    }

    /** The number of a slice; equal to what {@link #count()} was before if it is new. */
    int findOrAdd(int offset, int length, int hash) {
        int mask = room - 1;
        int slot = hash & mask;
        while (table[slot] != 0) {
            int number = table[slot] - 1;
            if (hashes[number] == hash
                    && lengths[number] == length
                    && Bits.equal(source, offsets[number], source, offset, length)) {
                return number;
            }
            slot = (slot + 1) & mask;
        }
        return add(slot, offset, length, hash);
    }

    private int add(int slot, int offset, int length, int hash) {
        if (count == offsets.length) {
            offsets = Arrays.copyOf(offsets, 2 * count);
            lengths = Arrays.copyOf(lengths, 2 * count);
            hashes = Arrays.copyOf(hashes, 2 * count);
        }
        offsets[count] = offset;
        lengths[count] = length;
        hashes[count] = hash;
        table[slot] = ++count;
        if (2 * count > room) {
            grow();
        }
        return count - 1;
    }

    private void grow() {
        room *= 2;
        if (table.length < room) {
            table = new int[room];
        } else {
            Arrays.fill(table, 0, room, 0);
        }
        int mask = room - 1;
        for (int number = 0; number < count; number++) {
            int slot = hashes[number] & mask;
            while (table[slot] != 0) {
                slot = (slot + 1) & mask;
            }
            table[slot] = number + 1;
        }
    }
}
