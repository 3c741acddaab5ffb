package jubatus.core.bytes;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Handles the bytes of an array eight at a time. */
public final class Bits {
    /** Room that {@link #copy} needs behind what it writes. */
    public static final int SLACK = 16;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private Bits() {}

    /** The eight bytes from {@code offset} on as a little-endian number. */
    public static long longAt(byte[] bytes, int offset) {
        return (long) LONGS.get(bytes, offset);
    }

    /** Up to seven bytes as a little-endian number; what is missing of eight is 0. */
    public static long tailAt(byte[] bytes, int offset, int length) {
        if (offset + Long.BYTES <= bytes.length) {
            // In one read, for a loop over a length that nobody can foretell costs more.
            return longAt(bytes, offset) & ((1L << (Byte.SIZE * length)) - 1);
        }
        long tail = 0;
        for (int i = length - 1; i >= 0; i--) {
            tail = (tail << Byte.SIZE) | (bytes[offset + i] & 0xff);
        }
        return tail;
    }

    /**
     * Copies a few bytes faster than a call into the runtime would.
     *
     * @param target may be changed by up to {@link #SLACK} bytes behind what is copied, for which there must be room
     */
    public static void copy(byte[] source, int from, byte[] target, int to, int length) {
        if (length > SLACK || from + SLACK > source.length) {
            System.arraycopy(source, from, target, to, length);
            return;
        }
        LONGS.set(target, to, longAt(source, from));
        if (length > Long.BYTES) {
            LONGS.set(target, to + Long.BYTES, longAt(source, from + Long.BYTES));
        }
    }

    /** Whether two pieces of {@code length} bytes are equal. */
    public static boolean equal(byte[] some, int from, byte[] others, int otherFrom, int length) {
        int i = 0;
        for (; i + Long.BYTES <= length; i += Long.BYTES) {
            if (longAt(some, from + i) != longAt(others, otherFrom + i)) {
                return false;
            }
        }
        if (i == length) {
            return true;
        }
        if (length >= Long.BYTES) {
            return longAt(some, from + length - Long.BYTES) == longAt(others, otherFrom + length - Long.BYTES);
        }
        for (; i < length; i++) {
            if (some[from + i] != others[otherFrom + i]) {
                return false;
            }
        }
        return true;
    }
}
