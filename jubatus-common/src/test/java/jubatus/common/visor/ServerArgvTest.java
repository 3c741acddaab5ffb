package jubatus.common.visor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import java.util.function.Consumer;
import jubatus.core.JubatusException;
import jubatus.core.msgpack.MessageReader;
import jubatus.core.msgpack.MessageWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerArgvTest {
    private static final ServerArgv ALL =
            new ServerArgv("eth1", 11, 12, 13, 4, "/data", "/logs", "/log.xml", 7, 77, "random_mixer");

    @Test
    void write_allElements_haveTheOrderAndTypesOfTheOriginal() {
        byte[] bytes = written(out -> ALL.write(out, "classifier", "zoo:2181", "jubaclassifier/x"));
        assertThat(HexFormat.of().formatHex(bytes))
                .isEqualTo("dc0014" + "cd23ef" + "a0" + "a465746831" + "0b0c0d04" + "aa636c6173736966696572" + "a0"
                        + "a87a6f6f3a32313831" + "b06a756261636c61737369666965722f78" + "a52f64617461" + "a52f6c6f6773"
                        + "a82f6c6f672e786d6c" + "a96c6f63616c686f7374" + "074d" + "ac72616e646f6d5f6d69786572"
                        + "c2c2");
    }

    @Test
    void read_whatWasWritten_isTheSame() {
        assertThat(read(written(out -> ALL.write(out, "t", "z", "n")))).isEqualTo(ALL);
    }

    @Test
    void read_emptyArray_isBlank() {
        assertThat(read(written(out -> out.array(0))))
                .isEqualTo(new ServerArgv("", 10, 10, 10, 2, "/tmp", "", "", 5, 1024, ""));
    }

    @Test
    void read_shorterArray_keepsTheOtherDefaults() {
        ServerArgv argv = read(written(out -> {
            out.array(4);
            out.integer(1);
            out.raw("address");
            out.raw("eth0");
            out.integer(99);
        }));
        assertThat(argv).isEqualTo(new ServerArgv("eth0", 99, 10, 10, 2, "/tmp", "", "", 5, 1024, ""));
    }

    @Test
    void read_longerArray_endsBehindTheSurplus() {
        MessageReader in = MessageReader.of(written(out -> {
            out.array(21);
            byte[] full = written(argv -> ALL.write(argv, "t", "z", "n"));
            out.bytes(full, 3, full.length - 3);
            out.raw("surplus");
        }));
        assertThat(ServerArgv.read(in)).isEqualTo(ALL);
        assertThat(in.remaining()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"c0", "a0", "80", "91a0", "91c0", "920100", "9401a0a0cb4024000000000000"})
    void read_otherTypes_isABadArgument(String hex) {
        assertThatThrownBy(() -> read(HexFormat.of().parseHex(hex)))
                .isInstanceOfSatisfying(
                        JubatusException.class,
                        e -> assertThat(e.code()).isEqualTo(JubatusException.Code.BAD_ARGUMENT));
    }

    private static ServerArgv read(byte[] bytes) {
        return ServerArgv.read(MessageReader.of(bytes));
    }

    private static byte[] written(Consumer<MessageWriter> content) {
        MessageWriter out = MessageWriter.toArray();
        content.accept(out);
        return out.toBytes();
    }
}
