package jubatus.core.model;

import static jubatus.core.model.ModelFiles.CLASSIFIER;
import static jubatus.core.model.ModelFiles.CONFIG;
import static jubatus.core.model.ModelFiles.MODEL;
import static jubatus.core.model.ModelFiles.SYSTEM;
import static jubatus.core.model.ModelFiles.VECTOR;
import static jubatus.core.model.ModelFiles.container;
import static jubatus.core.model.ModelFiles.join;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import jubatus.core.JubatusException;
import jubatus.core.bytes.ByteString;
import jubatus.core.config.ConfigReader;
import jubatus.core.config.EngineConfig;
import jubatus.core.config.Problems;
import jubatus.core.model.ModelFile.SystemData;
import jubatus.core.msgpack.MessageReader;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelReaderTest {
    private static final byte[] SYSTEM_BYTES = SystemDataCodec.encode(SYSTEM);
    private static final byte[] USER_BYTES = join(new byte[] {(byte) 0x92, 1}, MODEL);

    @TempDir
    Path folder;

    @Test
    void open_vectorOfTheSpecification_hasItsSystemDataAndModel() throws IOException {
        try (ModelReader file = open(VECTOR)) {
            assertThat(file.system()).isEqualTo(SYSTEM);
            file.requireVersionAndType(CLASSIFIER);
            file.requireConfig(config(CONFIG));
            assertThat(file.readModel(ModelReaderTest::valueBytes)).isEqualTo(ByteString.copyOf(MODEL));
            assertThat(file.tail().remaining()).isZero();
        }
    }

    @Test
    void tail_bytesBehindTheModel_areOfferedAndOtherwiseIgnored() throws IOException {
        try (ModelReader file = open(join(VECTOR, new byte[] {(byte) 0x93, 1, 2, 3}))) {
            assertThat(file.readModel(ModelReaderTest::valueBytes)).isEqualTo(ByteString.copyOf(MODEL));
            assertThat(file.tail().remaining()).isEqualTo(4);
            assertThat(file.tail().readArray()).isEqualTo(3);
        }
    }

    @Test
    void open_fileCutAtAnyLength_cannotBeRead() throws IOException {
        for (int length = 0; length < VECTOR.length; length++) {
            byte[] cut = Arrays.copyOf(VECTOR, length);
            assertFails(() -> load(cut), "cannot read input file");
        }
    }

    @Test
    void open_anyBitFlipped_failsWithATextOfItsPlace() throws IOException {
        for (int offset = 0; offset < VECTOR.length; offset++) {
            for (int bit = 0; bit < 8; bit++) {
                byte[] flipped = VECTOR.clone();
                flipped[offset] ^= (byte) (1 << bit);
                assertThatThrownBy(() -> load(flipped))
                        .as("offset %d", offset)
                        .isExactlyInstanceOf(JubatusException.class)
                        .message()
                        .matches(textFor(offset));
            }
        }
    }

    private static String textFor(int offset) {
        if (offset < 8) {
            return "invalid file format";
        }
        if (offset < 16) {
            return "invalid format version: \\d+, expected 1";
        }
        if (offset < 20) {
            return "cannot load model file created before v1.0.0: \\d+.1.1";
        }
        String crc = "invalid crc32 checksum: [0-9a-f]+, expected [0-9a-f]+";
        // A size that became smaller still fits into the file and shows in the checksum.
        boolean size = offset >= 32 && offset < 48;
        return size ? "cannot read input file|" + crc : crc;
    }

    @ParameterizedTest
    @CsvSource({
        "7, 01, invalid file format",
        "15, 02, 'invalid format version: 2, expected 1'",
        "8, ff, 'invalid format version: 18374686479671623681, expected 1'",
        "19, 00, cannot load model file created before v1.0.0: 0.1.1",
        "19, 02, cannot load model file created before v1.0.0: 2.1.1",
        "31, 6a, 'invalid crc32 checksum: b633656b, expected b633656a'",
        "28, 00, 'invalid crc32 checksum: b633656b, expected 33656b'",
        "32, ff, cannot read input file",
        "40, ff, cannot read input file",
        "40, 7f, cannot read input file",
        "47, 51, cannot read input file"
    })
    void open_wrongHeaderField_namesIt(int offset, String value, String text) throws IOException {
        byte[] wrong = VECTOR.clone();
        wrong[offset] = (byte) HexFormat.fromHexDigits(value);

        assertFails(() -> load(wrong), text);
    }

    @Test
    void open_minorReleases_areNotChecked() throws IOException {
        var later = new ModelContents(new ModelHeader.Release(1, 9, 7), SYSTEM, ModelFiles::writeModel, null);
        Path path = folder.resolve("later");
        ModelFile.write(path, later);

        try (ModelReader file = ModelFile.open(path)) {
            assertThat(file.system()).isEqualTo(SYSTEM);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "c0, system data is broken",
        "01, system data is broken",
        "91a101, system data is broken",
        "9201a1, insufficient bytes",
        "9301a100, insufficient bytes",
        "950101a161a1, insufficient bytes",
        "91c1, parse error",
        "95, insufficient bytes"
    })
    void open_systemDataThatIsNoRecord_saysWhy(String hex, String text) {
        byte[] file = container(HexFormat.of().parseHex(hex), USER_BYTES);

        assertFails(() -> open(file), text);
    }

    @Test
    void open_bytesAfterTheSystemDataValue_areIgnored() throws IOException {
        open(container(join(SYSTEM_BYTES, new byte[] {(byte) 0xc1}), USER_BYTES))
                .close();
    }

    @Test
    void open_emptySystemData_isInsufficient() {
        assertFails(() -> open(container(new byte[0], USER_BYTES)), "insufficient bytes");
    }

    @Test
    void open_systemDataWithMissingOrMoreFields_isTaken() throws IOException {
        try (ModelReader file = open(container(HexFormat.of().parseHex("9101"), USER_BYTES))) {
            assertThat(file.system()).isEqualTo(SystemData.of(0, ByteString.EMPTY, ByteString.EMPTY, ByteString.EMPTY));
        }
        try (ModelReader file = open(container(HexFormat.of().parseHex("960105a161a162a163c0"), USER_BYTES))) {
            assertThat(file.system())
                    .isEqualTo(SystemData.of(5, ByteString.utf8("a"), ByteString.utf8("b"), ByteString.utf8("c")));
        }
    }

    @Test
    void requireVersionAndType_otherVersion_comesBeforeTheType() throws IOException {
        var system = new SystemData(2, 0, ByteString.utf8("regression"), ByteString.EMPTY, ByteString.EMPTY);
        try (ModelReader file = open(container(SystemDataCodec.encode(system), USER_BYTES))) {
            assertFails(
                    () -> file.requireVersionAndType(CLASSIFIER),
                    "invalid system data version: saved version: 2, expected 1");
        }
    }

    @Test
    void requireVersionAndType_foreignType_isRefused() throws IOException {
        var system = SystemData.of(0, ByteString.utf8("regression"), ByteString.EMPTY, ByteString.EMPTY);
        try (ModelReader file = open(container(SystemDataCodec.encode(system), USER_BYTES))) {
            assertFails(
                    () -> file.requireVersionAndType(CLASSIFIER),
                    "server type mismatched: regression, expected classifier");
        }
    }

    @Test
    void requireConfig_sameJsonInOtherWords_isTheSame() throws IOException {
        try (ModelReader file = open(VECTOR)) {
            file.requireConfig(config("{ \"converter\" : {}, \"method\" : \"perceptron\" } tail"));
        }
    }

    @Test
    void requireConfig_otherJson_showsBothTexts() throws IOException {
        String other = "{\"method\":\"PA\",\"converter\":{}}";
        try (ModelReader file = open(VECTOR)) {
            assertFails(
                    () -> file.requireConfig(config(other)),
                    "server config mismatched: " + CONFIG + ", expected " + other);
        }
    }

    @Test
    void requireConfig_textThatIsNotJson_isAnotherConfig() throws IOException {
        byte[] text = {'{', (byte) 0xff};
        var system = SystemData.of(0, CLASSIFIER, ByteString.EMPTY, ByteString.copyOf(text));
        try (ModelReader file = open(container(SystemDataCodec.encode(system), USER_BYTES))) {
            assertThatThrownBy(() -> file.requireConfig(config(CONFIG)))
                    .isInstanceOfSatisfying(
                            JubatusException.class,
                            e -> assertThat(e.text())
                                    .isEqualTo(ByteString.utf8("server config mismatched: ")
                                            .concat(ByteString.copyOf(text))
                                            .concat(ByteString.utf8(", expected " + CONFIG))));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "c0, user data is broken",
        "8101c0, user data is broken",
        "9101, invalid user container",
        "930101c0, invalid user container",
        "90, invalid user container",
        "92a13101, user data is broken",
        "92ff01, user data is broken",
        "9202c0, 'user data version mismatched: 2, expected 1'",
        "9201, insufficient bytes",
        "9201c1, parse error",
        "ddffffffff01, insufficient bytes",
        "9201a1, insufficient bytes"
    })
    void readModel_wrongUserData_saysWhy(String hex, String text) throws IOException {
        try (ModelReader file = open(container(SYSTEM_BYTES, HexFormat.of().parseHex(hex)))) {
            assertFails(() -> file.readModel(ModelReaderTest::valueBytes), text);
        }
    }

    @Test
    void readModel_otherStructureThanTheReaderExpects_isBroken() throws IOException {
        try (ModelReader file = open(VECTOR)) {
            assertFails(() -> file.readModel(MessageReader::readInt), "user data is broken");
        }
    }

    @Test
    void readModel_errorAboutTheModelItself_staysAsItIs() throws IOException {
        var failure = ModelErrors.of("column: invalid type in serialize(): expected: 10");
        try (ModelReader file = open(VECTOR)) {
            assertThatThrownBy(() -> file.readModel(reader -> {
                        throw failure;
                    }))
                    .isSameAs(failure);
        }
    }

    @Test
    void open_missingFile_cannotBeOpened() {
        assertFails(() -> ModelFile.open(folder.resolve("none")), "cannot open input file");
    }

    @Test
    void open_folder_cannotBeRead() {
        assertFails(() -> ModelFile.open(folder), "cannot read input file");
    }

    private ModelReader open(byte[] bytes) throws IOException {
        return ModelFile.open(Files.write(folder.resolve("model.jubatus"), bytes));
    }

    private void load(byte[] bytes) throws IOException {
        try (ModelReader file = open(bytes)) {
            file.requireVersionAndType(CLASSIFIER);
            file.readModel(ModelReaderTest::valueBytes);
        }
    }

    /** The bytes of the next value; those of a stream only if they fit into its buffer. */
    private static ByteString valueBytes(MessageReader reader) {
        reader.peek();
        int start = reader.position();
        reader.skip();
        return ByteString.copyOf(reader.bytes(), start, reader.position() - start);
    }

    private static EngineConfig config(String text) {
        return ConfigReader.read(text.getBytes(StandardCharsets.UTF_8), new Problems());
    }

    private static void assertFails(ThrowingCallable action, String text) {
        assertThatThrownBy(action).isInstanceOfSatisfying(JubatusException.class, e -> {
            assertThat(e.text()).hasToString(text);
            assertThat(e.code()).isEqualTo(JubatusException.Code.BAD_MODEL);
        });
    }
}
