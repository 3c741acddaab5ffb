package jubatus.core.journal;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.zip.CRC32C;
import jubatus.core.JubatusException;
import jubatus.core.bytes.ByteString;

/**
 * The first {@value #SIZE} bytes of a segment, big-endian: {@code magic (8) format (4) type (16, padded by 0) in cluster (4)
 * digest of the configuration (32) first sequence (8) CRC-32C of all before (4)}.
 */
record SegmentHeader(JournalIdentity identity, long firstSequence) {
    static final int SIZE = 76;

    private static final ByteString MAGIC = ByteString.utf8("JUBA-JRN");
    private static final int FORMAT = 1;
    private static final int CHECKED = SIZE - Integer.BYTES;

    byte[] encode() {
        ByteBuffer out = ByteBuffer.allocate(SIZE);
        byte[] type = new byte[JournalIdentity.TYPE_BYTES];
        identity.type().copyTo(type, 0);
        out.put(MAGIC.toBytes()).putInt(FORMAT).put(type).putInt(identity.inCluster() ? 1 : 0);
        out.put(identity.configDigest().toBytes()).putLong(firstSequence);
        out.putInt(checksum(out.array()));
        return out.array();
    }

    /**
     * Reads a header; empty if the bytes are not all of one, as when the process was killed while it began the segment.
     *
     * @throws JubatusException if it has another format
     */
    static Optional<SegmentHeader> decode(byte[] bytes, Object file) {
        if (bytes.length < SIZE) {
            return Optional.empty();
        }
        ByteBuffer in = ByteBuffer.wrap(bytes);
        if (checksum(bytes) != in.getInt(CHECKED) || !MAGIC.equals(read(in, MAGIC.length()))) {
            return Optional.empty();
        }
        int format = in.getInt();
        if (format != FORMAT) {
            throw new JubatusException(
                    JubatusException.Code.FAILED,
                    "the journal " + file + " has format " + format + ", this version knows format " + FORMAT
                            + "; use the version that wrote it, or another folder");
        }
        ByteString padded = read(in, JournalIdentity.TYPE_BYTES);
        boolean inCluster = in.getInt() != 0;
        ByteString digest = read(in, JournalIdentity.DIGEST_BYTES);
        return Optional.of(
                new SegmentHeader(new JournalIdentity(withoutPadding(padded), inCluster, digest), in.getLong()));
    }

    private static ByteString withoutPadding(ByteString padded) {
        int end = padded.length();
        while (end > 0 && padded.at(end - 1) == 0) {
            end--;
        }
        return padded.substring(0, end);
    }

    private static ByteString read(ByteBuffer in, int length) {
        byte[] bytes = new byte[length];
        in.get(bytes);
        return ByteString.copyOf(bytes);
    }

    private static int checksum(byte[] bytes) {
        var sum = new CRC32C();
        sum.update(bytes, 0, CHECKED);
        return (int) sum.getValue();
    }
}
