package jubatus.core.msgpack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HexFormat;
import java.util.Random;
import jubatus.core.JubatusException;
import jubatus.core.bytes.ByteString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;

class MessageReaderTest {
    @ParameterizedTest
    @ValueSource(strings = {"a161", "d90161", "da000161", "db0000000161", "c40161", "c5000161", "c60000000161"})
    void readByteString_anyOfTheStringFamilies_isOneType(String hex) {
        assertThat(reader(hex).readByteString()).isEqualTo(ByteString.utf8("a"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"c1", "c7010061", "c8000100aa", "d40100", "d50100aa", "d8000102030405060708090a0b0c0d0e0f10"})
    void skip_extOrReserved_isAParseError(String hex) {
        assertThatThrownBy(() -> reader(hex).skip())
                .isInstanceOf(JubatusException.class)
                .hasMessage("parse error");
    }

    @Test
    void skip_nesting_reachesDepth32AndNot33() {
        reader("91".repeat(32) + "c0").skip();
        assertThatThrownBy(() -> reader("91".repeat(33) + "c0").skip()).hasMessage("parse error");
        assertThatThrownBy(() -> reader("91".repeat(32) + "90").skip()).hasMessage("parse error");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dd7fffffff",
                "ddffffffff",
                "df7fffffff",
                "df60000000",
                "dbffffffff",
                "c6ffffffff",
                "dcffff",
                "deffff",
                "93c0c0",
                "82c0c0c0",
                "a561",
                "cb00",
                "",
                "da00"
            })
    void skip_moreAnnouncedThanThere_isRefusedBeforeAnythingIsAllocated(String hex) {
        assertThatThrownBy(() -> reader(hex).skip()).hasMessage("insufficient bytes");
        byte[] bytes = HexFormat.of().parseHex(hex);
        assertThatThrownBy(() -> MessageReader.of(new ByteArrayInputStream(bytes), bytes.length)
                        .skip())
                .hasMessage("insufficient bytes");
    }

    @ParameterizedTest
    @CsvSource({
        "05,5",
        "ff,-1",
        "cb4000000000000000,2",
        "ca3fc00000,1.5",
        "cc80,128",
        "d180ff,-32513",
        "cfffffffffffffffff,18446744073709551615",
        "d3ffffffffffffffff,-1",
        "cf8000000000000401,9223372036854777856"
    })
    void readDouble_numbers_areConverted(String hex, double expected) {
        assertThat(reader(hex).readDouble()).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"c0", "c2", "a0", "90", "80"})
    void readDouble_otherTypes_areATypeMismatch(String hex) {
        assertThatThrownBy(() -> reader(hex).readDouble()).hasMessage("std::bad_cast");
        assertThatThrownBy(() -> reader(hex).readInt()).hasMessage("std::bad_cast");
    }

    @Test
    void readInt_outOfRange_isATypeMismatch() {
        assertThat(reader("ce7fffffff").readInt()).isEqualTo(Integer.MAX_VALUE);
        assertThatThrownBy(() -> reader("ce80000000").readInt()).hasMessage("std::bad_cast");
        assertThatThrownBy(() -> reader("cb4000000000000000").readInt()).hasMessage("std::bad_cast");
        assertThat(reader("cfffffffffffffffff").readUnsignedLong()).isEqualTo(-1);
        assertThatThrownBy(() -> reader("cfffffffffffffffff").readLong()).hasMessage("std::bad_cast");
        assertThatThrownBy(() -> reader("ff").readUnsignedLong()).hasMessage("std::bad_cast");
    }

    @Test
    void readBoolean_integer_isATypeMismatch() {
        assertThat(reader("c3").readBoolean()).isTrue();
        assertThatThrownBy(() -> reader("01").readBoolean()).hasMessage("std::bad_cast");
    }

    @Test
    void read_whatMsgpackCorePacked_isTheSameFromArrayAndStream() throws IOException {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            long roundSeed = random.nextLong();
            byte[] packed = pack(new Random(roundSeed));
            verify(new Random(roundSeed), MessageReader.of(packed), seed);
            verify(new Random(roundSeed), MessageReader.of(new ByteArrayInputStream(packed), packed.length), seed);
            MessageReader skipping = MessageReader.of(packed);
            skipping.skip();
            assertThat(skipping.remaining()).as("seed %d", seed).isZero();
        }
    }

    /** An array of values that the random source chooses; {@link #verify} draws the same ones again. */
    private static byte[] pack(Random random) throws IOException {
        try (MessageBufferPacker packer = MessagePack.newDefaultBufferPacker()) {
            int count = random.nextInt(30);
            packer.packArrayHeader(count);
            for (int i = 0; i < count; i++) {
                switch (random.nextInt(5)) {
                    case 0 -> packer.packLong(random.nextLong() >> random.nextInt(64));
                    case 1 -> packer.packDouble(random.nextDouble());
                    case 2 -> packer.packBoolean(random.nextBoolean());
                    case 3 -> packer.packNil();
                    default -> {
                        byte[] raw = new byte[random.nextInt(100_000) >> random.nextInt(17)];
                        random.nextBytes(raw);
                        packer.packBinaryHeader(raw.length).writePayload(raw);
                    }
                }
            }
            return packer.toByteArray();
        }
    }

    private static void verify(Random random, MessageReader in, long seed) {
        int count = random.nextInt(30);
        assertThat(in.readArray()).as("seed %d", seed).isEqualTo(count);
        for (int i = 0; i < count; i++) {
            switch (random.nextInt(5)) {
                case 0 -> assertThat(in.readLong()).isEqualTo(random.nextLong() >> random.nextInt(64));
                case 1 -> assertThat(in.readDouble()).isEqualTo(random.nextDouble());
                case 2 -> assertThat(in.readBoolean()).isEqualTo(random.nextBoolean());
                case 3 -> assertThat(in.tryNil()).isTrue();
                default -> {
                    byte[] raw = new byte[random.nextInt(100_000) >> random.nextInt(17)];
                    random.nextBytes(raw);
                    assertThat(in.readBytes()).as("seed %d", seed).isEqualTo(raw);
                }
            }
        }
        assertThat(in.remaining()).isZero();
    }

    @Test
    void read_randomBytes_neverThrowsAnythingElse() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int round = 0; round < 100_000; round++) {
            byte[] bytes = new byte[random.nextInt(40)];
            random.nextBytes(bytes);
            try {
                MessageReader.of(bytes).skip();
            } catch (JubatusException expected) {
                assertThat(expected.code()).as("seed %d", seed).isEqualTo(JubatusException.Code.BAD_MESSAGE);
            }
        }
    }

    private static MessageReader reader(String hex) {
        return MessageReader.of(HexFormat.of().parseHex(hex));
    }
}
