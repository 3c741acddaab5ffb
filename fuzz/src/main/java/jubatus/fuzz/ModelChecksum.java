package jubatus.fuzz;

import java.nio.ByteBuffer;
import java.util.zip.CRC32;

/** Makes the checksum of a model file right that was changed (03 §7.1), or no change would be seen by anything behind it. */
public final class ModelChecksum {
    private static final int HEADER = 48;
    private static final int CRC_AT = 28;
    private static final int SYSTEM_SIZE_AT = 32;
    private static final int USER_SIZE_AT = 40;

    private ModelChecksum() {}

    /** Changes {@code file} and returns it. */
    public static byte[] put(byte[] file) {
        if (file.length < HEADER) {
            return file;
        }
        ByteBuffer header = ByteBuffer.wrap(file);
        var sum = new CRC32();
        sum.update(file, 0, CRC_AT);
        sum.update(file, SYSTEM_SIZE_AT, HEADER - SYSTEM_SIZE_AT);
        long end = HEADER + header.getLong(SYSTEM_SIZE_AT) + header.getLong(USER_SIZE_AT);
        if (end >= HEADER && end <= file.length) {
            sum.update(file, HEADER, (int) end - HEADER);
        }
        header.putInt(CRC_AT, (int) sum.getValue());
        return file;
    }
}
