package jubatus.core.storage;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import jubatus.core.JubatusException;
import jubatus.core.JubatusException.Code;
import jubatus.core.bytes.ByteString;
import jubatus.core.msgpack.MessageReader;
import jubatus.core.msgpack.MessageWriter;

/** Writes and reads a row table as model files have it: {@code [keys, rows, versions, columns, clock, index]} (03 §8.6). */
public final class RowTableCodec {
    private static final int DOUBLE = 9;
    private static final int BIT_VECTOR = 10;

    private final RowTable table;
    private final RowSchema schema;

    public RowTableCodec(RowTable table) {
        this.table = table;
        this.schema = table.schema();
    }

    /** Writes all rows. */
    public void write(MessageWriter out) {
        write(out, IntStream.range(0, table.size()).toArray());
    }

    /** Writes the rows of some keys. */
    public void write(MessageWriter out, Predicate<ByteString> keys) {
        write(
                out,
                IntStream.range(0, table.size())
                        .filter(row -> keys.test(table.key(row)))
                        .toArray());
    }

    private void write(MessageWriter out, int[] rows) {
        out.array(6);
        out.array(rows.length);
        for (int row : rows) {
            out.raw(table.key(row));
        }
        out.unsigned(rows.length);
        out.array(rows.length);
        for (int row : rows) {
            Row.writeVersion(table.clock(row), out);
        }
        writeColumns(out, rows);
        out.unsigned(table.clock());
        out.map(rows.length);
        for (int i = 0; i < rows.length; i++) {
            out.raw(table.key(rows[i]));
            out.unsigned(i);
        }
    }

    private void writeColumns(MessageWriter out, int[] rows) {
        out.array(schema.columns());
        writeType(out, BIT_VECTOR, schema.bits());
        out.array(Math.multiplyExact(rows.length, schema.blocks()));
        for (int row : rows) {
            for (int i = 0; i < schema.blocks(); i++) {
                out.unsigned(table.block(row, i));
            }
        }
        if (schema.hasNorm()) {
            writeType(out, DOUBLE, 0);
            out.array(rows.length);
            for (int row : rows) {
                out.float64(table.norm(row));
            }
        }
    }

    private static void writeType(MessageWriter out, int type, int bits) {
        out.array(2);
        out.array(2);
        out.unsigned(type);
        out.unsigned(bits);
    }

    /** Reads into the table, which must be new. The index is not needed: it follows from the keys. */
    public void read(MessageReader in) {
        int members = in.readArray();
        List<ByteString> keys = members > 0 ? readKeys(in) : List.of();
        long rows = members > 1 ? in.readUnsignedLong() : 0;
        check("rows", rows, keys.size());
        long[] clocks = readVersions(in, members > 2, keys.size());
        if (members > 3) {
            readColumns(in, keys, clocks);
        } else {
            check("columns", 0, keys.size());
        }
        if (members > 4) {
            table.setClock(in.readUnsignedLong());
        }
        for (int rest = members - 5; rest > 0; rest--) {
            in.skip();
        }
    }

    private void readColumns(MessageReader in, List<ByteString> keys, long[] clocks) {
        in.readArrayOf(schema.columns());
        readType(in, BIT_VECTOR, schema.bits());
        int blocks = in.readArray();
        check("blocks of signatures", blocks, (long) keys.size() * schema.blocks());
        long[] signatures = new long[blocks];
        for (int i = 0; i < signatures.length; i++) {
            signatures[i] = in.readUnsignedLong();
        }
        if (schema.hasNorm()) {
            readType(in, DOUBLE, 0);
            check("norms", in.readArray(), keys.size());
        }
        long[] signature = new long[schema.blocks()];
        for (int row = 0; row < keys.size(); row++) {
            System.arraycopy(signatures, row * signature.length, signature, 0, signature.length);
            double norm = schema.hasNorm() ? in.readDouble() : 0;
            table.put(new Row(keys.get(row), clocks[row], signature, norm));
        }
        check("different keys", table.size(), keys.size());
    }

    private static List<ByteString> readKeys(MessageReader in) {
        var keys = new ArrayList<ByteString>();
        for (int n = in.readArray(); n > 0; n--) {
            keys.add(in.readByteString());
        }
        return keys;
    }

    private static long[] readVersions(MessageReader in, boolean present, int rows) {
        check("versions", present ? in.readArray() : 0, rows);
        long[] clocks = new long[rows];
        for (int i = 0; i < clocks.length; i++) {
            clocks[i] = Row.readVersion(in);
        }
        return clocks;
    }

    private static void readType(MessageReader in, int type, int bits) {
        in.readArrayOf(2);
        in.readArrayOf(2);
        long foundType = in.readUnsignedLong();
        long foundBits = in.readUnsignedLong();
        check("column type", foundType, type);
        check("bits of a column", foundBits, bits);
    }

    private static void check(String what, long found, long expected) {
        if (found != expected) {
            throw new JubatusException(
                    Code.BAD_MODEL,
                    "the column table is broken: " + what + " is " + Long.toUnsignedString(found) + " and should be "
                            + expected);
        }
    }
}
