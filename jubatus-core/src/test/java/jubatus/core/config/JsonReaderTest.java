package jubatus.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import jubatus.core.bytes.ByteString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReaderTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-7, -7",
        "007, 7",
        "-, 0",
        "-0, 0",
        "9223372036854775807, 9223372036854775807",
        "-9223372036854775808, -9223372036854775808"
    })
    void read_numberWithoutPointAndExponent_isAnInteger(String text, long expected) {
        assertThat(read(text)).isEqualTo(new JsonValue.Int(expected));
    }

    @ParameterizedTest
    @CsvSource({"1.0, 1", "1., 1", "-.5, -0.5", "01e2, 100", "1E+2, 100", "25e-1, 2.5", "-., 0", "-e5, 0", "0e-999, 0"})
    void read_numberWithPointOrExponent_isADecimal(String text, double expected) {
        assertThat(read(text)).isEqualTo(new JsonValue.Decimal(expected));
    }

    @ParameterizedTest
    @CsvSource({
        "9223372036854775808, 20, strtoll overflow range over. Too huge value for int64_t.",
        "-9223372036854775809, 21, strtoll overflow range over. Too huge value for int64_t.",
        "1e309, 6, strtod overflow range over. Too huge value for double.",
        "-1e309, 7, strtod overflow range over. Too huge value for double.",
        "1e-400, 7, strtod underflow range over.",
        "1e-310, 7, strtod underflow range over."
    })
    void read_numberOutOfRange_isAnErrorAfterIt(String text, int column, String reason) {
        assertSyntaxError(text, 1, column, reason);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "1ex, 3, `after exp, digit required.`",
                "1e+x, 4, `after exp, digit required.`",
                ".5, 1, `invalid char: '.' (U+002E)`",
                "+5, 1, `invalid char: '+' (U+002B)`",
                "`[1,]`, 4, `invalid char: ']' (U+005D)`",
                "[1 2], 4, `',' is required but got '2'`",
                "[1;], 3, `',' is required but got ';'`",
                "{\"a\"=1}, 5, `':' is required but got '='`",
                "{1:2}, 2, `'\"' is required but got '1'`",
                "[日], 2, `invalid char: '日' (U+65E5)`",
                "[\"日本\" 語], 7, `',' is required but got '語'`",
                "`[\"😀\",x]`, 6, `invalid char: 'x' (U+0078)`",
                "nulL, 4, `'l' is required but got 'L'`",
                "\"\\x41\", 4, `unexpected unescaped char: 'x' (U+0078)`",
                "\"\\u00g0\", 7, `hex required but got 'g'`"
            })
    void read_textThatIsNotJson_namesCharacterAndColumn(String text, int column, String reason) {
        assertSyntaxError(text, 1, column, reason);
    }

    @Test
    void read_errorInALaterLine_countsLinesAndStartsColumnsAnew() {
        assertSyntaxError("{\r\n\n  \"a\": x}", 3, 8, "invalid char: 'x' (U+0078)");
    }

    @Test
    void read_byteOrderMark_isRefused() {
        assertSyntaxError("\ufeff{}", 1, 1, "invalid char: '\ufeff' (U+FEFF)");
    }

    @Test
    void read_controlCharacterInAString_isRefusedOneColumnLater() {
        assertSyntaxError("\"a\nb\"", 1, 4, "unexpected unescaped char: '\n' (U+000A)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " \n",
                "{",
                "{\"a\"",
                "{\"a\":",
                "{\"a\":1",
                "{\"a\":1,",
                "[",
                "[1",
                "tru",
                "\"",
                "\"\\",
                "\"\\u12",
                "1e"
            })
    void read_textThatEndsTooEarly_saysSoWithoutPosition(String text) {
        var error = syntaxError(text.getBytes(StandardCharsets.UTF_8));

        assertThat(error.text()).hasToString("json_parser reached end of data");
        assertThat(error.isTruncated()).isTrue();
    }

    @Test
    void read_whateverFollowsTheFirstValue_isIgnored() {
        assertThat(read("[] garbage {")).isEqualTo(new JsonValue.Array(List.of()));
        assertThat(read("truely")).isEqualTo(new JsonValue.Bool(true));
        assertThat(read("1_")).isEqualTo(new JsonValue.Int(1));
    }

    @Test
    void read_repeatedKey_keepsTheLastValueAtThePlaceOfTheFirst() {
        var object = (JsonValue.Obj) read("{\"a\":1,\"b\":2,\"a\":3}");

        assertThat(object.members())
                .containsExactly(
                        Map.entry(ByteString.utf8("a"), new JsonValue.Int(3)),
                        Map.entry(ByteString.utf8("b"), new JsonValue.Int(2)));
    }

    @Test
    void read_escapes_becomeTheirBytes() {
        assertThat(string("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u0041\\u00e9\\u65E5\\u0000\""))
                .isEqualTo(ByteString.utf8("\"\\/\b\f\n\r\tAé日\0"));
    }

    @Test
    void read_surrogatePair_isEncodedUnitByUnit() {
        byte[] units = {(byte) 0xed, (byte) 0xa0, (byte) 0xbd, (byte) 0xed, (byte) 0xb8, (byte) 0x80};

        assertThat(string("\"\\ud83d\\ude00\"")).isEqualTo(ByteString.copyOf(units));
    }

    @Test
    void read_bytesThatAreNotUtf8_stayAsTheyAre() {
        byte[] text = {'"', (byte) 0xff, (byte) 0xe3, (byte) 0x81, 'a', (byte) 0xc3, '"'};

        assertThat(JsonReader.read(text)).isEqualTo(new JsonValue.Str(ByteString.copyOf(text, 1, 5)));
    }

    @Test
    void read_errorAfterBytesThatAreNotUtf8_countsEachAsACharacter() {
        byte[] text = {'[', '"', (byte) 0xff, (byte) 0xe3, (byte) 0x81, '"', (byte) 0xfe, ']'};

        var error = syntaxError(text);

        assertThat(error.column()).isEqualTo(7);
        assertThat(error.reason()).startsWith("',' is required but got '");
    }

    @Test
    void read_nestingAtTheBound_isReadAndOneMoreIsRefused() {
        String deepest = "[".repeat(JsonReader.MAX_DEPTH) + "]".repeat(JsonReader.MAX_DEPTH);

        assertThat(read(deepest)).isEqualTo(read(" " + deepest));
        assertSyntaxError(
                "[".repeat(1_000_000), 1, JsonReader.MAX_DEPTH + 1, "arrays and objects may nest at most 100 deep");
    }

    @Test
    void read_integerAndDecimal_areNeverEqual() {
        assertThat(read("[1]")).isNotEqualTo(read("[1.0]"));
        assertThat(read("{\"a\":1,\"b\":2}")).isEqualTo(read("{ \"b\" : 2, \"a\" : 1 }"));
        assertThat(read("[1,2]")).isNotEqualTo(read("[2,1]"));
    }

    @Test
    void read_anyBytes_failOnlyWithASyntaxError() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        byte[] alphabet = "{}[]\",:\\u0012eE+-. \n\ttruefalsn".getBytes(StandardCharsets.UTF_8);
        for (int round = 0; round < 20_000; round++) {
            byte[] text = new byte[random.nextInt(24)];
            for (int i = 0; i < text.length; i++) {
                text[i] =
                        random.nextInt(8) == 0 ? (byte) random.nextInt(256) : alphabet[random.nextInt(alphabet.length)];
            }
            try {
                JsonReader.read(text);
            } catch (JsonSyntaxException e) {
                assertThat(e.column()).as("seed %d", seed).isBetween(1, text.length + 2);
            } catch (RuntimeException e) {
                throw new AssertionError("seed " + seed + ", text " + ByteString.copyOf(text), e);
            }
        }
    }

    private static JsonValue read(String text) {
        return JsonReader.read(text.getBytes(StandardCharsets.UTF_8));
    }

    private static ByteString string(String text) {
        return ((JsonValue.Str) read(text)).value();
    }

    private static JsonSyntaxException syntaxError(byte[] text) {
        return catchThrowableOfType(JsonSyntaxException.class, () -> JsonReader.read(text));
    }

    private static void assertSyntaxError(String text, int line, int column, String reason) {
        var error = syntaxError(text.getBytes(StandardCharsets.UTF_8));
        assertThat(error).isNotNull();
        assertThat(error.text()).hasToString(line + ":" + column + " " + reason);
        assertThat(error.line()).isEqualTo(line);
        assertThat(error.column()).isEqualTo(column);
        assertThat(error.reason()).isEqualTo(reason);
        assertThat(error.isTruncated()).isFalse();
    }
}
