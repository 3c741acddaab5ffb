package jubatus.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import jubatus.core.JubatusException;
import jubatus.core.msgpack.MessageReader;
import jubatus.core.msgpack.MessageWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResultTest {
    private static final HexFormat HEX = HexFormat.of();

    @ParameterizedTest
    @CsvSource({
        // What a server of the original or ours sends passes as it is.
        "BOOL, c3, c3",
        "INT, 2a, 2a",
        "INT, d1ff38, d1ff38",
        "UNSIGNED, cfffffffffffffffff, cfffffffffffffffff",
        "TEXT, a3616263, a3616263",
        "ESTIMATES, 9192 92a141cb3ff0000000000000 92a142cbbff0000000000000, 9192 92a141cb3ff0000000000000 92a142cbbff0000000000000",
        "COUNTS, 82 a14101 a14202, 82 a14101 a14202",
        // Integers and strings in other forms become canonical.
        "INT, d30000000000000005, 05",
        "INT, d1ffff, ff",
        "UNSIGNED, d105dc, cd05dc",
        "TEXT, d903616263, a3616263",
        "TEXT, c403616263, a3616263",
        // An integer score becomes a double, a float too; a score that is missing is 0.
        "ESTIMATES, 9191 92a14102, 9191 92a141cb4000000000000000",
        "ESTIMATES, 9191 92a141ca3fc00000, 9191 92a141cb3ff8000000000000",
        "ESTIMATES, 9191 91a141, 9191 92a141cb0000000000000000",
        "ESTIMATES, 9191 90, 9191 92a0cb0000000000000000",
        "ESTIMATES, 9191 94a141cb3ff0000000000000 c0 9101, 9191 92a141cb3ff0000000000000",
        // Maps come sorted, and of equal keys the last one counts.
        "COUNTS, 83 a14202 a14101 a14203, 82 a14101 a14203",
        "TEXTS, 82 a162a178 a161a179, 82 a161a179 a162a178",
        "TEXTS_BY_NODE, 81 a16e 82 a162a178 a161a179, 81 a16e 82 a161a179 a162a178",
    })
    void copy_value_isTheOriginalsEncoding(Result type, String in, String out) {
        assertThat(copied(type, in)).isEqualTo(out.replace(" ", ""));
    }

    @ParameterizedTest
    @CsvSource({
        "BOOL, 01",
        "BOOL, c0",
        "INT, cb3ff0000000000000",
        "INT, ce80000000",
        "INT, c3",
        "UNSIGNED, ff",
        "TEXT, 01",
        "TEXT, c0",
        "ESTIMATES, 91a0",
        "ESTIMATES, 919192a141a0",
        "COUNTS, 90",
        "COUNTS, 81a141ff",
        "TEXTS, 81a14101",
    })
    void copy_otherType_isRefused(Result type, String in) {
        assertThatThrownBy(() -> copied(type, in))
                .isInstanceOfSatisfying(
                        JubatusException.class,
                        e -> assertThat(e.code()).isEqualTo(JubatusException.Code.BAD_ARGUMENT));
    }

    @Test
    void copy_estimatesOfManyData_keepsTheirOrder() {
        String one = "91 92a141cb3ff0000000000000".replace(" ", "");
        assertThat(copied(Result.ESTIMATES, "dc0020" + one.repeat(32))).isEqualTo("dc0020" + one.repeat(32));
    }

    private static String copied(Result type, String hex) {
        var out = MessageWriter.toArray();
        type.copy(MessageReader.of(HEX.parseHex(hex.replace(" ", ""))), out);
        return HEX.formatHex(out.toBytes());
    }
}
