package jubatus.core.msgpack;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import jubatus.core.JubatusException;
import jubatus.core.bytes.ByteString;

/**
 * Writes MessagePack in the old specification that clients of Jubatus 1.x read: every string and blob as raw (never str8, never
 * bin), integers in their shortest form, doubles always as eight bytes.
 *
 * <p>Writes into an array that grows, or through a buffer into a stream. Not safe for concurrent use.
 */
public final class MessageWriter {
    private static final VarHandle EIGHT_BYTES =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private static final int LONGEST_RAW_HEADER = 5;

    private static final int STREAM_BUFFER = 1 << 16;
    /** Longest array that every JVM can make. */
    private static final int LONGEST_ARRAY = Integer.MAX_VALUE - 8;

    private final OutputStream stream;
    private final int maxBytes;
    private byte[] bytes;
    private int size;
    private long flushed;
    /** Pages within the message, and how long they are together. */
    private List<Reference> references = List.of();

    private long referred;

    /** @param at how many bytes of the array lie before them */
    private record Reference(int at, Pages contents) {}

    private MessageWriter(OutputStream stream, int capacity, int maxBytes) {
        this.stream = stream;
        this.maxBytes = maxBytes;
        this.bytes = new byte[capacity];
    }

    /** A writer into memory, for what one array holds. */
    public static MessageWriter toArray() {
        return toArray(LONGEST_ARRAY);
    }

    /** A writer into memory that throws a {@link JubatusException} FAILED, a sentence for its user, instead of more bytes. */
    public static MessageWriter toArray(int maxBytes) {
        return new MessageWriter(null, Math.min(512, maxBytes), maxBytes);
    }

    /** A writer to a stream; call {@link #flush} at the end. I/O failures come as {@link UncheckedIOException}. */
    public static MessageWriter to(OutputStream stream) {
        return new MessageWriter(stream, STREAM_BUFFER, LONGEST_ARRAY);
    }

    /** Forgets what was written to memory. */
    public void clear() {
        size = 0;
        flushed = 0;
        references = List.of();
        referred = 0;
    }

    /** How many bytes have been written in all. */
    public long written() {
        return flushed + referred + size;
    }

    /** The array that holds {@link #size()} bytes of a writer into memory; replaced when it grows. Not if it refers to pages. */
    public byte[] bytes() {
        if (!isWhole()) {
            throw new IllegalStateException("a message that refers to pages is no single array");
        }
        return bytes;
    }

    /** How long the array of a writer into memory is. */
    public int capacity() {
        return bytes.length;
    }

    /** Whether all that was written to memory lies in one array. */
    public boolean isWhole() {
        return references.isEmpty();
    }

    /** How many bytes have been written to memory. */
    public int size() {
        return Math.toIntExact(size + referred);
    }

    /** A copy of all that was written to memory. */
    public byte[] toBytes() {
        if (isWhole()) {
            return Arrays.copyOf(bytes, size);
        }
        byte[] copy = new byte[size()];
        int[] done = {0};
        forEachPart((part, offset, length) -> {
            System.arraycopy(part, offset, copy, done[0], length);
            done[0] += length;
        });
        return copy;
    }

    /** Hands what is buffered to the stream. */
    public void flush() {
        if (stream == null || size == 0) {
            return;
        }
        try {
            stream.write(bytes, 0, size);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        flushed += size;
        size = 0;
    }

    public void nil() {
        need(1);
        bytes[size++] = (byte) 0xc0;
    }

    public void bool(boolean value) {
        need(1);
        bytes[size++] = (byte) (value ? 0xc3 : 0xc2);
    }

    public void array(int count) {
        header(count, 0x90, 0xdc);
    }

    public void map(int count) {
        header(count, 0x80, 0xde);
    }

    /** Writes a signed integer. */
    public void integer(long value) {
        if (value >= 0) {
            unsigned(value);
            return;
        }
        need(9);
        if (value >= -32) {
            bytes[size++] = (byte) value;
        } else if (value >= Byte.MIN_VALUE) {
            put(0xd0, value, 1);
        } else if (value >= Short.MIN_VALUE) {
            put(0xd1, value, 2);
        } else if (value >= Integer.MIN_VALUE) {
            put(0xd2, value, 4);
        } else {
            put(0xd3, value, 8);
        }
    }

    /** Writes an unsigned integer; a negative long stands for a value above 2⁶³−1. */
    public void unsigned(long value) {
        need(9);
        if (value >= 0 && value < 0x80) {
            bytes[size++] = (byte) value;
        } else if (value >= 0 && value < 0x100) {
            put(0xcc, value, 1);
        } else if (value >= 0 && value < 0x1_0000) {
            put(0xcd, value, 2);
        } else if (value >= 0 && value < 0x1_0000_0000L) {
            put(0xce, value, 4);
        } else {
            put(0xcf, value, 8);
        }
    }

    public void float64(double value) {
        need(9);
        bytes[size] = (byte) 0xcb;
        EIGHT_BYTES.set(bytes, size + 1, Double.doubleToRawLongBits(value));
        size += 9;
    }

    public void raw(ByteString value) {
        rawHeader(value.length());
        need(value.length());
        size = value.copyTo(bytes, size);
    }

    public void raw(byte[] value) {
        raw(value, 0, value.length);
    }

    public void raw(byte[] source, int offset, int length) {
        rawHeader(length);
        bytes(source, offset, length);
    }

    public void raw(String utf8) {
        raw(ByteString.utf8(utf8));
    }

    /** Writes a raw of long contents. Into memory only: they are not copied, but stay part of the message as they are. */
    public void raw(Pages contents) {
        if (stream != null) {
            throw new IllegalStateException("a writer to a stream cannot refer to pages");
        }
        rawHeader(contents.length());
        if (written() + contents.length() > maxBytes) {
            throw tooLong();
        }
        if (references.isEmpty()) {
            references = new ArrayList<>();
        }
        references.add(new Reference(size, contents));
        referred += contents.length();
    }

    /** Hands over all that was written to memory, in order, without copying it. */
    public void forEachPart(Pages.Sink sink) {
        int done = 0;
        for (Reference reference : references) {
            if (reference.at > done) {
                sink.accept(bytes, done, reference.at - done);
            }
            reference.contents.forEach(sink);
            done = reference.at;
        }
        if (size > done) {
            sink.accept(bytes, done, size - done);
        }
    }

    /** Writes the header of a raw of {@code length} bytes, at most 2³²−1; the bytes follow by {@link #bytes(byte[], int, int)}. */
    public void rawHeader(long length) {
        need(LONGEST_RAW_HEADER);
        if (length < 32) {
            bytes[size++] = (byte) (0xa0 | length);
        } else if (length < 0x1_0000) {
            put(0xda, length, 2);
        } else if (length < 0x1_0000_0000L) {
            put(0xdb, length, 4);
        } else {
            throw new IllegalArgumentException("a raw holds at most 4294967295 bytes, not " + length);
        }
    }

    /** Writes bytes as they are: the body of a raw, or a value that is encoded already. */
    public void bytes(byte[] source, int offset, int length) {
        if (stream != null && length > bytes.length) {
            flush();
            try {
                stream.write(source, offset, length);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            flushed += length;
            return;
        }
        need(length);
        System.arraycopy(source, offset, bytes, size, length);
        size += length;
    }

    private void header(int count, int fix, int code16) {
        need(5);
        if (count < 16) {
            bytes[size++] = (byte) (fix | count);
        } else if (count < 0x1_0000) {
            put(code16, count, 2);
        } else {
            put(code16 + 1, count, 4);
        }
    }

    private void put(int code, long value, int length) {
        bytes[size++] = (byte) code;
        for (int shift = 8 * (length - 1); shift >= 0; shift -= 8) {
            bytes[size++] = (byte) (value >>> shift);
        }
    }

    private void need(int count) {
        if (count <= bytes.length - size) {
            return;
        }
        if (stream != null) {
            flush();
        }
        if (count > bytes.length - size) {
            grow((long) size + count);
        }
    }

    private void grow(long needed) {
        if (referred + needed > maxBytes) {
            throw tooLong();
        }
        bytes = Arrays.copyOf(bytes, (int) Math.min(maxBytes, Math.max(2L * bytes.length, needed)));
    }

    private JubatusException tooLong() {
        return new JubatusException(
                JubatusException.Code.FAILED,
                "the message would be longer than " + maxBytes + " bytes; put less into one call, or ask it for less");
    }
}
