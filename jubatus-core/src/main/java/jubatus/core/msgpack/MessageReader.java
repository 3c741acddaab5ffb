package jubatus.core.msgpack;

import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import jubatus.core.JubatusException;
import jubatus.core.bytes.ByteString;

/**
 * Reads MessagePack values one after the other from an array, a stream or pages, and believes no length it reads: an array or map header
 * that announces more elements than bytes remain, or a raw longer than what remains, is refused before anything is allocated.
 *
 * <p>Accepts what msgpack 0.5.9 accepts (03 §1.2): raw, str and bin are one type; ext and {@code c1} are parse errors; containers
 * nest at most {@value #MAX_DEPTH} deep in {@link #skip}. Type conversions follow 03 §1.3. Not safe for concurrent use.
 */
public final class MessageReader {
    /** Deepest nesting of containers that is read, counted from the outermost. */
    public static final int MAX_DEPTH = 32;

    /** What the next value is. */
    public enum Kind {
        NIL,
        BOOLEAN,
        INTEGER,
        FLOAT,
        RAW,
        ARRAY,
        MAP
    }

    private static final VarHandle EIGHT_BYTES =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    /** Null for an array. */
    private Source source;

    private byte[] bytes;
    private int position;
    private int limit;
    /** Bytes that the source has beyond {@link #limit}; 0 for an array. */
    private long beyond;

    private int rawOffset;

    private MessageReader(Source source) {
        this.source = source;
        if (source != null) {
            bytes = source.bytes;
            beyond = source.beyond;
        }
    }

    public static MessageReader of(byte[] bytes) {
        return of(bytes, 0, bytes.length);
    }

    public static MessageReader of(byte[] bytes, int offset, int length) {
        var reader = new MessageReader(null);
        reader.reset(bytes, offset, length);
        return reader;
    }

    /** Reads at most {@code size} bytes of {@code stream}, in pieces. I/O failures come as {@link UncheckedIOException}. */
    public static MessageReader of(InputStream stream, long size) {
        return new MessageReader(new StreamSource(stream, size));
    }

    /** Reads the first {@code length} bytes of {@code pages} where they lie. */
    public static MessageReader of(Pages pages, long length) {
        return new MessageReader(new PageSource(pages, 0, length));
    }

    /** Another reader of what is left, which both then read. Not of a stream, whose bytes come once. */
    public MessageReader duplicate() {
        return source == null
                ? of(bytes, position, limit - position)
                : new MessageReader(source.part(remaining(), remaining()));
    }

    /** This reader if it reads an array, else a reader of an array to which what is left is copied. */
    public MessageReader gathered() {
        return source == null ? this : of(readRest());
    }

    /** Starts anew on another array. */
    public void reset(byte[] newBytes, int offset, int length) {
        source = null;
        bytes = newBytes;
        position = offset;
        limit = offset + length;
        beyond = 0;
    }

    /** Offset of the next unread byte in {@link #bytes()}. */
    public int position() {
        return position;
    }

    /** The array that offsets refer to; the same during the whole life of a reader over an array, else until the next read. */
    public byte[] bytes() {
        return bytes;
    }

    /** How many bytes are left to read. */
    public long remaining() {
        return limit - position + beyond;
    }

    public Kind peek() {
        need(1);
        int c = bytes[position] & 0xff;
        if (c < 0x80 || c >= 0xe0 || (c >= 0xcc && c <= 0xd3)) {
            return Kind.INTEGER;
        }
        if (c < 0x90 || c == 0xde || c == 0xdf) {
            return Kind.MAP;
        }
        if (c < 0xa0 || c == 0xdc || c == 0xdd) {
            return Kind.ARRAY;
        }
        if (c < 0xc0 || (c >= 0xd9 && c <= 0xdb) || (c >= 0xc4 && c <= 0xc6)) {
            return Kind.RAW;
        }
        return switch (c) {
            case 0xc0 -> Kind.NIL;
            case 0xc2, 0xc3 -> Kind.BOOLEAN;
            case 0xca, 0xcb -> Kind.FLOAT;
            default -> throw parseError();
        };
    }

    /** Reads an array header: the number of elements that follow. */
    public int readArray() {
        need(1);
        int first = bytes[position];
        if ((first & 0xf0) == 0x90) {
            position++;
            return checkedCount(first & 0x0f, 1);
        }
        if (peek() != Kind.ARRAY) {
            throw typeMismatch();
        }
        int c = bytes[position++] & 0xff;
        long count = c < 0xa0 ? c & 0x0f : c == 0xdc ? unsigned(2) : unsigned(4);
        return checkedCount(count, 1);
    }

    /** Reads a map header: the number of pairs that follow. */
    public int readMap() {
        if (peek() != Kind.MAP) {
            throw typeMismatch();
        }
        int c = bytes[position++] & 0xff;
        long count = c < 0x90 ? c & 0x0f : c == 0xde ? unsigned(2) : unsigned(4);
        return checkedCount(count, 2);
    }

    /** Reads an array header and insists on {@code expected} elements. */
    public void readArrayOf(int expected) {
        if (readArray() != expected) {
            throw typeMismatch();
        }
    }

    /**
     * Reads a raw and returns its length; its bytes lie at {@link #rawOffset()} of {@link #bytes()} until the next read of a stream
     * or of pages, for good in an array.
     */
    public int readRaw() {
        need(1);
        int first = bytes[position];
        if ((first & 0xe0) == 0xa0) {
            int shortLength = first & 0x1f;
            position++;
            need(shortLength);
            rawOffset = position;
            position += shortLength;
            return shortLength;
        }
        long length = readRawHeader();
        if (length > Integer.MAX_VALUE - 16) {
            throw new JubatusException(JubatusException.Code.BAD_MESSAGE, "a raw of " + length + " bytes is too long");
        }
        need((int) length);
        rawOffset = position;
        position += (int) length;
        return (int) length;
    }

    /** Reads only the header of a raw: the number of bytes that follow, which the caller must consume. */
    public long readRawHeader() {
        if (peek() != Kind.RAW) {
            throw typeMismatch();
        }
        int c = bytes[position++] & 0xff;
        long length = switch (c) {
            case 0xc4, 0xd9 -> unsigned(1);
            case 0xc5, 0xda -> unsigned(2);
            case 0xc6, 0xdb -> unsigned(4);
            default -> c & 0x1f;
        };
        if (length > remaining()) {
            throw insufficientBytes();
        }
        return length;
    }

    public int rawOffset() {
        return rawOffset;
    }

    public ByteString readByteString() {
        int length = readRaw();
        return ByteString.copyOf(bytes, rawOffset, length);
    }

    public byte[] readBytes() {
        int length = readRaw();
        return Arrays.copyOfRange(bytes, rawOffset, rawOffset + length);
    }

    /**
     * Reads a raw that holds MessagePack and returns a reader of that, which is good for as long as it is needed: of the pages, if this
     * reads pages, else of a copy.
     */
    public MessageReader readInner() {
        if (!(source instanceof PageSource)) {
            return of(readBytes());
        }
        long length = readRawHeader();
        var inner = new MessageReader(source.part(remaining(), length));
        skipBytes(length);
        return inner;
    }

    /** Reads all that is left, whatever it is. */
    public byte[] readRest() {
        byte[] rest = new byte[Math.toIntExact(remaining())];
        readFully(rest, 0, rest.length);
        return rest;
    }

    /** As {@link #readRest}, handed over in parts that lie there until the next one. */
    public void readRest(Pages.Sink sink) {
        while (remaining() > 0) {
            int part = part(remaining());
            sink.accept(bytes, position, part);
            position += part;
        }
    }

    /** Reads a double, a float or any integer. */
    public double readDouble() {
        need(1);
        int c = bytes[position] & 0xff;
        if (c == 0xcb) {
            position++;
            return Double.longBitsToDouble(eightBytes());
        }
        if (c == 0xca) {
            position++;
            return Float.intBitsToFloat((int) unsigned(4));
        }
        if (c == 0xcf) {
            position++;
            return unsignedToDouble(unsigned(8));
        }
        return readSigned();
    }

    /** Reads an integer within −2³¹ … 2³¹−1. */
    public int readInt() {
        long value = readLong();
        if (value != (int) value) {
            throw typeMismatch();
        }
        return (int) value;
    }

    /** Reads an integer within −2⁶³ … 2⁶³−1. */
    public long readLong() {
        need(1);
        if ((bytes[position] & 0xff) == 0xcf) {
            position++;
            long value = unsigned(8);
            if (value < 0) {
                throw typeMismatch();
            }
            return value;
        }
        return readSigned();
    }

    /** Reads an integer within 0 … 2⁶⁴−1; values above 2⁶³−1 come as negative longs. */
    public long readUnsignedLong() {
        need(1);
        if ((bytes[position] & 0xff) == 0xcf) {
            position++;
            return unsigned(8);
        }
        long value = readSigned();
        if (value < 0) {
            throw typeMismatch();
        }
        return value;
    }

    public boolean readBoolean() {
        need(1);
        int c = bytes[position] & 0xff;
        if (c != 0xc2 && c != 0xc3) {
            peek();
            throw typeMismatch();
        }
        position++;
        return c == 0xc3;
    }

    /** Reads a nil if the next value is one, else reads nothing and returns false. */
    public boolean tryNil() {
        need(1);
        if ((bytes[position] & 0xff) != 0xc0) {
            return false;
        }
        position++;
        return true;
    }

    /** Passes over one value, nested ones included, without recursion. */
    public void skip() {
        int depth = 0;
        // open[d] counts the values still to come at depth d; maps count keys and values.
        long[] open = new long[MAX_DEPTH + 1];
        open[0] = 1;
        while (true) {
            while (open[depth] == 0) {
                if (depth == 0) {
                    return;
                }
                depth--;
            }
            open[depth]--;
            switch (peek()) {
                case ARRAY -> {
                    depth = deeper(depth);
                    open[depth] = readArray();
                }
                case MAP -> {
                    depth = deeper(depth);
                    open[depth] = 2L * readMap();
                }
                case RAW -> skipBytes(readRawHeader());
                case FLOAT -> readDouble();
                case INTEGER -> skipInteger();
                case NIL, BOOLEAN -> position++;
            }
        }
    }

    /** Copies {@code length} bytes that follow into {@code target}. */
    public void readFully(byte[] target, int offset, int length) {
        require(length);
        for (int done = 0; done < length; ) {
            int part = part(length - done);
            System.arraycopy(bytes, position, target, offset + done, part);
            position += part;
            done += part;
        }
    }

    public void skipBytes(long count) {
        require(count);
        for (long left = count; left > 0; ) {
            int part = part(left);
            position += part;
            left -= part;
        }
    }

    private void require(long count) {
        if (count > remaining()) {
            throw insufficientBytes();
        }
    }

    /** How many of the next {@code wanted} bytes, which there must be, lie together at the position; at least one. */
    private int part(long wanted) {
        need(1);
        return (int) Math.min(wanted, limit - position);
    }

    /** A value has another type than the reader was asked for: error 2 on the wire. */
    public static JubatusException typeMismatch() {
        return new JubatusException(JubatusException.Code.BAD_ARGUMENT, "std::bad_cast");
    }

    public static JubatusException parseError() {
        return new JubatusException(JubatusException.Code.BAD_MESSAGE, "parse error");
    }

    public static JubatusException insufficientBytes() {
        return new JubatusException(JubatusException.Code.BAD_MESSAGE, "insufficient bytes");
    }

    private int deeper(int depth) {
        if (depth == MAX_DEPTH) {
            throw parseError();
        }
        return depth + 1;
    }

    private void skipInteger() {
        int c = bytes[position] & 0xff;
        if (c == 0xcf) {
            position++;
            unsigned(8);
        } else {
            readSigned();
        }
    }

    private long readSigned() {
        int c = bytes[position] & 0xff;
        if (c < 0x80) {
            position++;
            return c;
        }
        if (c >= 0xe0) {
            position++;
            return (byte) c;
        }
        if (c < 0xcc || c > 0xd3) {
            peek();
            throw typeMismatch();
        }
        position++;
        return switch (c) {
            case 0xcc -> unsigned(1);
            case 0xcd -> unsigned(2);
            case 0xce -> unsigned(4);
            case 0xd0 -> (byte) unsigned(1);
            case 0xd1 -> (short) unsigned(2);
            case 0xd2 -> (int) unsigned(4);
            default -> unsigned(8);
        };
    }

    private int checkedCount(long count, int bytesEach) {
        if (count * bytesEach > remaining() || count > Integer.MAX_VALUE - 16) {
            throw insufficientBytes();
        }
        return (int) count;
    }

    private long unsigned(int size) {
        need(size);
        long value = 0;
        for (int i = 0; i < size; i++) {
            value = value << 8 | (bytes[position + i] & 0xff);
        }
        position += size;
        return value;
    }

    private long eightBytes() {
        need(8);
        long value = (long) EIGHT_BYTES.get(bytes, position);
        position += 8;
        return value;
    }

    private static double unsignedToDouble(long value) {
        if (value >= 0) {
            return value;
        }
        // Halve with a sticky last bit, so that the doubling rounds once, as a conversion from uint64 does.
        return 2.0 * ((value >>> 1) | (value & 1));
    }

    /** Makes sure that {@code count} bytes lie between position and limit. */
    private void need(int count) {
        if (limit - position < count) {
            refill(count);
        }
    }

    private void refill(int count) {
        require(count);
        source.bring(position, count);
        bytes = source.bytes;
        position = source.start;
        limit = source.end;
        beyond = source.beyond;
    }
}
