package jubatus.core.storage;

import jubatus.core.JubatusException;
import jubatus.core.JubatusException.Code;
import jubatus.core.bytes.ByteString;
import jubatus.core.msgpack.MessageReader;
import jubatus.core.msgpack.MessageWriter;

/**
 * One row of a nearest-neighbour table, apart from any table: what diffs and pushes carry (03 §6.7). Never changed once made.
 *
 * <p>On the wire {@code [key, [[owner], clock], [[bits, raw], norm]]}, where raw is the signature in blocks of eight bytes, each
 * block big-endian. The owner is always empty and not kept.
 */
public final class Row {
    private final ByteString key;
    private final long clock;
    private final long[] signature;
    private final double norm;

    /** Makes a row of a signature that is handed over. */
    Row(ByteString key, long clock, long[] signature, double norm) {
        this.key = key;
        this.clock = clock;
        this.signature = signature;
        this.norm = norm;
    }

    public ByteString key() {
        return key;
    }

    /** When the row was written, in the logical time of its table; unsigned. */
    public long clock() {
        return clock;
    }

    /** Bit i of the vector is bit (i mod 64) of element i / 64. Not to be changed. */
    long[] signature() {
        return signature;
    }

    /** The length of the vector; 0 in tables without norms. */
    double norm() {
        return norm;
    }

    /** False if the length is no number that distances can be computed from. */
    public boolean isFinite() {
        return Double.isFinite(norm);
    }

    /** Roughly how much memory it takes. */
    public long approximateBytes() {
        return 100 + key.length() + (long) Long.BYTES * signature.length;
    }

    public void write(MessageWriter out, RowSchema schema) {
        out.array(3);
        out.raw(key);
        writeVersion(clock, out);
        out.array(schema.columns());
        out.array(2);
        out.unsigned(schema.bits());
        out.rawHeader(8L * signature.length);
        byte[] bytes = new byte[8];
        for (long block : signature) {
            for (int i = 0; i < 8; i++) {
                bytes[i] = (byte) (block >>> (56 - 8 * i));
            }
            out.bytes(bytes, 0, 8);
        }
        if (schema.hasNorm()) {
            out.float64(norm);
        }
    }

    /**
     * Reads a row that {@link #write} or an original wrote.
     *
     * @throws JubatusException BAD_ARGUMENT for another shape; BAD_DIFF for other columns than the schema has
     */
    public static Row read(MessageReader in, RowSchema schema) {
        in.readArrayOf(3);
        ByteString key = in.readByteString();
        long clock = readVersion(in);
        if (in.readArray() != schema.columns()) {
            throw new JubatusException(Code.BAD_DIFF, "std::bad_cast");
        }
        long[] signature = readSignature(in, schema);
        return new Row(key, clock, signature, schema.hasNorm() ? in.readDouble() : 0);
    }

    private static long[] readSignature(MessageReader in, RowSchema schema) {
        in.readArrayOf(2);
        long bits = in.readUnsignedLong();
        if (bits != schema.bits()) {
            throw new JubatusException(
                    Code.BAD_DIFF,
                    "a signature has " + Long.toUnsignedString(bits) + " bits where " + schema.bits()
                            + " are configured");
        }
        int length = in.readRaw();
        if (length != 8L * schema.blocks()) {
            throw new JubatusException(Code.BAD_DIFF, "msgpack_unpack(): invalid length of packed data: " + length);
        }
        long[] signature = new long[schema.blocks()];
        for (int i = 0; i < length; i++) {
            signature[i / 8] = signature[i / 8] << 8 | (in.bytes()[in.rawOffset() + i] & 0xff);
        }
        return signature;
    }

    /** Writes {@code [[owner], clock]}. */
    static void writeVersion(long clock, MessageWriter out) {
        out.array(2);
        out.array(1);
        out.raw(ByteString.EMPTY);
        out.unsigned(clock);
    }

    static long readVersion(MessageReader in) {
        in.readArrayOf(2);
        readOwner(in);
        return in.readUnsignedLong();
    }

    static ByteString readOwner(MessageReader in) {
        int members = in.readArray();
        ByteString owner = members > 0 ? in.readByteString() : ByteString.EMPTY;
        for (int surplus = members - 1; surplus > 0; surplus--) {
            in.skip();
        }
        return owner;
    }
}
