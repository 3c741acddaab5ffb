package jubatus.dist.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written, as the system's tar reads it. */
class TarWriterTest {
    private static final Instant TIME = Instant.parse("2026-11-24T01:02:03Z");

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final TarWriter tar = new TarWriter(bytes, TIME);

    @Test
    void entries_readByTar_haveModeOwnerTimeAndContent() throws Exception {
        tar.folder("data", 01777, 10001);
        tar.file("data/text", 0640, "some text".getBytes(StandardCharsets.UTF_8));
        tar.link("data/link", "../text");
        tar.end();

        assertThat(tar("-tv", "--full-time")).isEqualTo("""
                        drwxrwxrwt 10001/10001 0 2026-11-24 01:02:03 data/
                        -rw-r----- 0/0 9 2026-11-24 01:02:03 data/text
                        lrwxrwxrwx 0/0 0 2026-11-24 01:02:03 data/link -> ../text
                        """);
        assertThat(tar("-xO")).isEqualTo("some text");
    }

    @Test
    void path_ofMoreThanAHundredBytes_isReadWhole() throws Exception {
        String path = "a".repeat(90) + "/" + "b".repeat(60) + "/" + "c".repeat(99);
        tar.file(path, 0644, new byte[0]);
        tar.file("d".repeat(100), 0644, new byte[513]);
        tar.file("e/" + "f".repeat(99), 0644, new byte[512]);
        tar.end();

        assertThat(tar("-t")).isEqualTo(path + "\n" + "d".repeat(100) + "\n" + "e/" + "f".repeat(99) + "\n");
    }

    @Test
    void path_thatCannotBeCut_isRefused() {
        assertThatThrownBy(() -> tar.file("a".repeat(101), 0644, new byte[0])).hasMessageContaining("too long");
        assertThatThrownBy(() -> tar.link("a", "b".repeat(101))).hasMessageContaining("too long");
    }

    @Test
    void layer_whateverTheOrderOfItsFiles_isTheSameBytes() throws IOException {
        Path source = Files.writeString(folder.resolve("source"), "text");
        var other = new ByteArrayOutputStream();

        new Layer()
                .file("a/file", source)
                .link("a/b/link", "x")
                .folder("a", 0700, 1)
                .writeTo(bytes, TIME);
        new Layer()
                .folder("a", 0700, 1)
                .link("a/b/link", "x")
                .file("a/file", source)
                .writeTo(other, TIME);

        assertThat(bytes.toByteArray()).isEqualTo(other.toByteArray());
    }

    private String tar(String... options) throws Exception {
        Path file = Files.write(folder.resolve("tar"), bytes.toByteArray());
        var command = new ArrayList<String>(List.of("tar", "-f", file.toString()));
        command.addAll(List.of(options));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("LC_ALL", "C.UTF-8");
        builder.environment().put("TZ", "UTC");
        Process process = builder.start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(printed).isZero();
        return printed.replaceAll(" +", " ");
    }
}
