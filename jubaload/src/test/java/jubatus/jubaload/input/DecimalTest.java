package jubatus.jubaload.input;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0, -0.0",
        "+1.5, 1.5",
        ".5, 0.5",
        "5., 5",
        " 7 , 7",
        "1e3, 1000",
        "1E-3, 0.001",
        "007, 7",
        "123456789012345678901234567890, 1.2345678901234568e29",
        "4.9e-324, 4.9e-324",
        "1e-400, 0"
    })
    void parse_number_isThat(String text, double value) {
        assertThat(parse(text)).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "-",
                ".",
                "e5",
                "1e",
                "1e+",
                "1.2.3",
                "1,5",
                "0x10",
                "NaN",
                "Infinity",
                "1d",
                "1 2",
                "1e999"
            })
    void parse_whatIsNoNumber_isNaN(String text) {
        assertThat(parse(text)).isNaN();
    }

    @Test
    void parse_anyDouble_isAsTheJdkReadsIt() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            double value = i % 2 == 0
                    ? Double.longBitsToDouble(random.nextLong())
                    : random.nextInt(1_000_000) / Math.pow(10, random.nextInt(8));
            if (Double.isFinite(value)) {
                assertThat(parse(Double.toString(value))).as("seed %d", seed).isEqualTo(value);
            }
        }
    }

    private static double parse(String text) {
        byte[] bytes = ("x" + text + "y").getBytes(StandardCharsets.UTF_8);
        return Decimal.parse(bytes, 1, bytes.length - 1);
    }
}
