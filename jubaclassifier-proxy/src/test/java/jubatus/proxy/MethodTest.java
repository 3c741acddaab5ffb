package jubatus.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import jubatus.core.JubatusException;
import jubatus.core.bytes.ByteString;
import jubatus.core.msgpack.MessageReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MethodTest {
    private static final HexFormat HEX = HexFormat.of();
    private static final String TRAIN_NAME =
            "a5" + HEX.formatHex("train".getBytes(java.nio.charset.StandardCharsets.US_ASCII));

    private final Method train = Method.update("train", Shape.LABELED_DATA, Result.INT);
    private final Method classify = Method.read("classify", Shape.DATA, Result.ESTIMATES);
    private final Method clear = Method.broadcast("clear", Shape.NOTHING, Fold.And::new);
    private final Method save = Method.broadcast("save", Shape.TEXT, () -> new Fold.Union(Result.TEXT));

    @Test
    void read_goodParameters_passesTheirBytesAndTheCluster() {
        String params = "92 a163 91 92 a141 93 91 92a16ba176 91 92a178cb3ff0000000000000 90";
        Request request = read(train, params);
        assertThat(request.cluster()).isEqualTo(ByteString.utf8("c"));
        assertThat(HEX.formatHex(request.message())).isEqualTo(TRAIN_NAME + params.replace(" ", ""));
    }

    @Test
    void read_surplusParameters_areDropped() {
        assertThat(HEX.formatHex(read(train, "94 a163 90 c0 8101c0").message())).isEqualTo(TRAIN_NAME + "92a16390");
        assertThat(HEX.formatHex(read(clear, "93 a163 01 02").message())).endsWith("91a163");
    }

    @Test
    void read_bytesBehindTheParameters_areNoneOfThem() {
        assertThat(HEX.formatHex(read(clear, "91 a163 c0c0").message())).endsWith("91a163");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // A datum lacks members, or has surplus ones.
                "92 a0 91 90",
                "92 a0 91 91 90",
                "92 a0 91 92 90 91 92a17801",
                "92 a0 91 94 90 90 90 c0",
                // Strings in any form, numbers as integers.
                "92 c400 91 93 91 92d9016bc40176 91 92a178cfffffffffffffffff 91 92a162c40100",
            })
    void read_leniency_isThatOfTheOriginal(String params) {
        assertThat(read(classify, params).method()).isSameAs(classify);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "c0",
                "80",
                "90",
                "91 a0",
                "92 01 90",
                "92 a0 c0",
                "92 a0 91 c0",
                "92 a0 91 91 91 93a16ba176a177",
                "92 a0 91 91 91 92a16b01",
                "92 a0 91 92 90 91 92a178c0",
                "92 a0 91 92 90 91 92a178c3",
                "92 a0 91 92 90 91 92a178a0",
            })
    void read_otherTypes_areRefused(String params) {
        assertThatThrownBy(() -> read(classify, params))
                .isInstanceOfSatisfying(
                        JubatusException.class,
                        e -> assertThat(e.code()).isEqualTo(JubatusException.Code.BAD_ARGUMENT));
    }

    @Test
    void read_labeledData_mayLackMembersButNotTheirTypes() {
        assertThat(read(train, "92 a0 93 90 91a141 93a14190c0").cluster()).isEqualTo(ByteString.EMPTY);
        assertThatThrownBy(() -> read(train, "92 a0 91 9101")).isInstanceOf(JubatusException.class);
        assertThatThrownBy(() -> read(save, "92 a0 01")).isInstanceOf(JubatusException.class);
    }

    private static Request read(Method method, String hex) {
        return method.read(MessageReader.of(HEX.parseHex(hex.replace(" ", ""))));
    }
}
