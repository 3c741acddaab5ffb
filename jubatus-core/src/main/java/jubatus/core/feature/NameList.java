package jubatus.core.feature;

import java.util.Arrays;
import jubatus.core.bytes.ByteString;
import jubatus.core.bytes.Page;
import jubatus.core.msgpack.MessageWriter;

/**
 * Feature names by number, 0, 1, 2, …, in the order in which they were added; a name may be added twice. A name of a {@link
 * FeatureNames} is not copied: its chunk of bytes is shared, and stays in memory as long as this list does. Memory per name: 8 bytes,
 * and for one that is copied its bytes and 1–5 of length.
 *
 * <p>Not synchronised; read by many once it is filled.
 */
public final class NameList {
    private static final int CHUNK = Page.BYTES;

    /** By number: of the chunk in the upper half, where the length of the name starts in it in the lower. */
    private long[] positions = new long[8];

    private int size;
    private byte[][] chunks = new byte[0][];
    private int chunkCount;
    /** The chunk that copies go to, and where the next one goes; there is none before the first copy. */
    private int own = -1;

    private int ownEnd;
    /** The chunk that the last shared name lies in. */
    private int last = -1;

    private long bytes;

    public int size() {
        return size;
    }

    /** Roughly how much memory the names take, shared or not. */
    public long approximateBytes() {
        return bytes + (long) Long.BYTES * size;
    }

    /** Copies a name to the end of the list. */
    public void add(byte[] source, int offset, int length) {
        int total = FeatureNames.lengthBytes(length) + length;
        if (own < 0 || ownEnd + total > chunks[own].length) {
            // Chunks double until they are large, so that a short list is small; a longer name gets one of its own.
            int room = own < 0 ? 1 << 10 : Math.min(CHUNK, 2 * chunks[own].length);
            own = addChunk(new byte[Math.max(total, room)]);
            ownEnd = 0;
        }
        addPosition(own, ownEnd);
        int at = FeatureNames.putLength(chunks[own], ownEnd, length);
        System.arraycopy(source, offset, chunks[own], at, length);
        ownEnd += total;
        bytes += total;
    }

    /** Adds the name of an id to the end of the list. What {@code names} does afterwards does not change it here. */
    public void add(FeatureNames names, int id) {
        byte[] chunk = names.chunk(id);
        if (last < 0 || chunks[last] != chunk) {
            last = indexOf(chunk);
        }
        addPosition(last, names.start(id));
        bytes += names.length(id);
    }

    /** Adds a name of another list to the end of this one. */
    public void add(NameList other, int number) {
        int length = other.length(number);
        add(other.chunk(number), other.offset(number, length), length);
    }

    public int length(int number) {
        return FeatureNames.lengthAt(chunk(number), (int) positions[number]);
    }

    /** The array that holds a name, at {@link #offset}. Not to be changed. */
    public byte[] chunk(int number) {
        return chunks[(int) (positions[number] >>> 32)];
    }

    /** Where a name starts in its chunk; {@code length} is its {@link #length}. */
    public int offset(int number, int length) {
        return (int) positions[number] + FeatureNames.lengthBytes(length);
    }

    public ByteString name(int number) {
        int length = length(number);
        return ByteString.copyOf(chunk(number), offset(number, length), length);
    }

    public void write(int number, MessageWriter out) {
        int length = length(number);
        out.raw(chunk(number), offset(number, length), length);
    }

    /** The {@link FeatureDictionary} hash of a name. */
    public int hash(int number) {
        int length = length(number);
        return FeatureDictionary.hash(chunk(number), offset(number, length), length);
    }

    boolean isNamed(int number, byte[] other, int offset, int length) {
        if (length(number) != length) {
            return false;
        }
        int from = offset(number, length);
        return Arrays.equals(chunk(number), from, from + length, other, offset, offset + length);
    }

    private void addPosition(int chunk, int start) {
        if (size == positions.length) {
            positions = Arrays.copyOf(positions, size + (size >> 1));
        }
        positions[size++] = (long) chunk << 32 | start;
    }

    private int indexOf(byte[] chunk) {
        // From the end: names come in nearly the order of their chunks, which are some megabytes each.
        for (int i = chunkCount - 1; i >= 0; i--) {
            if (chunks[i] == chunk) {
                return i;
            }
        }
        return addChunk(chunk);
    }

    private int addChunk(byte[] chunk) {
        if (chunkCount == chunks.length) {
            chunks = Arrays.copyOf(chunks, Math.max(4, 2 * chunkCount));
        }
        chunks[chunkCount] = chunk;
        return chunkCount++;
    }
}
