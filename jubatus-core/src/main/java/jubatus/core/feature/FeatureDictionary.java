package jubatus.core.feature;

import java.util.Arrays;
import java.util.SplittableRandom;
import jubatus.core.bytes.ByteString;

/**
 * Feature names and their dense row ids, 0, 1, 2, …; the id of a removed name is given out again.
 *
 * <p>An open-addressed table of ids finds a name by hash; a stored 32-bit hash decides most comparisons without a look at the name
 * itself. Memory per name: what {@link FeatureNames} needs, 4 bytes of hash and 6–11 of table.
 *
 * <p>The hash depends on random numbers of this process: clients choose names, and from a known hash they could choose a hundred
 * thousand that all meet in one place. Nothing that is seen outside depends on it.
 *
 * <p>Not synchronised: one writer or many readers.
 */
public final class FeatureDictionary {
    private static final long SEED;
    private static final long MULTIPLIER;
    private static final long LAST_MULTIPLIER;

    static {
        var random = new SplittableRandom();
        SEED = random.nextLong();
        MULTIPLIER = random.nextLong() | 1;
        LAST_MULTIPLIER = random.nextLong() | 1;
    }

    private final FeatureNames names = new FeatureNames();

    /** Table of id + 1; 0 is empty. The length is a power of two. */
    private int[] table = new int[16];

    private int[] hashes = new int[8];
    private int[] freed = new int[0];
    private int freedCount;

    /** A well mixed 32-bit hash of a name, as all methods here expect it; another one in every process. */
    public static int hash(byte[] bytes, int offset, int length) {
        long h = SEED ^ length;
        int i = offset;
        int end = offset + length;
        for (; i + 8 <= end; i += 8) {
            h = fold(h ^ Bits.longAt(bytes, i), MULTIPLIER);
        }
        if (i < end) {
            h = fold(h ^ tail(bytes, offset, i, end), MULTIPLIER);
        }
        h = fold(h, LAST_MULTIPLIER);
        return (int) (h ^ (h >>> 32));
    }

    /** The last one to seven bytes; of a longer name the last eight, some of them for the second time, which one read gives. */
    private static long tail(byte[] bytes, int offset, int from, int end) {
        if (from > offset) {
            return Bits.longAt(bytes, end - 8);
        }
        long tail = 0;
        for (int i = from; i < end; i++) {
            tail = tail << 8 | (bytes[i] & 0xff);
        }
        return tail;
    }

    /** Both halves of the product, so that every bit depends on every bit in a way that only who knows the factors can tell. */
    private static long fold(long a, long b) {
        return (a * b) ^ Math.multiplyHigh(a, b);
    }

    /** The names by id. */
    public FeatureNames names() {
        return names;
    }

    /** How many names are held. */
    public int size() {
        return names.size();
    }

    /** Roughly how much memory the names take. */
    public long approximateBytes() {
        return names.approximateBytes() + 15L * idLimit();
    }

    /** All ids are below this. */
    public int idLimit() {
        return names.idLimit();
    }

    public boolean holds(int id) {
        return names.holds(id);
    }

    public ByteString name(int id) {
        return names.name(id);
    }

    /** The id of a name, or −1. */
    public int find(byte[] bytes, int offset, int length, int hash) {
        int mask = table.length - 1;
        for (int slot = hash & mask; ; slot = (slot + 1) & mask) {
            int id = table[slot] - 1;
            if (id < 0) {
                return -1;
            }
            if (hashes[id] == hash && names.isNamed(id, bytes, offset, length)) {
                return id;
            }
        }
    }

    /**
     * Looks at the memory where some names of a list would be found, so that looking for them right afterwards does not wait for each
     * in turn: a processor fetches what lies far apart together if nothing that is computed stands between. Finds nothing and changes nothing.
     *
     * @param hashes room for the names' hashes, which are there afterwards
     * @return no more than a reason not to optimise the looking away
     */
    public int lookAhead(NameList list, int from, int to, int[] hashes) {
        int mask = table.length - 1;
        int seen = 0;
        for (int i = from; i < to; i++) {
            int hash = list.hash(i);
            hashes[i - from] = hash;
            seen += table[hash & mask];
        }
        for (int i = 0; i < to - from; i++) {
            int id = table[hashes[i] & mask] - 1;
            if (id >= 0) {
                seen += this.hashes[id] + names.start(id);
            }
        }
        for (int i = 0; i < to - from; i++) {
            int id = table[hashes[i] & mask] - 1;
            if (id >= 0 && this.hashes[id] == hashes[i] && names.holds(id)) {
                seen += names.length(id);
            }
        }
        return seen;
    }

    /** As {@link #lookAhead(NameList, int, int, int[])}, for features of a vector whose names are hashed. */
    public int lookAhead(FeatureVector features, int from, int to) {
        int mask = table.length - 1;
        int seen = 0;
        for (int i = from; i < to; i++) {
            seen += table[features.hash(i) & mask];
        }
        for (int i = from; i < to; i++) {
            int id = table[features.hash(i) & mask] - 1;
            if (id >= 0) {
                seen += hashes[id] + names.start(id);
            }
        }
        for (int i = from; i < to; i++) {
            int id = table[features.hash(i) & mask] - 1;
            if (id >= 0 && hashes[id] == features.hash(i) && names.holds(id)) {
                seen += names.length(id);
            }
        }
        return seen;
    }

    /** The id of a feature of a vector whose names are hashed, or −1. */
    public int find(FeatureVector features, int index) {
        return find(features.names(), features.nameOffset(index), features.nameLength(index), features.hash(index));
    }

    /** The id of a feature of a vector whose names are hashed, a new one if it has none yet. */
    public int findOrAdd(FeatureVector features, int index) {
        return findOrAdd(
                features.names(), features.nameOffset(index), features.nameLength(index), features.hash(index));
    }

    public int find(ByteString name) {
        byte[] bytes = name.toBytes();
        return find(bytes, 0, bytes.length, hash(bytes, 0, bytes.length));
    }

    /** The id of a name, a new one if it has none yet. */
    public int findOrAdd(byte[] bytes, int offset, int length, int hash) {
        int id = find(bytes, offset, length, hash);
        return id >= 0 ? id : add(bytes, offset, length, hash);
    }

    public int findOrAdd(ByteString name) {
        byte[] bytes = name.toBytes();
        return findOrAdd(bytes, 0, bytes.length, hash(bytes, 0, bytes.length));
    }

    public void remove(int id) {
        int mask = table.length - 1;
        int slot = hashes[id] & mask;
        while (table[slot] != id + 1) {
            slot = (slot + 1) & mask;
        }
        closeGap(slot, mask);
        names.remove(id);
        if (freedCount == freed.length) {
            freed = Arrays.copyOf(freed, Math.max(16, 2 * freedCount));
        }
        freed[freedCount++] = id;
    }

    public void clear() {
        table = new int[16];
        hashes = new int[8];
        freed = new int[0];
        names.clear();
        freedCount = 0;
    }

    private int add(byte[] bytes, int offset, int length, int hash) {
        if ((size() + 1) * 4L > table.length * 3L) {
            grow();
        }
        int id = freedCount > 0 ? freed[--freedCount] : names.idLimit();
        if (id == hashes.length) {
            hashes = Arrays.copyOf(hashes, Math.max(16, id + (id >> 1)));
        }
        hashes[id] = hash;
        names.set(id, bytes, offset, length);
        insert(id);
        return id;
    }

    private void insert(int id) {
        int mask = table.length - 1;
        int slot = hashes[id] & mask;
        while (table[slot] != 0) {
            slot = (slot + 1) & mask;
        }
        table[slot] = id + 1;
    }

    private void grow() {
        table = new int[2 * table.length];
        for (int id = 0; id < idLimit(); id++) {
            if (holds(id)) {
                insert(id);
            }
        }
    }

    /** Moves later entries of the probe run into the slot that became empty, so that no lookup stops too early. */
    private void closeGap(int gap, int mask) {
        int empty = gap;
        for (int slot = (gap + 1) & mask; table[slot] != 0; slot = (slot + 1) & mask) {
            int home = hashes[table[slot] - 1] & mask;
            if (((slot - home) & mask) >= ((slot - empty) & mask)) {
                table[empty] = table[slot];
                empty = slot;
            }
        }
        table[empty] = 0;
    }
}
