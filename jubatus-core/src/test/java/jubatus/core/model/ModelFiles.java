package jubatus.core.model;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import jubatus.core.bytes.ByteString;
import jubatus.core.model.ModelFile.SystemData;
import jubatus.core.msgpack.MessageWriter;

/** Model files that tests write and read. */
final class ModelFiles {
    static final ByteString CLASSIFIER = ByteString.utf8("classifier");
    static final String CONFIG = "{\"method\":\"perceptron\",\"converter\":{}}";
    static final SystemData SYSTEM =
            SystemData.of(1500000000, CLASSIFIER, ByteString.utf8("m1"), ByteString.utf8(CONFIG));

    /** The vector of 03 §10.4: 190 bytes. */
    static final byte[] VECTOR = HexFormat.of()
            .parseHex("6a756261747573000000000000000001000000010000000100000001b633656b000000000000003e00000000000000"
                    + "509501ce59682f00aa636c6173736966696572a26d31da00267b226d6574686f64223a2270657263657074726f6e222c"
                    + "22636f6e766572746572223a7b7d7d920192929481a166810093cb4000000000000000cb0000000000000000cb000000"
                    + "00000000009381a141008100a14101809100938081a141019100939100950091809180918080950091809180918080");

    /** The model in the vector: its user data without the container. */
    static final byte[] MODEL = Arrays.copyOfRange(VECTOR, 48 + 62 + 2, VECTOR.length);

    private ModelFiles() {}

    static void writeModel(MessageWriter writer) {
        writer.bytes(MODEL, 0, MODEL.length);
    }

    /** A file with a right checksum around any system and user data. */
    static byte[] container(byte[] system, byte[] user) {
        var header = new ModelHeader(ModelHeader.Release.CURRENT, 0, system.length, user.length);
        CRC32 sum = header.startCrc();
        sum.update(system);
        sum.update(user);
        return join(header.withCrc((int) sum.getValue()).encode(), system, user);
    }

    static byte[] join(byte[]... pieces) {
        var all = MessageWriter.toArray();
        for (byte[] piece : pieces) {
            all.bytes(piece, 0, piece.length);
        }
        return all.toBytes();
    }

    static List<String> namesIn(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(path -> path.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
