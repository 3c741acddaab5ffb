package jubatus.core.conversion;

import java.util.Arrays;
import jubatus.core.JubatusException;
import jubatus.core.bytes.ByteString;

/** An array of bytes that grows and is reused. {@link #array()} is replaced when it grows; what it held is not changed then. */
final class GrowingBytes {
    private byte[] bytes = new byte[256];
    private int size;

    void clear() {
        size = 0;
    }

    /** Forgets what was appended after this size was reached. */
    void truncate(int newSize) {
        size = newSize;
    }

    byte[] array() {
        return bytes;
    }

    ByteString toByteString() {
        return ByteString.copyOf(bytes, 0, size);
    }

    int size() {
        return size;
    }

    void append(byte b) {
        reserve(1);
        bytes[size++] = b;
    }

    void append(byte[] source, int offset, int length) {
        reserve(length);
        System.arraycopy(source, offset, bytes, size, length);
        size += length;
    }

    void append(ByteString source) {
        reserve(source.length());
        size = source.copyTo(bytes, size);
    }

    private void reserve(int length) {
        if (length <= bytes.length - size) {
            return;
        }
        long needed = (long) size + length;
        if (needed > Integer.MAX_VALUE - 16) {
            throw new JubatusException(
                    JubatusException.Code.BAD_DATUM, "the filtered texts of one datum must stay below 2 GiB");
        }
        bytes = Arrays.copyOf(bytes, (int) Math.max(needed, Math.min(2L * bytes.length, Integer.MAX_VALUE - 16)));
    }
}
