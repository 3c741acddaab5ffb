package jubatus.dist.image;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;

/**
 * Writes a tar archive as POSIX.1-1988 has it ("ustar"), which everything reads. A path has at most 255 bytes there, and its last
 * part, and the target of a link, at most 100. Does not close what it writes to. Not safe for concurrent use.
 */
final class TarWriter {
    private static final int BLOCK = 512;
    private static final int NAME = 100;
    private static final int PREFIX_AT = 345;
    private static final int PREFIX = 155;
    private static final int CHECKSUM_AT = 148;
    private static final int CHECKSUM = 8;

    private final OutputStream out;
    private final long seconds;

    TarWriter(OutputStream out, Instant time) {
        this.out = out;
        this.seconds = time.getEpochSecond();
    }

    void folder(String path, int mode, int owner) throws IOException {
        header(path + "/", '5', mode, owner, 0, "");
    }

    void file(String path, int mode, byte[] content) throws IOException {
        header(path, '0', mode, 0, content.length, "");
        out.write(content);
        out.write(new byte[-content.length & (BLOCK - 1)]);
    }

    void link(String path, String target) throws IOException {
        header(path, '2', 0777, 0, 0, target);
    }

    /** Two blocks of zeros; what follows them is not read. */
    void end() throws IOException {
        out.write(new byte[2 * BLOCK]);
    }

    private void header(String path, char type, int mode, int owner, long length, String target) throws IOException {
        byte[] block = new byte[BLOCK];
        putPath(block, path);
        putOctal(block, 100, 8, mode);
        putOctal(block, 108, 8, owner);
        putOctal(block, 116, 8, owner);
        putOctal(block, 124, 12, length);
        putOctal(block, 136, 12, seconds);
        block[156] = (byte) type;
        put(block, 157, NAME, target);
        put(block, 257, 8, "ustar\00000");
        Arrays.fill(block, CHECKSUM_AT, CHECKSUM_AT + CHECKSUM, (byte) ' ');
        long sum = 0;
        for (byte b : block) {
            sum += b & 0xff;
        }
        putOctal(block, CHECKSUM_AT, CHECKSUM - 1, sum);
        out.write(block);
    }

    /** A path that is too long for the name is cut at a slash, and what is before that goes to the prefix. */
    private static void putPath(byte[] block, String path) {
        int length = path.getBytes(StandardCharsets.UTF_8).length;
        int cut = length <= NAME ? -1 : path.indexOf('/', length - NAME - 1);
        if (length > NAME && (cut < 0 || cut > PREFIX || cut == path.length() - 1)) {
            throw new IllegalArgumentException(path + " is too long for a tar archive, which takes " + NAME
                    + " bytes behind a slash and " + PREFIX + " before it");
        }
        put(block, 0, NAME, path.substring(cut + 1));
        put(block, PREFIX_AT, PREFIX, path.substring(0, Math.max(cut, 0)));
    }

    private static void put(byte[] block, int at, int room, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > room) {
            throw new IllegalArgumentException(text + " is too long for a tar archive, which takes " + room + " bytes");
        }
        System.arraycopy(bytes, 0, block, at, bytes.length);
    }

    private static void putOctal(byte[] block, int at, int room, long value) {
        put(block, at, room - 1, String.format("%0" + (room - 1) + "o", value));
    }
}
