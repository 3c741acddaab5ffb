package jubatus.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import jubatus.core.bytes.ByteString;
import jubatus.core.msgpack.MessageReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrintedValueTest {
    @ParameterizedTest
    @CsvSource({
        "c0, nil",
        "c2, false",
        "ff, -1",
        "cfffffffffffffffff, 18446744073709551615",
        "d38000000000000000, -9223372036854775808",
        "90, []",
        "80, {}",
        "9291c080, '[[nil], {}]'",
        "82a16101c3c0, '{\"a\"=>1, true=>nil}'",
        "ca3fc00000, 1.5",
    })
    void of_value_isPrintedAsTheOriginalDoes(String hex, String printed) {
        assertThat(PrintedValue.of(MessageReader.of(HexFormat.of().parseHex(hex))))
                .hasToString(printed);
    }

    @Test
    void of_raw_keepsItsBytes() {
        assertThat(PrintedValue.of(MessageReader.of(new byte[] {(byte) 0xa2, (byte) 0xff, '"'})))
                .isEqualTo(ByteString.copyOf(new byte[] {'"', (byte) 0xff, '"', '"'}));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0.0, -0",
        "1.5, 1.5",
        "100000, 100000",
        "1000000, 1e+06",
        "1234567.0, 1.23457e+06",
        "999999.5, 1e+06",
        "0.0001, 0.0001",
        "0.00001, 1e-05",
        "-0.000012345678, -1.23457e-05",
        "3.14159265, 3.14159",
        "1e300, 1e+300",
        "NaN, nan",
        "Infinity, inf",
        "-Infinity, -inf",
    })
    void number_hasSixDigits(double value, String printed) {
        assertThat(PrintedValue.number(value)).isEqualTo(printed);
    }
}
