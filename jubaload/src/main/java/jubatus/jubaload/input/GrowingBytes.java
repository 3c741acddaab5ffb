package jubatus.jubaload.input;

import java.util.Arrays;
import jubatus.core.bytes.ByteString;

/** An array of bytes that grows. Not safe for concurrent use. */
final class GrowingBytes {
    private byte[] bytes = new byte[256];
    private int length;

    void clear() {
        length = 0;
    }

    void cut(int newLength) {
        length = newLength;
    }

    void add(int b) {
        if (length == bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * length);
        }
        bytes[length++] = (byte) b;
    }

    void add(byte[] more) {
        for (byte b : more) {
            add(b);
        }
    }

    int length() {
        return length;
    }

    /** Valid until the next byte is added. */
    byte[] array() {
        return bytes;
    }

    byte[] copy() {
        return Arrays.copyOf(bytes, length);
    }

    ByteString toByteString() {
        return ByteString.copyOf(bytes, 0, length);
    }

    @Override
    public String toString() {
        return toByteString().toString();
    }
}
