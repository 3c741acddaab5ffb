package jubatus.ctl.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import jubatus.core.bytes.ByteString;
import jubatus.core.classifier.ModelSummary;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackupFolderTest {
    private static final String MODEL = "10.0.0.1_9199.jubatus";

    @TempDir
    private Path parent;

    private BackupFolder folder;
    private Manifest manifest;

    @BeforeEach
    void backUp() throws IOException {
        folder = new BackupFolder(parent.resolve("a/b"));
        write(folder.path(), "a \"label\"");
    }

    private void write(Path target, String label) throws IOException {
        try (NewBackup backup = NewBackup.into(target)) {
            Files.writeString(backup.begin(MODEL), "a model");
            backup.keep(MODEL);
            String config = backup.writeConfig("{}".getBytes(StandardCharsets.UTF_8));
            var entry = new Manifest.Entry(
                    "10.0.0.1_9199",
                    MODEL,
                    7,
                    BackupFolder.digest(target.resolve(MODEL)),
                    "0.1.2.ab",
                    Optional.of(summary(label)));
            manifest = new Manifest("徳川", 1_700_000_000, "1.2.0", "linear_mixer", true, config, List.of(entry));
            backup.finish(manifest);
        }
    }

    @Test
    void manifest_afterTheBackup_isTheOneThatWasWritten() throws IOException {
        assertThat(folder.manifest()).isEqualTo(manifest.brief());
        folder.check(manifest);
        try (var files = Files.list(folder.path())) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder(MODEL, "config.json", "manifest.json");
        }
    }

    @Test
    void manifest_forPeople_tellsWhatEachModelHolds() throws IOException {
        assertThat(Files.readString(folder.path().resolve("manifest.json")))
                .endsWith(",\"version\":\"0.1.2.ab\",\"samples\":12,\"features\":34,"
                        + "\"labels\":{\"a \\\"label\\\"\":7,\"\uFFFD\":5}}]}\n");
    }

    @Test
    void manifest_ofLabelsWithoutEnd_leavesThemOutAndCanBeRead() throws IOException {
        var other = new BackupFolder(parent.resolve("large"));

        write(other.path(), "x".repeat(9 << 20));

        assertThat(Files.readString(other.path().resolve("manifest.json"))).doesNotContain("labels");
        assertThat(other.manifest()).isEqualTo(manifest.brief());
    }

    @Test
    void manifest_missing_isNoBackup() throws IOException {
        Files.delete(folder.path().resolve("manifest.json"));

        assertThatThrownBy(folder::manifest)
                .hasMessage(folder.path() + " has no manifest.json: it is no backup, or one that was not finished");
    }

    @Test
    void check_oneFileAlteredAndOneMissing_namesBoth() throws IOException {
        Files.writeString(folder.path().resolve(MODEL), "a Model");
        Files.delete(folder.path().resolve("config.json"));

        assertThatThrownBy(() -> folder.check(manifest))
                .hasMessageStartingWith("the backup " + folder.path() + " cannot be used: " + MODEL
                        + " is not as it was written (SHA-256 ")
                .hasMessageEndingWith("; config.json is missing");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"format\":1 | \"format\":2 | format is 2; this jubactl reads 1",
                "\"format\":1 | \"format\":\"1\" | format must be a number",
                "\"mixed\":true | \"mixed\":1 | mixed must be true or false",
                "10.0.0.1_9199.jubatus | ../passwd | file must be the name of a file beside it, was \"../passwd\"",
                "10.0.0.1_9199.jubatus | a\\u0000b | file must be the name of a file beside it, was \"a\u0000b\"",
                "10.0.0.1_9199.jubatus | .hidden | file must be the name of a file beside it, was \".hidden\"",
            })
    void manifest_alteredByHand_isRefused(String part, String other, String sentence) throws IOException {
        Path file = folder.path().resolve("manifest.json");
        Files.writeString(file, Files.readString(file).replace(part, other));

        assertThatThrownBy(folder::manifest)
                .hasMessage(file + " is no manifest of a backup that can be used: " + sentence);
    }

    private static ModelSummary summary(String label) {
        var labels = new TreeMap<>(Map.of(ByteString.utf8(label), 7L));
        labels.put(ByteString.copyOf(new byte[] {(byte) 0xfe}), 2L);
        labels.put(ByteString.copyOf(new byte[] {(byte) 0xff}), 3L);
        return new ModelSummary(labels, OptionalLong.of(34));
    }

    @Test
    void manifest_noJson_isRefused() throws IOException {
        Path file = Files.writeString(folder.path().resolve("manifest.json"), "hello");

        assertThatThrownBy(folder::manifest).hasMessageStartingWith(file + " is no manifest of a backup: ");
    }
}
