package jubatus.core.model;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32;

/**
 * The first 48 bytes of a model file (03 §7.1). Sizes are unsigned.
 *
 * @param crc checksum of this header without the checksum itself, the system data and the user data
 */
record ModelHeader(Release release, int crc, long systemSize, long userSize) {
    static final int SIZE = 48;

    private static final byte[] MAGIC = {'j', 'u', 'b', 'a', 't', 'u', 's', 0};
    private static final long FORMAT_VERSION = 1;
    private static final int CRC_OFFSET = 28;
    private static final int CRC_SIZE = 4;

    /** Who wrote a file. Files of every release with the same major version are read. */
    record Release(int major, int minor, int maintenance) {
        static final Release CURRENT = new Release(1, 2, 0);

        @Override
        public String toString() {
            return Integer.toUnsignedString(major) + "." + Integer.toUnsignedString(minor) + "."
                    + Integer.toUnsignedString(maintenance);
        }
    }

    /** Reads a header of {@link #SIZE} bytes and checks what can be checked in it (03 §7.3, steps 2 to 4). */
    static ModelHeader decode(byte[] bytes) {
        var buffer = ByteBuffer.wrap(bytes);
        byte[] magic = new byte[MAGIC.length];
        buffer.get(magic);
        if (!Arrays.equals(magic, MAGIC)) {
            throw ModelErrors.of("invalid file format");
        }
        long format = buffer.getLong();
        if (format != FORMAT_VERSION) {
            throw ModelErrors.of("invalid format version: " + Long.toUnsignedString(format) + ", expected 1");
        }
        var release = new Release(buffer.getInt(), buffer.getInt(), buffer.getInt());
        if (release.major != Release.CURRENT.major) {
            throw ModelErrors.of("cannot load model file created before v1.0.0: " + release);
        }
        return new ModelHeader(release, buffer.getInt(), buffer.getLong(), buffer.getLong());
    }

    byte[] encode() {
        return ByteBuffer.allocate(SIZE)
                .put(MAGIC)
                .putLong(FORMAT_VERSION)
                .putInt(release.major)
                .putInt(release.minor)
                .putInt(release.maintenance)
                .putInt(crc)
                .putLong(systemSize)
                .putLong(userSize)
                .array();
    }

    ModelHeader withCrc(int newCrc) {
        return new ModelHeader(release, newCrc, systemSize, userSize);
    }

    /** A checksum that has taken in this header and waits for the system data. */
    CRC32 startCrc() {
        byte[] bytes = encode();
        var sum = new CRC32();
        sum.update(bytes, 0, CRC_OFFSET);
        int after = CRC_OFFSET + CRC_SIZE;
        sum.update(bytes, after, SIZE - after);
        return sum;
    }
}
