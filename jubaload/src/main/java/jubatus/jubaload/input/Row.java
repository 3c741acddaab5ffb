package jubatus.jubaload.input;

import java.util.Arrays;
import jubatus.core.bytes.ByteString;

/** The fields of one record of a table, and where they stood. Not safe for concurrent use. */
final class Row {
    private final GrowingBytes bytes = new GrowingBytes();
    private int[] ends = new int[16];
    private long[] lines = new long[16];
    private int[] columns = new int[16];
    private int count;

    void clear() {
        bytes.clear();
        count = 0;
    }

    void add(int b) {
        bytes.add(b);
    }

    /** Ends the field that the last bytes were added to; it began at this place. */
    void endField(long line, int column) {
        if (count == ends.length) {
            ends = Arrays.copyOf(ends, 2 * count);
            lines = Arrays.copyOf(lines, 2 * count);
            columns = Arrays.copyOf(columns, 2 * count);
        }
        ends[count] = bytes.length();
        lines[count] = line;
        columns[count++] = column;
    }

    int count() {
        return count;
    }

    int length() {
        return bytes.length();
    }

    byte[] array() {
        return bytes.array();
    }

    int from(int field) {
        return field == 0 ? 0 : ends[field - 1];
    }

    int to(int field) {
        return ends[field];
    }

    boolean isEmpty(int field) {
        return from(field) == to(field);
    }

    ByteString get(int field) {
        return ByteString.copyOf(bytes.array(), from(field), to(field) - from(field));
    }

    byte[] copy(int field) {
        return Arrays.copyOfRange(bytes.array(), from(field), to(field));
    }

    long line(int field) {
        return lines[field];
    }

    int column(int field) {
        return columns[field];
    }

    /** The place at which a field begins, for a sentence about it. */
    BadLineException bad(int field, String reason) {
        return new BadLineException(lines[field], columns[field], reason);
    }
}
