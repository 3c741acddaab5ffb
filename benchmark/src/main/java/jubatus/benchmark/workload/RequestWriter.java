package jubatus.benchmark.workload;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes MessagePack of the old raw family into a growing array. The generator has a writer of its own, not the suite's, so that its
 * share of each figure stays the same when the suite's changes. Not safe for concurrent use.
 */
public final class RequestWriter {
    private byte[] bytes = new byte[1024];
    private int size;

    /** Forgets what was written. */
    public void clear() {
        size = 0;
    }

    public byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    /** The array written to; its first {@link #size} bytes are valid until the next call. */
    public byte[] bytes() {
        return bytes;
    }

    public int size() {
        return size;
    }

    public RequestWriter array(int count) {
        if (count < 16) {
            put(0x90 | count);
        } else if (count < 1 << 16) {
            put(0xdc);
            number(count, 2);
        } else {
            put(0xdd);
            number(count, 4);
        }
        return this;
    }

    public RequestWriter text(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        if (utf8.length < 32) {
            put(0xa0 | utf8.length);
        } else if (utf8.length < 1 << 16) {
            put(0xda);
            number(utf8.length, 2);
        } else {
            put(0xdb);
            number(utf8.length, 4);
        }
        reserve(utf8.length);
        System.arraycopy(utf8, 0, bytes, size, utf8.length);
        size += utf8.length;
        return this;
    }

    public RequestWriter real(double value) {
        put(0xcb);
        number(Double.doubleToRawLongBits(value), 8);
        return this;
    }

    /** A number from 0 to 2³² − 1. */
    public RequestWriter unsigned(long value) {
        if (value < 128) {
            put((int) value);
        } else {
            put(0xce);
            number(value, 4);
        }
        return this;
    }

    private void number(long value, int width) {
        for (int shift = (width - 1) * 8; shift >= 0; shift -= 8) {
            put((int) (value >>> shift));
        }
    }

    private void put(int value) {
        reserve(1);
        bytes[size++] = (byte) value;
    }

    private void reserve(int more) {
        if (more > bytes.length - size) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }
}
