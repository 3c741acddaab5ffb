package jubatus.core.feature;

import java.util.Arrays;
import jubatus.core.bytes.ByteString;
import jubatus.core.msgpack.MessageWriter;

/**
 * Feature names and their dense row ids, 0, 1, 2, …; the id of a removed name is given out again.
 *
 * <p>Names lie in an arena of byte chunks, each behind its length; an open-addressed table of ids finds them by hash. A stored
 * 32-bit hash decides most comparisons without a look into the arena. Memory per name: its bytes, 1–5 bytes of length, 8 bytes of
 * position, 4 of hash and 6–11 of table. Removing names leaves holes in the arena, which is rewritten when more than half of it
 * is holes.
 *
 * <p>Not synchronised: one writer or many readers at a time.
 */
public final class FeatureDictionary {
    private static final int CHUNK_BITS = 20;
    private static final int CHUNK = 1 << CHUNK_BITS;
    private static final int FREE = -1;

    /** Table of id + 1; 0 is empty. The length is a power of two. */
    private int[] table = new int[16];

    private int[] hashes = new int[8];
    private long[] positions = new long[8];
    private int used;
    private int live;
    private int[] freed = new int[0];
    private int freedCount;

    private byte[][] chunks = new byte[0][];
    private int chunkCount;
    private int chunkEnd = CHUNK;
    private long arenaBytes;
    private long holes;

    /** A well mixed 32-bit hash of a name, as all methods here expect it. */
    public static int hash(byte[] bytes, int offset, int length) {
        long h = 0x9e3779b97f4a7c15L ^ length;
        int i = offset;
        int end = offset + length;
        for (; i + 8 <= end; i += 8) {
            h = (h ^ Bits.longAt(bytes, i)) * 0xbf58476d1ce4e5b9L;
            h ^= h >>> 32;
        }
        if (i < end) {
            long tail = 0;
            for (; i < end; i++) {
                tail = tail << 8 | (bytes[i] & 0xff);
            }
            h = (h ^ tail) * 0xbf58476d1ce4e5b9L;
            h ^= h >>> 32;
        }
        h *= 0x94d049bb133111ebL;
        return (int) (h >>> 32);
    }

    /** How many names are held. */
    public int size() {
        return live;
    }

    /** All ids are below this. */
    public int idLimit() {
        return used;
    }

    public boolean holds(int id) {
        return positions[id] != FREE;
    }

    /** The id of a name, or −1. */
    public int find(byte[] bytes, int offset, int length, int hash) {
        int mask = table.length - 1;
        for (int slot = hash & mask; ; slot = (slot + 1) & mask) {
            int id = table[slot] - 1;
            if (id < 0) {
                return -1;
            }
            if (hashes[id] == hash && isNamed(id, bytes, offset, length)) {
                return id;
            }
        }
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
        holes += storedLength(nameLength(id));
        positions[id] = FREE;
        live--;
        if (freedCount == freed.length) {
            freed = Arrays.copyOf(freed, Math.max(16, 2 * freedCount));
        }
        freed[freedCount++] = id;
        if (holes > CHUNK && holes > arenaBytes / 2) {
            compact();
        }
    }

    public void clear() {
        Arrays.fill(table, 0);
        used = 0;
        live = 0;
        freedCount = 0;
        chunks = new byte[0][];
        chunkCount = 0;
        chunkEnd = CHUNK;
        arenaBytes = 0;
        holes = 0;
    }

    public int nameLength(int id) {
        long position = positions[id];
        byte[] chunk = chunks[(int) (position >>> 32)];
        int at = (int) position;
        int length = 0;
        for (int shift = 0; ; shift += 7) {
            byte b = chunk[at++];
            length |= (b & 0x7f) << shift;
            if (b >= 0) {
                return length;
            }
        }
    }

    public ByteString name(int id) {
        int length = nameLength(id);
        return ByteString.copyOf(chunkOf(id), nameOffset(id, length), length);
    }

    public void writeName(int id, MessageWriter out) {
        int length = nameLength(id);
        out.raw(chunkOf(id), nameOffset(id, length), length);
    }

    /** The array that holds the name of {@code id}, at {@link #nameOffset(int, int)}. Not to be changed. */
    public byte[] chunkOf(int id) {
        return chunks[(int) (positions[id] >>> 32)];
    }

    public int nameOffset(int id, int nameLength) {
        return (int) positions[id] + lengthBytes(nameLength);
    }

    private int add(byte[] bytes, int offset, int length, int hash) {
        if ((live + 1) * 4L > table.length * 3L) {
            grow();
        }
        int id = freedCount > 0 ? freed[--freedCount] : used++;
        if (id == hashes.length) {
            int room = Math.max(16, id + (id >> 1));
            hashes = Arrays.copyOf(hashes, room);
            positions = Arrays.copyOf(positions, room);
        }
        hashes[id] = hash;
        positions[id] = store(bytes, offset, length);
        insert(id);
        live++;
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
        for (int id = 0; id < used; id++) {
            if (positions[id] != FREE) {
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

    private boolean isNamed(int id, byte[] bytes, int offset, int length) {
        long position = positions[id];
        byte[] chunk = chunks[(int) (position >>> 32)];
        int at = (int) position;
        int stored = chunk[at];
        if (stored >= 0) {
            at++;
        } else {
            stored = nameLength(id);
            at += lengthBytes(stored);
        }
        return stored == length && Arrays.equals(chunk, at, at + length, bytes, offset, offset + length);
    }

    private long store(byte[] bytes, int offset, int length) {
        int total = storedLength(length);
        if (chunkEnd + total > CHUNK) {
            if (chunkCount == chunks.length) {
                chunks = Arrays.copyOf(chunks, Math.max(8, 2 * chunkCount));
            }
            // The first chunk starts small, so that an idle server is small; a longer name gets a chunk of its own.
            int room = chunkCount == 0 ? Math.max(total, 1 << 14) : Math.max(total, CHUNK);
            chunks[chunkCount++] = new byte[room];
            chunkEnd = 0;
        }
        byte[] chunk = chunks[chunkCount - 1];
        if (chunkEnd + total > chunk.length) {
            chunk = Arrays.copyOf(chunk, Math.min(CHUNK, Math.max(2 * chunk.length, chunkEnd + total)));
            chunks[chunkCount - 1] = chunk;
        }
        long position = (long) (chunkCount - 1) << 32 | chunkEnd;
        int at = chunkEnd;
        int left = length;
        while (left > 0x7f) {
            chunk[at++] = (byte) (left | 0x80);
            left >>>= 7;
        }
        chunk[at++] = (byte) left;
        System.arraycopy(bytes, offset, chunk, at, length);
        chunkEnd += total;
        arenaBytes += total;
        return position;
    }

    private void compact() {
        byte[][] old = chunks;
        chunks = new byte[0][];
        chunkCount = 0;
        chunkEnd = CHUNK;
        arenaBytes = 0;
        holes = 0;
        for (int id = 0; id < used; id++) {
            if (positions[id] == FREE) {
                continue;
            }
            byte[] chunk = old[(int) (positions[id] >>> 32)];
            int at = (int) positions[id];
            int length = 0;
            int shift = 0;
            byte b;
            do {
                b = chunk[at++];
                length |= (b & 0x7f) << shift;
                shift += 7;
            } while (b < 0);
            positions[id] = store(chunk, at, length);
        }
    }

    private static int storedLength(int length) {
        return lengthBytes(length) + length;
    }

    private static int lengthBytes(int length) {
        int count = 1;
        for (int left = length; left > 0x7f; left >>>= 7) {
            count++;
        }
        return count;
    }
}
