package jubatus.core.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.function.Function;
import java.util.zip.CRC32;
import jubatus.core.JubatusException;
import jubatus.core.bytes.ByteString;
import jubatus.core.config.EngineConfig;
import jubatus.core.config.JsonReader;
import jubatus.core.config.JsonSyntaxException;
import jubatus.core.model.ModelFile.SystemData;
import jubatus.core.msgpack.MessageReader;

/**
 * An open model file whose checksum is right and whose system data is known. Then come, in this order (03 §7.3), what the caller
 * wants checked against the running server, the model, and the tail. The file is streamed: twice over the model, once for the
 * checksum before anything is decoded.
 *
 * <p>Failures are {@link JubatusException}s with the original's texts. Not safe for concurrent use.
 */
public final class ModelReader implements AutoCloseable {
    private static final String USER_DATA_IS_BROKEN = "user data is broken";

    /** System data is read into memory; more than this is not a configuration. */
    private static final int LARGEST_SYSTEM_DATA = 64 << 20;

    private static final int CHUNK = 1 << 16;

    private final FileChannel channel;
    private final long fileSize;
    private final ModelHeader header;
    private final SystemData system;

    private ModelReader(FileChannel channel) throws IOException {
        this.channel = channel;
        fileSize = channel.size();
        if (fileSize < ModelHeader.SIZE) {
            throw ModelErrors.cannotRead(null);
        }
        header = ModelHeader.decode(readFully(ModelHeader.SIZE));
        checkSizes();
        checkCrc();
        if (header.systemSize() > LARGEST_SYSTEM_DATA) {
            throw ModelErrors.of("system data is broken");
        }
        channel.position(ModelHeader.SIZE);
        system = SystemDataCodec.decode(readFully((int) header.systemSize()));
    }

    static ModelReader open(Path source) {
        FileChannel channel = openChannel(source);
        ModelReader reader = null;
        try {
            reader = new ModelReader(channel);
            return reader;
        } catch (IOException e) {
            throw ModelErrors.cannotRead(e);
        } finally {
            if (reader == null) {
                closeQuietly(channel);
            }
        }
    }

    /** What the file says about itself; nothing in it has been checked yet. */
    public SystemData system() {
        return system;
    }

    /** Checks the version of the system data and what kind of server wrote the file. */
    public void requireVersionAndType(ByteString type) {
        if (system.version() != ModelFile.SYSTEM_DATA_VERSION) {
            throw ModelErrors.of("invalid system data version: saved version: "
                    + Long.toUnsignedString(system.version()) + ", expected 1");
        }
        if (!system.type().equals(type)) {
            throw mismatch("server type mismatched: ", system.type(), type);
        }
    }

    /** Checks that the file was written under this configuration: blanks and the order of members do not count. */
    public void requireConfig(EngineConfig running) {
        if (!system.config().equals(running.text()) && !isSameJson(running)) {
            throw mismatch("server config mismatched: ", system.config(), running.text());
        }
    }

    /**
     * Reads the model.
     *
     * @param body reads one MessagePack value into something new; its errors about types become the file's
     */
    public <T> T readModel(Function<MessageReader, T> body) {
        MessageReader reader = readerAt(userDataStart(), header.userSize());
        try {
            checkUserContainer(reader);
            return body.apply(reader);
        } catch (JubatusException e) {
            throw ModelErrors.whileDecoding(e, USER_DATA_IS_BROKEN);
        } catch (UncheckedIOException e) {
            throw ModelErrors.cannotRead(e);
        }
    }

    /**
     * A reader of what follows the model, with nothing remaining if nothing does. No checksum covers these bytes. A failure of the
     * disk comes as {@link UncheckedIOException}. Valid until the next call of this object.
     */
    public MessageReader tail() {
        long start = userDataStart() + header.userSize();
        return readerAt(start, fileSize - start);
    }

    /**
     * Reads what follows the model.
     *
     * @param body reads it into something new; its errors become the file's
     */
    public <T> T readTail(Function<MessageReader, T> body) {
        try {
            return body.apply(tail());
        } catch (JubatusException e) {
            throw ModelErrors.whileDecoding(e, "what follows the user data is broken");
        } catch (UncheckedIOException e) {
            throw ModelErrors.cannotRead(e);
        }
    }

    /** SHA-256 of the model's bytes, for which they are read once more. */
    public ByteString digestOfModel() {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            channel.position(userDataStart());
            InputStream stream = Channels.newInputStream(channel);
            byte[] chunk = new byte[CHUNK];
            for (long left = header.userSize(); left > 0; ) {
                int read = stream.read(chunk, 0, (int) Math.min(chunk.length, left));
                if (read < 0) {
                    throw ModelErrors.cannotRead(null);
                }
                sha256.update(chunk, 0, read);
                left -= read;
            }
            return ByteString.copyOf(sha256.digest());
        } catch (IOException e) {
            throw ModelErrors.cannotRead(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    @Override
    public void close() {
        closeQuietly(channel);
    }

    private static FileChannel openChannel(Path source) {
        try {
            if (Files.exists(source) && !Files.isRegularFile(source)) {
                // It is read twice, which a pipe does not allow.
                throw ModelErrors.cannotRead(new FileSystemException(source.toString(), null, "not a regular file"));
            }
            return FileChannel.open(source, StandardOpenOption.READ);
        } catch (IOException e) {
            throw ModelErrors.of("cannot open input file", e);
        }
    }

    /** The sizes are unsigned and nobody's word: only the file's own size counts. */
    private void checkSizes() {
        long available = fileSize - ModelHeader.SIZE;
        long systemSize = header.systemSize();
        long userSize = header.userSize();
        if (systemSize < 0 || systemSize > available || userSize < 0 || userSize > available - systemSize) {
            throw ModelErrors.cannotRead(null);
        }
    }

    private void checkCrc() throws IOException {
        CRC32 sum = header.startCrc();
        byte[] chunk = new byte[CHUNK];
        InputStream stream = Channels.newInputStream(channel);
        long left = header.systemSize() + header.userSize();
        while (left > 0) {
            int read = stream.read(chunk, 0, (int) Math.min(chunk.length, left));
            if (read < 0) {
                throw ModelErrors.cannotRead(null);
            }
            sum.update(chunk, 0, read);
            left -= read;
        }
        int actual = (int) sum.getValue();
        if (actual != header.crc()) {
            throw ModelErrors.of("invalid crc32 checksum: " + Integer.toHexString(actual) + ", expected "
                    + Integer.toHexString(header.crc()));
        }
    }

    private byte[] readFully(int size) throws IOException {
        byte[] bytes = Channels.newInputStream(channel).readNBytes(size);
        if (bytes.length < size) {
            throw ModelErrors.cannotRead(null);
        }
        return bytes;
    }

    private long userDataStart() {
        return ModelHeader.SIZE + header.systemSize();
    }

    private MessageReader readerAt(long position, long size) {
        try {
            channel.position(position);
        } catch (IOException e) {
            throw ModelErrors.cannotRead(e);
        }
        return MessageReader.of(Channels.newInputStream(channel), size);
    }

    private static void checkUserContainer(MessageReader reader) {
        if (reader.readArray() != 2) {
            throw ModelErrors.of("invalid user container");
        }
        long version = reader.readUnsignedLong();
        if (version != ModelFile.USER_DATA_VERSION) {
            throw ModelErrors.of("user data version mismatched: " + Long.toUnsignedString(version) + ", expected 1");
        }
    }

    private boolean isSameJson(EngineConfig running) {
        try {
            return JsonReader.read(system.config().toBytes()).equals(running.json());
        } catch (JsonSyntaxException e) {
            return false;
        }
    }

    private static JubatusException mismatch(String what, ByteString saved, ByteString expected) {
        ByteString text = ByteString.utf8(what)
                .concat(saved)
                .concat(ByteString.utf8(", expected "))
                .concat(expected);
        return new JubatusException(JubatusException.Code.BAD_MODEL, text);
    }

    private static void closeQuietly(FileChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            // Closing what was only read loses nothing.
            return;
        }
    }
}
