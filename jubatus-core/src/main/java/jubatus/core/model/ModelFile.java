package jubatus.core.model;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import jubatus.core.bytes.ByteString;
import jubatus.core.msgpack.MessageWriter;

/**
 * Writes and opens model files (03 §7): a header with a checksum, system data, user data, and a tail that originals ignore.
 *
 * <p>Failures are {@link jubatus.core.JubatusException}s with the original's texts; the exception of the operating system is the
 * cause. Safe for concurrent use. A thread that is interrupted while it reads or writes fails.
 */
public final class ModelFile {
    static final long SYSTEM_DATA_VERSION = 1;
    static final long USER_DATA_VERSION = 1;

    /**
     * What a model file says about itself.
     *
     * @param version 1
     * @param type what kind of server wrote it, such as {@code classifier}
     * @param id under which it was saved; nobody checks it
     * @param config the text of the configuration as it was read
     */
    public record SystemData(long version, long timestampSeconds, ByteString type, ByteString id, ByteString config) {
        /** System data of the current version. */
        public static SystemData of(long timestampSeconds, ByteString type, ByteString id, ByteString config) {
            return new SystemData(SYSTEM_DATA_VERSION, timestampSeconds, type, id, config);
        }
    }

    private ModelFile() {}

    /**
     * Writes a model file; a reader sees the old one or the new one, whatever happens. It is on disk when this returns. On any
     * failure the old file is as it was and nothing else is left.
     *
     * @param body writes the model, one MessagePack value
     * @param tail writes bytes behind it, or null; the checksum does not cover them
     * @return how long the disk took at the end for what was written
     */
    public static Duration write(
            Path target, SystemData system, Consumer<MessageWriter> body, Consumer<MessageWriter> tail) {
        return write(target, new ModelContents(ModelHeader.Release.CURRENT, system, body, tail));
    }

    /** Opens a model file and checks everything that needs no knowledge of the running server. */
    public static ModelReader open(Path source) {
        return ModelReader.open(source);
    }

    static Duration write(Path target, ModelContents contents) {
        AtomicFile file;
        try {
            file = AtomicFile.create(target);
        } catch (IOException e) {
            throw ModelErrors.of("cannot open output file", target, e);
        }
        try (file) {
            contents.writeTo(file.channel());
            return Duration.ofNanos(file.commit());
        } catch (IOException | UncheckedIOException e) {
            throw ModelErrors.of("cannot write output file", target, e);
        }
    }
}
