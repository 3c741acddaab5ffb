package jubatus.classifier.transfer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.HexFormat;

/** A model that is written, chunk by chunk, in order. {@code this} guards all. */
final class IncomingModel implements Transfer {
    /** What a model must leave of the disk: a journal may lie there. */
    private static final long SPARED_BYTES = 64 << 20;

    private final Path file;
    private final FileChannel channel;
    private final long bytes;
    private final String sha256;
    private final MessageDigest digest = Sha256.start();
    private long written;

    private IncomingModel(Path file, FileChannel channel, long bytes, String sha256) {
        this.file = file;
        this.channel = channel;
        this.bytes = bytes;
        this.sha256 = sha256;
    }

    /**
     * Into a new file.
     *
     * @param bytes how many there will be
     * @param sha256 of all of them, in hexadecimal digits
     * @throws jubatus.core.JubatusException if the disk has no room for them, or the file cannot be made
     */
    static IncomingModel into(Path file, long bytes, String sha256) {
        try {
            long usable = Files.getFileStore(file.toAbsolutePath().getParent()).getUsableSpace();
            long room = Math.max(0, usable - SPARED_BYTES);
            if (bytes < 0 || bytes > room) {
                throw Transfer.refused("a model of " + Long.toUnsignedString(bytes) + " bytes does not fit into "
                        + file.getParent() + ", which has room for " + room);
            }
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            return new IncomingModel(file, channel, bytes, sha256);
        } catch (IOException e) {
            throw Transfer.failed("cannot create " + file, e);
        }
    }

    /** Takes the next bytes. */
    synchronized void write(long offset, byte[] source) {
        int length = source.length;
        if (offset != written) {
            throw Transfer.refused("the next chunk must begin at " + written + ", began at " + offset);
        }
        if (length > bytes - written) {
            throw Transfer.refused("the model has " + bytes + " bytes as announced; a chunk of " + length + " at "
                    + offset + " goes beyond them");
        }
        ByteBuffer chunk = ByteBuffer.wrap(source);
        try {
            while (chunk.hasRemaining()) {
                channel.write(chunk, written + length - chunk.remaining());
            }
        } catch (IOException e) {
            throw Transfer.failed("cannot write " + file, e);
        }
        digest.update(source);
        written += length;
    }

    /**
     * The file, once all of it has come. To be called once.
     *
     * @throws jubatus.core.JubatusException if something is missing or is not what was announced
     */
    synchronized Path whole() {
        if (written != bytes) {
            throw Transfer.refused("the model has " + bytes + " bytes as announced; only " + written + " were written");
        }
        String actual = HexFormat.of().formatHex(digest.digest());
        if (!actual.equals(sha256)) {
            throw Transfer.refused("the SHA-256 of the model must be " + sha256 + " as announced, was " + actual);
        }
        return file;
    }

    @Override
    public synchronized void close() {
        TransferFiles.delete(file, channel);
    }
}
