package jubatus.benchmark.load;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads MessagePack from a connection or a file: whole values where they matter, or past them where only the time counts, without making an
 * object. A reader of the generator's own, as the writer is. Not safe for concurrent use.
 */
public final class ValueReader {
    private static final int MAX_TEXT = 1 << 20;

    private final InputStream in;
    private final byte[] buffer = new byte[1 << 16];
    private int position;
    private int limit;

    public ValueReader(InputStream in) {
        this.in = in;
    }

    /** Reads the head of an answer, up to its message id, which it returns; the error and the result come next. */
    long answer() throws IOException {
        int head = next();
        int type = next();
        if (head != 0x94 || type != 1) {
            throw new IOException(String.format("an answer begins with 94 01, this one with %02x %02x", head, type));
        }
        return (Long) value();
    }

    /** Reads a value: null, Boolean, Long, Double, String, List or Map. */
    Object value() throws IOException {
        int code = next();
        if (code < 0x80 || code >= 0xe0) {
            return (long) (byte) code;
        }
        long size = elements(code);
        if (isMap(code)) {
            return map(size);
        }
        if (isArray(code)) {
            return list(size);
        }
        long length = textLength(code);
        return length >= 0 ? text(length) : scalar(code);
    }

    /** Reads the head of an array or a map; returns how many elements or entries come next. */
    public long count() throws IOException {
        int code = next();
        if (!isMap(code) && !isArray(code)) {
            throw new IOException(String.format("an array or a map is expected, but %02x came", code));
        }
        return elements(code);
    }

    /** Reads past a value. */
    public void skip() throws IOException {
        for (long left = 1; left > 0; left--) {
            int code = next();
            if (code < 0x80 || code >= 0xe0) {
                continue;
            }
            if (isMap(code)) {
                left += 2 * elements(code);
            } else if (isArray(code)) {
                left += elements(code);
            } else {
                long length = textLength(code);
                skipBytes(length >= 0 ? length : width(code));
            }
        }
    }

    private static boolean isMap(int code) {
        return code >> 4 == 8 || code == 0xde || code == 0xdf;
    }

    private static boolean isArray(int code) {
        return code >> 4 == 9 || code == 0xdc || code == 0xdd;
    }

    /** How many elements a map or an array has; of anything else 0. */
    private long elements(int code) throws IOException {
        return switch (code) {
            case 0xdc, 0xde -> number(2);
            case 0xdd, 0xdf -> number(4);
            default -> code < 0xa0 ? code & 15 : 0;
        };
    }

    /** How long a text is; of anything else -1. */
    private long textLength(int code) throws IOException {
        return switch (code) {
            case 0xc4, 0xd9 -> number(1);
            case 0xc5, 0xda -> number(2);
            case 0xc6, 0xdb -> number(4);
            default -> code >> 5 == 5 ? code & 31 : -1;
        };
    }

    /** How many bytes follow the code of a scalar. */
    private static int width(int code) throws IOException {
        return switch (code) {
            case 0xc0, 0xc2, 0xc3 -> 0;
            case 0xcc, 0xd0 -> 1;
            case 0xcd, 0xd1 -> 2;
            case 0xca, 0xce, 0xd2 -> 4;
            case 0xcb, 0xcf, 0xd3 -> 8;
            default -> throw new IOException(String.format("no value begins with %02x", code));
        };
    }

    private Object scalar(int code) throws IOException {
        long bits = number(width(code));
        return switch (code) {
            case 0xc2 -> false;
            case 0xc3 -> true;
            case 0xca -> (double) Float.intBitsToFloat((int) bits);
            case 0xcb -> Double.longBitsToDouble(bits);
            case 0xd0 -> (long) (byte) bits;
            case 0xd1 -> (long) (short) bits;
            case 0xd2 -> (long) (int) bits;
            case 0xcc, 0xcd, 0xce, 0xcf, 0xd3 -> bits;
            default -> null;
        };
    }

    private List<Object> list(long size) throws IOException {
        List<Object> list = new ArrayList<>();
        for (long i = 0; i < size; i++) {
            list.add(value());
        }
        return list;
    }

    private Map<Object, Object> map(long size) throws IOException {
        Map<Object, Object> map = new LinkedHashMap<>();
        for (long i = 0; i < size; i++) {
            Object key = value();
            map.put(key, value());
        }
        return map;
    }

    private String text(long length) throws IOException {
        if (length > MAX_TEXT) {
            throw new IOException("a text that is read has at most " + MAX_TEXT + " bytes, this one " + length);
        }
        var bytes = new byte[(int) length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) next();
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private long number(int width) throws IOException {
        long number = 0;
        for (int i = 0; i < width; i++) {
            number = number << 8 | next();
        }
        return number;
    }

    /** Reads past bytes that are no value. */
    public void skipBytes(long count) throws IOException {
        long left = count;
        while (left > limit - position) {
            left -= limit - position;
            fill();
        }
        position += (int) left;
    }

    private int next() throws IOException {
        if (position == limit) {
            fill();
        }
        return buffer[position++] & 0xff;
    }

    private void fill() throws IOException {
        int read = in.read(buffer, 0, buffer.length);
        if (read <= 0) {
            throw new EOFException("the stream ended within a value, or before one");
        }
        position = 0;
        limit = read;
    }
}
