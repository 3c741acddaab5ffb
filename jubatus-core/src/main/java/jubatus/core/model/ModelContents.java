package jubatus.core.model;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.util.function.Consumer;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;
import jubatus.core.model.ModelFile.SystemData;
import jubatus.core.msgpack.MessageWriter;

/**
 * What goes into a model file, in one pass: sizes and checksum are known last, so the header is written last.
 *
 * @param tail null for none
 */
record ModelContents(
        ModelHeader.Release release, SystemData system, Consumer<MessageWriter> body, Consumer<MessageWriter> tail) {
    void writeTo(FileChannel channel) throws IOException {
        byte[] systemData = SystemDataCodec.encode(system);
        channel.position(ModelHeader.SIZE);
        writeFully(channel, ByteBuffer.wrap(systemData));

        var userSum = new CRC32();
        long userSize = writeUserData(channel, userSum);
        if (tail != null) {
            var writer = MessageWriter.to(Channels.newOutputStream(channel));
            tail.accept(writer);
            writer.flush();
        }

        var header = new ModelHeader(release, 0, systemData.length, userSize);
        CRC32 sum = header.startCrc();
        sum.update(systemData);
        int crc = Crc32.combine((int) sum.getValue(), (int) userSum.getValue(), userSize);
        channel.position(0);
        writeFully(channel, ByteBuffer.wrap(header.withCrc(crc).encode()));
    }

    private long writeUserData(FileChannel channel, CRC32 sum) {
        var writer = MessageWriter.to(new CheckedOutputStream(Channels.newOutputStream(channel), sum));
        writer.array(2);
        writer.unsigned(ModelFile.USER_DATA_VERSION);
        body.accept(writer);
        writer.flush();
        return writer.written();
    }

    private static void writeFully(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }
}
