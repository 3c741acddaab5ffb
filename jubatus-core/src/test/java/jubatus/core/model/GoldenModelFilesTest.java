package jubatus.core.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;
import jubatus.core.bytes.ByteString;
import jubatus.core.config.ConfigReader;
import jubatus.core.config.EngineConfig;
import jubatus.core.config.JsonReader;
import jubatus.core.config.JsonValue;
import jubatus.core.config.Problems;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The 42 files that the original server saved at the end of recorded conversations. */
class GoldenModelFilesTest {
    @TempDir
    Path folder;

    @Test
    void open_filesOfTheOriginal_passEveryCheckAndAreWrittenBackAlike() throws IOException {
        int files = 0;
        try (InputStream packed = GoldenModelFilesTest.class.getResourceAsStream("/golden/classifier.jsonl.gz");
                InputStream lines = new GZIPInputStream(packed)) {
            for (String line : new String(lines.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                var conversation = (JsonValue.Obj) JsonReader.read(line.getBytes(StandardCharsets.UTF_8));
                var model = (JsonValue.Str) conversation.members().get(ByteString.utf8("model"));
                checkFile(HexFormat.of().parseHex(model.value().toString()));
                files++;
            }
        }
        assertThat(files).isEqualTo(42);
    }

    private void checkFile(byte[] recorded) throws IOException {
        Path path = Files.write(folder.resolve("recorded.jubatus"), recorded);
        try (ModelReader file = ModelFile.open(path)) {
            var problems = new Problems();
            EngineConfig config = ConfigReader.read(file.system().config().toBytes(), problems);
            assertThat(problems.list()).isEmpty();
            file.requireVersionAndType(ModelFiles.CLASSIFIER);
            file.requireConfig(config);
            byte[] model = file.readModel(reader -> {
                byte[] bytes = new byte[(int) reader.remaining()];
                reader.readFully(bytes, 0, bytes.length);
                return bytes;
            });
            assertThat(file.tail().remaining()).isZero();

            Path again = folder.resolve("again.jubatus");
            ModelFile.write(
                    again,
                    new ModelContents(
                            new ModelHeader.Release(1, 1, 1),
                            file.system(),
                            writer -> writer.bytes(model, 0, model.length),
                            null));
            assertThat(again).hasBinaryContent(recorded);
        }
    }
}
