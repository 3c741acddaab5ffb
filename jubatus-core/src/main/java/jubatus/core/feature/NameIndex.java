package jubatus.core.feature;

/** Finds the number of a name in a {@link NameList}. Immutable, like the list once it is filled. Memory per name: 12 bytes and more. */
public final class NameIndex {
    private static final int SPARE = 2;

    private final NameList names;
    private final int[] hashes;
    /** Table of number + 1; 0 is empty. The length is a power of two. */
    private final int[] table;

    /** Indexes a list that is filled; of equal names the first is found. */
    public NameIndex(NameList names) {
        this.names = names;
        hashes = new int[names.size()];
        table = new int[Integer.highestOneBit(Math.max(8, SPARE * names.size())) << 1];
        int mask = table.length - 1;
        for (int number = 0; number < names.size(); number++) {
            hashes[number] = names.hash(number);
            int slot = hashes[number] & mask;
            while (table[slot] != 0) {
                slot = (slot + 1) & mask;
            }
            table[slot] = number + 1;
        }
    }

    /** The number here of the name of an id, or −1. */
    public int find(FeatureNames others, int id) {
        int length = others.length(id);
        int offset = others.offset(id, length);
        byte[] chunk = others.chunk(id);
        return find(chunk, offset, length, FeatureDictionary.hash(chunk, offset, length));
    }

    /** The number here of a name of another list, or −1. */
    public int find(NameList others, int number) {
        int length = others.length(number);
        int offset = others.offset(number, length);
        byte[] chunk = others.chunk(number);
        return find(chunk, offset, length, FeatureDictionary.hash(chunk, offset, length));
    }

    /** The number of a name with its {@link FeatureDictionary} hash, or −1. */
    public int find(byte[] bytes, int offset, int length, int hash) {
        int mask = table.length - 1;
        for (int slot = hash & mask; table[slot] != 0; slot = (slot + 1) & mask) {
            int number = table[slot] - 1;
            if (hashes[number] == hash && names.isNamed(number, bytes, offset, length)) {
                return number;
            }
        }
        return -1;
    }
}
