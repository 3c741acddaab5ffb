package jubatus.core.msgpack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.util.HexFormat;
import java.util.Random;
import java.util.function.Consumer;
import jubatus.core.JubatusException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessageWriterTest {
    @ParameterizedTest
    @CsvSource({
        "0,00",
        "127,7f",
        "128,cc80",
        "200,ccc8",
        "255,ccff",
        "256,cd0100",
        "65535,cdffff",
        "65536,ce00010000",
        "4294967295,ceffffffff",
        "4294967296,cf0000000100000000",
        "-1,ff",
        "-32,e0",
        "-33,d0df",
        "-128,d080",
        "-129,d1ff7f",
        "-32769,d2ffff7fff",
        "-2147483649,d3ffffffff7fffffff"
    })
    void integer_anyValue_takesTheShortestForm(long value, String hex) {
        assertThat(hexOf(out -> out.integer(value))).isEqualTo(hex);
    }

    @ParameterizedTest
    @CsvSource({"0", "1", "31", "32", "65535", "65536", "1000000", "1048560", "1048561", "5000000"})
    void raw_ofPages_equalsTheRawOfItsBytes(int length) {
        byte[] content = new byte[length];
        new Random(length).nextBytes(content);
        assertThat(hexOf(out -> {
                    out.nil();
                    out.raw(Pages.of(inner -> {
                        for (int done = 0; done < length; done += 9999) {
                            inner.bytes(content, done, Math.min(9999, length - done));
                        }
                    }));
                    out.bool(true);
                }))
                .isEqualTo(hexOf(out -> {
                    out.nil();
                    out.raw(content);
                    out.bool(true);
                }));
    }

    @Test
    void raw_ofPagesToAStream_isRefused() {
        MessageWriter out = MessageWriter.to(new ByteArrayOutputStream());
        assertThatThrownBy(() -> out.raw(Pages.of(MessageWriter::nil))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void raw_ofPagesTwice_isTwiceInTheMessage() {
        Pages pages = Pages.of(out -> out.raw("abc"));
        assertThat(hexOf(out -> {
                    out.raw(pages);
                    out.integer(1);
                    out.raw(pages);
                }))
                .isEqualTo("a4a3616263" + "01" + "a4a3616263");
    }

    @Test
    void raw_ofPages_countsInTheLengthThatIsAllowed() {
        MessageWriter out = MessageWriter.toArray(100);
        out.raw(Pages.of(inner -> inner.raw(new byte[60])));
        Pages tooMuch = Pages.of(inner -> inner.raw(new byte[40]));
        assertThatThrownBy(() -> out.raw(tooMuch)).isInstanceOf(JubatusException.class);
        assertThatThrownBy(() -> out.raw(new byte[1000])).isInstanceOf(JubatusException.class);
    }

    @Test
    void unsigned_above63Bits_isWrittenAsUint64() {
        assertThat(hexOf(out -> out.unsigned(-1))).isEqualTo("cfffffffffffffffff");
    }

    @Test
    void raw_anyLength_usesOnlyTheOldFamily() {
        assertThat(hexOf(out -> out.raw(new byte[31]))).startsWith("bf00");
        assertThat(hexOf(out -> out.raw(new byte[32]))).startsWith("da002000");
        assertThat(hexOf(out -> out.raw(new byte[255]))).startsWith("da00ff00");
        assertThat(hexOf(out -> out.raw(new byte[65_536]))).startsWith("db0001000000");
    }

    @Test
    void containers_anySize_takeTheShortestHeader() {
        assertThat(hexOf(out -> out.array(15))).isEqualTo("9f");
        assertThat(hexOf(out -> out.array(16))).isEqualTo("dc0010");
        assertThat(hexOf(out -> out.array(65_536))).isEqualTo("dd00010000");
        assertThat(hexOf(out -> out.map(15))).isEqualTo("8f");
        assertThat(hexOf(out -> out.map(16))).isEqualTo("de0010");
        assertThat(hexOf(out -> out.map(65_536))).isEqualTo("df00010000");
    }

    @Test
    void float64_integralValue_keepsEightBytes() {
        assertThat(hexOf(out -> out.float64(2))).isEqualTo("cb4000000000000000");
    }

    @Test
    void toStream_manyWrites_arriveInOrder() {
        long seed = new Random().nextLong();
        var bytes = new ByteArrayOutputStream();
        MessageWriter toStream = MessageWriter.to(bytes);
        MessageWriter toArray = MessageWriter.toArray();
        for (MessageWriter out : new MessageWriter[] {toStream, toArray}) {
            Random random = new Random(seed);
            for (int i = 0; i < 2000; i++) {
                out.raw(new byte[random.nextInt(200_000) >> random.nextInt(18)]);
                out.float64(random.nextDouble());
            }
        }
        long written = toStream.written();
        toStream.flush();
        assertThat(bytes.toByteArray()).as("seed %d", seed).isEqualTo(toArray.toBytes());
        assertThat(written).isEqualTo(toArray.size());
    }

    @Test
    void toArray_moreBytesThanTheLimit_throwsAndKeepsWhatIsWritten() {
        MessageWriter out = MessageWriter.toArray(1_000);
        out.raw(new byte[900]);
        assertThatThrownBy(() -> out.raw(new byte[95]))
                .isInstanceOfSatisfying(
                        JubatusException.class, e -> assertThat(e.code()).isEqualTo(JubatusException.Code.FAILED))
                .hasMessageContaining("longer than 1000 bytes");
        assertThat(out.bytes()).hasSizeLessThanOrEqualTo(1_000);
        out.clear();
        out.raw(new byte[997]);
        assertThat(out.size()).isEqualTo(1_000);
    }

    private static String hexOf(Consumer<MessageWriter> write) {
        MessageWriter out = MessageWriter.toArray();
        write.accept(out);
        return HexFormat.of().formatHex(out.toBytes());
    }
}
