package jubatus.core.bytes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StreamNumberTest {
    @ParameterizedTest
    @CsvSource({
        "3abc, 3",
        "' 2.5abc', 2.5",
        "'\t\n\u000b\f\r-1', -1",
        "+5, 5",
        ".5, 0.5",
        "5., 5",
        "-.5e1x, -5",
        "1.e2, 100",
        "1e+3, 1000",
        "1E-3, 0.001",
        "0x10, 0",
        "007, 7",
        "1.2.3, 1.2",
        "1e5e5, 100000",
        "1e-400, 0",
        "1 2, 1"
    })
    void parseDouble_numericPrefix_ignoresTheRest(String text, double expected) {
        assertThat(StreamNumber.parseDouble(ByteString.utf8(text))).hasValue(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "abc", "-", "+", ".", "e5", ".e5", "1e", "1e+", "1ex", "inf", "nan", "1e999", "- 1", "１"
            })
    void parseDouble_noNumberForTheStream_isEmpty(String text) {
        assertThat(StreamNumber.parseDouble(ByteString.utf8(text))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"2x, 2", "' 7', 7", "-1, -1", "+3.9, 3", "0x10, 0", "2147483647, 2147483647", "-2147483648, -2147483648"
    })
    void parseInt_numericPrefix_ignoresTheRest(String text, int expected) {
        assertThat(StreamNumber.parseInt(ByteString.utf8(text))).hasValue(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "-", "2147483648", "99999999999999999999", ".5"})
    void parseInt_noIntegerForTheStream_isEmpty(String text) {
        assertThat(StreamNumber.parseInt(ByteString.utf8(text))).isEmpty();
    }
}
