package jubatus.ctl.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import jubatus.core.JubatusException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NewBackupTest {
    private static final String MODEL = "10.0.0.1_9199.jubatus";
    private static final Manifest MANIFEST =
            new Manifest("shop", 1_700_000_000, "1.2.0", "linear_mixer", true, "00ff", List.of());

    @TempDir
    private Path parent;

    private Path folder;

    @BeforeEach
    void nameFolder() {
        folder = parent.resolve("backup");
    }

    @Test
    void into_whereABackupIs_isRefusedAndLeavesItAlone() throws IOException {
        writeWhole(folder);

        assertThatThrownBy(() -> NewBackup.into(folder))
                .hasMessage(folder + " already holds a backup; name another folder, or remove that one first");
        assertThat(folder).isDirectoryContaining("glob:**/manifest.json").isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void into_whereAnotherIsBeingWritten_isRefusedUntilThatHasFailed() throws IOException {
        try (NewBackup other = NewBackup.into(folder)) {
            other.writeConfig(new byte[] {'{', '}'});

            assertThatThrownBy(() -> NewBackup.into(folder))
                    .hasMessage("another backup is being written into " + folder
                            + "; name another folder, or wait for its end");
            assertThat(folder).isDirectoryContaining("glob:**/config.json");
        }

        writeWhole(folder);

        assertThat(new BackupFolder(folder).manifest()).isEqualTo(MANIFEST);
    }

    @Test
    void into_whereOneWasKilled_writesOverWhatItLeft() throws IOException {
        Files.createDirectory(folder);
        Files.writeString(folder.resolve("manifest.json.part"), "x".repeat(100_000));
        Files.writeString(folder.resolve(MODEL), "half");
        Files.writeString(folder.resolve(MODEL + ".part"), "half a mod");

        writeWhole(folder);

        assertThat(new BackupFolder(folder).manifest()).isEqualTo(MANIFEST);
        assertThat(folder.resolve(MODEL)).hasContent("a model");
        assertThat(folder).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void into_linkToAFolder_writesThere() throws IOException {
        Path link = Files.createSymbolicLink(folder, Files.createDirectory(parent.resolve("disk")));

        writeWhole(link);

        assertThat(parent.resolve("disk/manifest.json")).exists();
    }

    @Test
    void into_whatIsNoFolder_isRefused() throws IOException {
        Files.writeString(folder, "");

        assertThatThrownBy(() -> NewBackup.into(folder))
                .isInstanceOf(JubatusException.class)
                .hasMessageStartingWith("cannot make the folder " + folder + ": ");
    }

    @Test
    void close_withoutAManifest_leavesNothing() throws IOException {
        try (NewBackup backup = NewBackup.into(folder)) {
            writeModel(backup);
            backup.writeConfig(new byte[] {'{', '}'});
            Files.writeString(backup.begin("10.0.0.2_9199.jubatus"), "half");
        }

        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void finish_onAFullDisk_leavesNoBackup() throws IOException {
        fillUp("manifest.json.part");
        try (NewBackup backup = NewBackup.into(folder)) {
            writeModel(backup);
            backup.writeConfig(new byte[] {'{', '}'});

            assertThatThrownBy(() -> backup.finish(MANIFEST))
                    .hasMessageStartingWith("cannot write " + folder.resolve("manifest.json") + ": ")
                    .hasMessageEndingWith("No space left on device");
        }

        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void writeConfig_onAFullDisk_leavesNoBackup() throws IOException {
        fillUp("config.json.part");
        try (NewBackup backup = NewBackup.into(folder)) {
            assertThatThrownBy(() -> backup.writeConfig(new byte[] {'{', '}'}))
                    .hasMessageEndingWith("No space left on device");
        }

        assertThat(folder).isEmptyDirectory();
    }

    /** Lets whatever is written to a file meet a full disk. */
    private void fillUp(String file) throws IOException {
        Path full = Path.of("/dev/full");
        assumeTrue(Files.exists(full), "there is no " + full);
        Files.createDirectories(folder);
        Files.createSymbolicLink(folder.resolve(file), full);
    }

    private static void writeWhole(Path folder) throws IOException {
        try (NewBackup backup = NewBackup.into(folder)) {
            writeModel(backup);
            backup.finish(MANIFEST);
        }
    }

    private static void writeModel(NewBackup backup) throws IOException {
        Files.writeString(backup.begin(MODEL), "a model");
        backup.keep(MODEL);
    }
}
