package jubatus.core.model;

import static jubatus.core.model.ModelFiles.SYSTEM;
import static jubatus.core.model.ModelFiles.VECTOR;
import static jubatus.core.model.ModelFiles.namesIn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import jubatus.core.JubatusException;
import jubatus.core.bytes.ByteString;
import jubatus.core.msgpack.MessageWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelFileTest {
    private static final String IN_PROGRESS = "cannot get the lock of file; any RPC is saving to same file?";

    @TempDir
    Path folder;

    @Test
    void write_vectorOfTheSpecification_hasItsBytes() throws IOException {
        Path target = folder.resolve("m1.jubatus");

        ModelFile.write(
                target, new ModelContents(new ModelHeader.Release(1, 1, 1), SYSTEM, ModelFiles::writeModel, null));

        assertThat(target).hasBinaryContent(VECTOR);
        assertThat(namesIn(folder)).containsExactly("m1.jubatus");
    }

    @Test
    void write_release_isThatOfTheBuild() throws IOException {
        Path target = folder.resolve("m1.jubatus");

        write(target);

        byte[] header = Files.readAllBytes(target);
        String release = header[19] + "." + header[23] + "." + header[27];
        assertThat(Path.of("pom.xml")).content().contains("<artifactId>jubatus</artifactId><version>" + release + "<");
    }

    @Test
    void write_largeModelAndTail_readsBack() {
        byte[] blob = new byte[300_000];
        new Random(7).nextBytes(blob);
        Path target = folder.resolve("large.jubatus");

        ModelFile.write(target, SYSTEM, writer -> writeChunks(writer, blob), writer -> writer.raw(blob));

        try (ModelReader file = ModelFile.open(target)) {
            List<ByteString> chunks = file.readModel(reader -> {
                List<ByteString> read = new ArrayList<>();
                for (int left = reader.readArray(); left > 0; left--) {
                    read.add(reader.readByteString());
                }
                return read;
            });
            assertThat(chunks).hasSize(30_000).element(29_999).isEqualTo(ByteString.copyOf(blob, 29_999, 10));
            assertThat(file.tail().readByteString()).isEqualTo(ByteString.copyOf(blob));
        }
    }

    private static void writeChunks(MessageWriter writer, byte[] blob) {
        writer.array(30_000);
        for (int i = 0; i < 30_000; i++) {
            writer.raw(blob, i, 10);
        }
    }

    @Test
    void write_overAnOldFile_replacesItAndKeepsItsPermissions() throws IOException {
        Path target = Files.write(folder.resolve("m1.jubatus"), new byte[1000]);
        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rw-r-----"));

        write(target);

        ModelFile.open(target).close();
        assertThat(Files.getPosixFilePermissions(target)).isEqualTo(PosixFilePermissions.fromString("rw-r-----"));
    }

    @Test
    void write_throughALink_replacesWhatItPointsTo() throws IOException {
        Path real = Files.write(folder.resolve("real"), new byte[10]);
        Path link = Files.createSymbolicLink(folder.resolve("m1.jubatus"), real);

        write(link);

        assertThat(link).isSymbolicLink();
        ModelFile.open(real).close();
    }

    @Test
    void write_failureOfTheDiskMidway_leavesTheOldFileAndNothingElse() throws IOException {
        var failure = new IOException("No space left on device");
        Path target = Files.write(folder.resolve("m1.jubatus"), VECTOR);

        assertThatThrownBy(() -> ModelFile.write(target, SYSTEM, failingAfterAMegabyte(failure), null))
                .isInstanceOfSatisfying(
                        JubatusException.class, e -> assertThat(e.code()).isEqualTo(JubatusException.Code.BAD_MODEL))
                .hasMessage("cannot write output file: " + target + ": No space left on device")
                .hasRootCause(failure);

        assertThat(target).hasBinaryContent(VECTOR);
        assertThat(namesIn(folder)).containsExactly("m1.jubatus");
    }

    private static Consumer<MessageWriter> failingAfterAMegabyte(IOException failure) {
        return writer -> {
            writer.raw(new byte[1 << 20]);
            throw new UncheckedIOException(failure);
        };
    }

    @Test
    void write_bugInTheModel_passesAndLeavesNothing() {
        Path target = folder.resolve("m1.jubatus");

        assertThatThrownBy(() -> ModelFile.write(
                        target,
                        SYSTEM,
                        writer -> {
                            throw new IllegalStateException("a bug");
                        },
                        null))
                .isInstanceOf(IllegalStateException.class);

        assertThat(namesIn(folder)).isEmpty();
        write(target);
        ModelFile.open(target).close();
    }

    @Test
    void writeTo_deviceThatIsFull_failsWithItsError() throws IOException {
        Path full = Path.of("/dev/full");
        assumeTrue(Files.isWritable(full));
        var contents = new ModelContents(ModelHeader.Release.CURRENT, SYSTEM, ModelFiles::writeModel, null);

        try (FileChannel channel = FileChannel.open(full, StandardOpenOption.WRITE)) {
            assertThatThrownBy(() -> contents.writeTo(channel))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("No space left");
        }
    }

    @Test
    void write_whatIsNotAFile_cannotBeOpened() throws IOException {
        Path device = Path.of("/dev/full");
        assumeTrue(Files.exists(device));
        Path link = Files.createSymbolicLink(folder.resolve("m1.jubatus"), device);

        assertThatThrownBy(() -> write(link)).hasMessageStartingWith("cannot open output file: " + link + ": ");
        assertThatThrownBy(() -> write(folder)).hasMessageStartingWith("cannot open output file: " + folder + ": ");

        assertThat(Files.isRegularFile(device)).isFalse();
        Files.delete(link);
    }

    @Test
    void write_folderThatIsMissing_cannotBeOpened() {
        Path target = folder.resolve("none").resolve("m1.jubatus");
        assertThatThrownBy(() -> write(target))
                .hasMessage("cannot open output file: " + target + ": No such file or directory")
                .hasCauseInstanceOf(NoSuchFileException.class);
    }

    @Test
    void write_whileTheSameNameIsBeingSaved_isRefusedUnderAnyPath() throws IOException {
        Path target = folder.resolve("m1.jubatus");
        Path sameFolder = Files.createSymbolicLink(folder.resolve("link"), folder);
        List<String> during = new ArrayList<>();

        ModelFile.write(
                target,
                SYSTEM,
                writer -> {
                    assertThatThrownBy(() -> write(target)).hasMessage(IN_PROGRESS);
                    assertThatThrownBy(() -> write(sameFolder.resolve("m1.jubatus")))
                            .hasMessage(IN_PROGRESS);
                    write(folder.resolve("m2.jubatus"));
                    during.addAll(namesIn(folder));
                    ModelFiles.writeModel(writer);
                },
                null);

        assertThat(during)
                .hasSize(3)
                .filteredOn(name -> name.endsWith(".jubatus"))
                .containsExactly("m2.jubatus");
        assertThat(namesIn(folder)).containsExactly("link", "m1.jubatus", "m2.jubatus");
        write(target);
    }

    @Test
    void write_leftoverOfAKilledProcess_isRemovedAndOthersAreNot() throws IOException {
        Files.createFile(folder.resolve("m1.jubatus.0123abcd.saving"));
        Files.createFile(folder.resolve("m1.jubatus.x.jubatus.0123abcd.saving"));
        Files.createFile(folder.resolve("m1.jubatus.backup"));

        write(folder.resolve("m1.jubatus"));

        assertThat(namesIn(folder))
                .containsExactly("m1.jubatus", "m1.jubatus.backup", "m1.jubatus.x.jubatus.0123abcd.saving");
    }

    @Test
    void write_temporaryFileOfALivingProcess_isRefusedAndNotTouched() throws IOException {
        Path other = folder.resolve("m1.jubatus.0123abcd.saving");
        try (FileChannel channel = FileChannel.open(other, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                var lock = channel.lock()) {
            assertThat(lock.isValid()).isTrue();
            assertThatThrownBy(() -> write(folder.resolve("m1.jubatus"))).hasMessage(IN_PROGRESS);
        }

        assertThat(namesIn(folder)).containsExactly("m1.jubatus.0123abcd.saving");
    }

    @Test
    void write_nameAsLongAsAFileSystemTakes_isWritten() {
        Path target = folder.resolve("a".repeat(247) + ".jubatus");

        write(target);

        ModelFile.open(target).close();
        assertThat(namesIn(folder)).hasSize(1);
    }

    private static void write(Path target) {
        ModelFile.write(target, SYSTEM, ModelFiles::writeModel, null);
    }
}
