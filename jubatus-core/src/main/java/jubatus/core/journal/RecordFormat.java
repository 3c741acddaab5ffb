package jubatus.core.journal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * A record in a segment, big-endian: {@code length (4) checksum (4) sequence (8) kind (1) payload}. The length counts what follows the
 * checksum, so that it is never 0, as the bytes after the last record are. The checksum is CRC-32C over the length and all that
 * follows the checksum. Sequences go up by one from record to record, over all segments.
 */
final class RecordFormat {
    /** Bytes before the payload. */
    static final int HEADER = 17;

    private static final int CHECKSUM_AT = 4;
    private static final int BODY_AT = 8;
    private static final int KIND_AT = 16;
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private RecordFormat() {}

    /** What the length says for a payload of so many bytes. */
    static int lengthOf(int payload) {
        return HEADER - BODY_AT + payload;
    }

    /** Fills in the header of a record whose payload follows it. */
    static void seal(byte[] bytes, int at, RecordKind kind, long sequence, int payload) {
        seal(bytes, at, kind, sequence, bytes, at + HEADER, payload);
    }

    /** Fills in the header of a record whose payload stands elsewhere. */
    static void seal(byte[] header, int at, RecordKind kind, long sequence, byte[] payload, int offset, int length) {
        INTS.set(header, at, lengthOf(length));
        LONGS.set(header, at + BODY_AT, sequence);
        header[at + KIND_AT] = kind.code();
        INTS.set(header, at + CHECKSUM_AT, checksum(header, at, payload, offset, length));
    }

    static int length(byte[] header) {
        return (int) INTS.get(header, 0);
    }

    static long sequence(byte[] header) {
        return (long) LONGS.get(header, BODY_AT);
    }

    static byte kind(byte[] header) {
        return header[KIND_AT];
    }

    static boolean isIntact(byte[] header, byte[] payload) {
        return (int) INTS.get(header, CHECKSUM_AT) == checksum(header, 0, payload, 0, payload.length);
    }

    private static int checksum(byte[] header, int at, byte[] payload, int offset, int length) {
        var sum = new CRC32C();
        sum.update(header, at, CHECKSUM_AT);
        sum.update(header, at + BODY_AT, HEADER - BODY_AT);
        sum.update(payload, offset, length);
        return (int) sum.getValue();
    }
}
