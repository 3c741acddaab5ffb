package jubatus.classifier.transfer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;

/** A model that is read, chunk by chunk. */
final class OutgoingModel implements Transfer {
    private final Path file;
    private final FileChannel channel;
    private final long bytes;
    private final String sha256;

    private OutgoingModel(Path file, FileChannel channel, String sha256) throws IOException {
        this.file = file;
        this.channel = channel;
        this.bytes = channel.size();
        this.sha256 = sha256;
    }

    /**
     * Of a file that was written for this purpose.
     *
     * @throws jubatus.core.JubatusException if it cannot be read
     */
    static OutgoingModel of(Path file) {
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
            try {
                return new OutgoingModel(file, channel, digest(channel));
            } catch (IOException | RuntimeException e) {
                channel.close();
                throw e;
            }
        } catch (IOException e) {
            throw Transfer.failed("cannot read " + file, e);
        }
    }

    private static String digest(FileChannel channel) throws IOException {
        var sha256 = Sha256.start();
        ByteBuffer chunk = ByteBuffer.allocate(1 << 16);
        for (long at = 0; channel.read(chunk, at) > 0; chunk.clear()) {
            at += chunk.flip().remaining();
            sha256.update(chunk);
        }
        return HexFormat.of().formatHex(sha256.digest());
    }

    long bytes() {
        return bytes;
    }

    /** SHA-256 of all bytes, in hexadecimal digits. */
    String sha256() {
        return sha256;
    }

    /** The bytes from an offset on, none at the end; at most {@code atMost}. */
    byte[] read(long offset, int atMost) {
        if (offset < 0 || offset > bytes) {
            throw Transfer.refused("the offset must lie within 0 and " + bytes + ", was " + offset);
        }
        ByteBuffer chunk = ByteBuffer.allocate((int) Math.min(atMost, bytes - offset));
        try {
            while (chunk.hasRemaining()) {
                if (channel.read(chunk, offset + chunk.position()) < 0) {
                    throw new IOException("it has become shorter");
                }
            }
        } catch (IOException e) {
            throw Transfer.failed("cannot read " + file, e);
        }
        return chunk.array();
    }

    @Override
    public void close() {
        TransferFiles.delete(file, channel);
    }
}
