package jubatus.classifier.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import jubatus.core.bytes.ByteString;
import jubatus.core.msgpack.MessageReader;
import jubatus.core.msgpack.MessageWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelTransfersTest {
    private static final String NODE = "192.168.0.11_9199";

    @TempDir
    private Path folder;

    private final byte[] saved = new byte[2 * ModelTransfers.CHUNK_BYTES + 5];
    private final List<byte[]> loaded = new ArrayList<>();
    private long nanos;

    private final WholeModel model = new WholeModel() {
        @Override
        public void save(Path target) {
            try {
                Files.write(target, saved);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void load(Path source) {
            try {
                loaded.add(Files.readAllBytes(source));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    };

    private ModelTransfers transfers() {
        new SplittableRandom(1).nextBytes(saved);
        return new ModelTransfers(new TransferFiles(folder, NODE), model, () -> nanos);
    }

    @Test
    void backup_readInChunks_isTheFileThatWasSavedAndLeavesNothing() throws IOException {
        try (var transfers = transfers()) {
            Opened opened = openBackup(transfers);
            var read = new ByteArrayOutputStream();
            for (byte[] chunk = read(transfers, opened.id(), 0);
                    chunk.length > 0;
                    chunk = read(transfers, opened.id(), read.size())) {
                assertThat(chunk).hasSizeLessThanOrEqualTo(ModelTransfers.CHUNK_BYTES);
                read.write(chunk);
            }

            assertThat(read.toByteArray()).isEqualTo(saved);
            assertThat(opened.bytes()).isEqualTo(saved.length);
            assertThat(opened.sha256()).isEqualTo(sha256(saved));
            assertThat(files()).hasSize(1);
        }
        assertThat(files()).isEmpty();
    }

    @Test
    void readBackup_beyondTheEndOrTooMuch_isRefused() {
        try (var transfers = transfers()) {
            ByteString id = openBackup(transfers).id();

            assertThatThrownBy(() -> read(transfers, id, saved.length + 1L))
                    .hasMessage("the offset must lie within 0 and 8388613, was 8388614");
            assertThatThrownBy(() -> call(transfers::readBackup, id(id, 0, ModelTransfers.CHUNK_BYTES + 1L)))
                    .hasMessage("a chunk has at most 4194304 bytes, not 4194305");
        }
    }

    @Test
    void transfer_notUsedForAMinute_endsAndGivesItsPlaceBack() throws IOException {
        try (var transfers = transfers()) {
            ByteString used = openBackup(transfers).id();
            ByteString idle = openBackup(transfers).id();
            assertThatThrownBy(() -> openBackup(transfers))
                    .hasMessage("there are 2 such transfers already; one that is not used ends after 60 s");

            nanos += TimeUnit.SECONDS.toNanos(40);
            read(transfers, used, 0);
            nanos += TimeUnit.SECONDS.toNanos(21);
            transfers.closeIdle();

            assertThat(files()).hasSize(1);
            assertThat(read(transfers, used, 0)).isNotEmpty();
            assertThatThrownBy(() -> read(transfers, idle, 0)).hasMessageStartingWith("there is no such transfer: ");
            openBackup(transfers);
        }
    }

    @Test
    void restore_wholeModel_isLoadedOnceAndLeavesNothing() throws IOException {
        try (var transfers = transfers()) {
            byte[] brought = "a model".getBytes(StandardCharsets.UTF_8);
            ByteString id = openRestore(transfers, brought.length, sha256(brought));
            write(transfers, id, 0, "a mo");
            write(transfers, id, 4, "del");

            call(transfers::commitRestore, out -> out.raw(id));

            assertThat(loaded).containsExactly(brought);
            assertThat(files()).isEmpty();
            assertThatThrownBy(() -> call(transfers::commitRestore, out -> out.raw(id)))
                    .hasMessageStartingWith("there is no such transfer: ");
        }
    }

    @Test
    void restore_cutShortOrAltered_changesNothing() throws IOException {
        try (var transfers = transfers()) {
            String announced = sha256("abc".getBytes(StandardCharsets.UTF_8));
            ByteString cut = openRestore(transfers, 3, announced);
            write(transfers, cut, 0, "ab");
            ByteString altered = openRestore(transfers, 3, announced);
            write(transfers, altered, 0, "abd");

            assertThatThrownBy(() -> call(transfers::commitRestore, out -> out.raw(cut)))
                    .hasMessage("the model has 3 bytes as announced; only 2 were written");
            assertThatThrownBy(() -> call(transfers::commitRestore, out -> out.raw(altered)))
                    .hasMessageStartingWith("the SHA-256 of the model must be " + announced + " as announced, was ");
            assertThat(loaded).isEmpty();
            assertThat(files()).isEmpty();
        }
    }

    @Test
    void commitRestore_whatIsInTheWayOfDeletingTheFile_isNoFailure() throws IOException {
        var stubborn = new WholeModel() {
            @Override
            public void save(Path target) {
                throw new AssertionError("nothing is saved");
            }

            @Override
            public void load(Path source) {
                model.load(source);
                try {
                    Files.delete(source);
                    Files.createDirectories(source.resolve("in the way"));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        };
        try (var transfers = new ModelTransfers(new TransferFiles(folder, NODE), stubborn, () -> nanos)) {
            ByteString id = openRestore(transfers, 1, sha256(new byte[] {'m'}));
            write(transfers, id, 0, "m");

            assertThat(call(transfers::commitRestore, out -> out.raw(id)).readBoolean())
                    .isTrue();
        }
        assertThat(loaded).hasSize(1);
    }

    @Test
    void writeRestore_outOfOrderOrTooMuch_isRefused() {
        try (var transfers = transfers()) {
            ByteString id = openRestore(transfers, 3, "");
            write(transfers, id, 0, "ab");

            assertThatThrownBy(() -> write(transfers, id, 0, "ab"))
                    .hasMessage("the next chunk must begin at 2, began at 0");
            assertThatThrownBy(() -> write(transfers, id, 2, "cd"))
                    .hasMessage("the model has 3 bytes as announced; a chunk of 2 at 2 goes beyond them");
        }
    }

    @Test
    void openRestore_moreThanTheDiskHasRoomFor_isRefusedAndTakesNoPlace() throws IOException {
        try (var transfers = transfers()) {
            for (int i = 0; i <= OpenTransfers.MOST; i++) {
                assertThatThrownBy(() -> openRestore(transfers, Long.MAX_VALUE, ""))
                        .hasMessageMatching("a model of " + Long.MAX_VALUE
                                + " bytes does not fit into .*, which has room for \\d+");
            }
            assertThat(files()).isEmpty();
        }
    }

    @Test
    void start_filesOfAKilledProcess_areDeletedAndNoOthers() throws IOException {
        String killed = NODE + "_classifier.transfer-0011223344556677-1";
        Files.createFile(folder.resolve(killed));
        Files.createFile(folder.resolve(killed + ".01234567.saving"));
        List<String> others =
                List.of("192.168.0.11_91990_classifier.transfer-0011223344556677-1", NODE + "_classifier_m.jubatus");
        for (String other : others) {
            Files.createFile(folder.resolve(other));
        }
        try (var transfers = transfers()) {
            transfers.start();

            assertThat(files()).containsExactlyInAnyOrderElementsOf(others);
        }
    }

    @Test
    void open_afterTheEnd_isRefusedAndLeavesNothing() throws IOException {
        var transfers = transfers();
        transfers.close();

        assertThatThrownBy(() -> openBackup(transfers)).hasMessage("the server is stopping");
        assertThat(files()).isEmpty();
    }

    private record Opened(ByteString id, long bytes, String sha256) {}

    private static Opened openBackup(ModelTransfers transfers) {
        MessageReader result = call(transfers::openBackup, out -> {});
        result.readArrayOf(3);
        return new Opened(
                result.readByteString(),
                result.readUnsignedLong(),
                result.readByteString().toString());
    }

    private static byte[] read(ModelTransfers transfers, ByteString id, long offset) {
        return call(transfers::readBackup, id(id, offset, ModelTransfers.CHUNK_BYTES))
                .readBytes();
    }

    private static Consumer<MessageWriter> id(ByteString id, long offset, long length) {
        return out -> {
            out.raw(id);
            out.unsigned(offset);
            out.unsigned(length);
        };
    }

    private static ByteString openRestore(ModelTransfers transfers, long bytes, String sha256) {
        return call(transfers::openRestore, out -> {
                    out.unsigned(bytes);
                    out.raw(sha256);
                })
                .readByteString();
    }

    private static void write(ModelTransfers transfers, ByteString id, long offset, String chunk) {
        call(transfers::writeRestore, out -> {
            out.raw(id);
            out.unsigned(offset);
            out.raw(chunk);
        });
    }

    @FunctionalInterface
    private interface Method {
        void call(MessageReader params, MessageWriter result);
    }

    private static MessageReader call(Method method, Consumer<MessageWriter> more) {
        MessageWriter params = MessageWriter.toArray();
        // Further parameters are allowed, and these are none of anybody.
        params.array(5);
        params.raw("shop");
        more.accept(params);
        for (int i = 0; i < 4; i++) {
            params.nil();
        }
        MessageWriter result = MessageWriter.toArray();
        method.call(MessageReader.of(params.toBytes()), result);
        return MessageReader.of(result.toBytes());
    }

    private static String sha256(byte[] bytes) {
        return HexFormat.of().formatHex(Sha256.start().digest(bytes));
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
