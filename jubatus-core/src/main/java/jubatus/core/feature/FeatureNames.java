package jubatus.core.feature;

import java.util.Arrays;
import jubatus.core.bytes.ByteString;
import jubatus.core.bytes.Page;
import jubatus.core.msgpack.MessageWriter;

/**
 * The names of dense row ids, in an arena of byte chunks, each behind its length. Removing names leaves holes in the arena, which
 * is rewritten when more than half of it is holes. Memory per name: its bytes, 1–5 bytes of length and 8 of position.
 *
 * <p>Not synchronised: one writer or many readers. A {@linkplain #freeze frozen copy} never changes.
 */
public final class FeatureNames {
    private static final int CHUNK = Page.BYTES;
    private static final long FREE = -1;

    /** By id: number of the chunk in the upper half, offset in it in the lower; or {@link #FREE}. */
    private long[] positions = new long[8];

    private int limit;
    private int count;
    private byte[][] chunks = new byte[0][];
    private int chunkCount;
    private int chunkEnd = CHUNK;
    private long arenaBytes;
    private long holes;

    FeatureNames() {}

    /** How many ids have a name. */
    public int size() {
        return count;
    }

    /** Roughly how much memory the names take. */
    long approximateBytes() {
        return arenaBytes + (long) Long.BYTES * limit;
    }

    /** All ids are below this. */
    public int idLimit() {
        return limit;
    }

    public boolean holds(int id) {
        return positions[id] != FREE;
    }

    public int length(int id) {
        long position = positions[id];
        return lengthAt(chunks[(int) (position >>> 32)], (int) position);
    }

    public ByteString name(int id) {
        int length = length(id);
        return ByteString.copyOf(chunk(id), offset(id, length), length);
    }

    public void write(int id, MessageWriter out) {
        int length = length(id);
        out.raw(chunk(id), offset(id, length), length);
    }

    /** The array that holds the name of {@code id}, at {@link #offset}. Not to be changed. */
    public byte[] chunk(int id) {
        return chunks[(int) (positions[id] >>> 32)];
    }

    /** Where the name of {@code id} starts in its chunk; {@code length} is its {@link #length}. */
    public int offset(int id, int length) {
        return (int) positions[id] + lengthBytes(length);
    }

    /** Where the length of a name starts in its chunk. */
    int start(int id) {
        return (int) positions[id];
    }

    /**
     * A copy that shares the arena. Chunks are only appended to, and rewritten as a whole, so what the copy sees does not change.
     * Costs 8 bytes an id.
     */
    public FeatureNames freeze() {
        var frozen = new FeatureNames();
        frozen.positions = Arrays.copyOf(positions, limit);
        frozen.limit = limit;
        frozen.count = count;
        frozen.chunks = Arrays.copyOf(chunks, chunkCount);
        frozen.chunkCount = chunkCount;
        return frozen;
    }

    /** Names an id that has no name; ids are used without gaps. */
    void set(int id, byte[] bytes, int offset, int length) {
        if (id == positions.length) {
            positions = Arrays.copyOf(positions, Math.max(16, id + (id >> 1)));
        }
        limit = Math.max(limit, id + 1);
        positions[id] = store(bytes, offset, length);
        count++;
    }

    void remove(int id) {
        int length = length(id);
        holes += lengthBytes(length) + length;
        positions[id] = FREE;
        count--;
        if (holes > CHUNK && holes > arenaBytes / 2) {
            compact();
        }
    }

    void clear() {
        positions = new long[8];
        limit = 0;
        count = 0;
        clearArena();
    }

    private void clearArena() {
        chunks = new byte[0][];
        chunkCount = 0;
        chunkEnd = CHUNK;
        arenaBytes = 0;
        holes = 0;
    }

    private long store(byte[] bytes, int offset, int length) {
        int total = lengthBytes(length) + length;
        byte[] chunk = chunkWithRoom(total);
        long position = (long) (chunkCount - 1) << 32 | chunkEnd;
        System.arraycopy(bytes, offset, chunk, putLength(chunk, chunkEnd, length), length);
        chunkEnd += total;
        arenaBytes += total;
        return position;
    }

    /** The chunk to append to. The first one starts small, so that an idle server is small; a longer name gets one of its own. */
    private byte[] chunkWithRoom(int total) {
        if (chunkEnd + total > CHUNK) {
            if (chunkCount == chunks.length) {
                chunks = Arrays.copyOf(chunks, Math.max(8, 2 * chunkCount));
            }
            int room = chunkCount == 0 ? Math.max(total, 1 << 14) : Math.max(total, CHUNK);
            chunks[chunkCount++] = new byte[room];
            chunkEnd = 0;
        }
        byte[] chunk = chunks[chunkCount - 1];
        if (chunkEnd + total > chunk.length) {
            chunk = Arrays.copyOf(chunk, Math.min(CHUNK, Math.max(2 * chunk.length, chunkEnd + total)));
            chunks[chunkCount - 1] = chunk;
        }
        return chunk;
    }

    private void compact() {
        byte[][] old = chunks;
        clearArena();
        for (int id = 0; id < limit; id++) {
            if (positions[id] != FREE) {
                byte[] chunk = old[(int) (positions[id] >>> 32)];
                int at = (int) positions[id];
                int length = lengthAt(chunk, at);
                positions[id] = store(chunk, at + lengthBytes(length), length);
            }
        }
    }

    /** Writes the length of a name and returns where the name goes. */
    static int putLength(byte[] chunk, int offset, int length) {
        int at = offset;
        int left = length;
        while (left > 0x7f) {
            chunk[at++] = (byte) (left | 0x80);
            left >>>= 7;
        }
        chunk[at++] = (byte) left;
        return at;
    }

    static int lengthAt(byte[] chunk, int offset) {
        int length = 0;
        int at = offset;
        for (int shift = 0; ; shift += 7) {
            byte b = chunk[at++];
            length |= (b & 0x7f) << shift;
            if (b >= 0) {
                return length;
            }
        }
    }

    static int lengthBytes(int length) {
        int bytes = 1;
        for (int left = length; left > 0x7f; left >>>= 7) {
            bytes++;
        }
        return bytes;
    }
}
