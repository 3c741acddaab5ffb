package jubatus.core.conversion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import jubatus.core.datum.Datum;
import jubatus.core.feature.FeatureVector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What rules make of texts and numbers (02 §2.6): names, values and order. */
class FeatureRulesTest {
    private static final byte[] KEY = {'k'};

    @Test
    void extract_severalRules_allFireInTheirOrderTextsBeforeNumbers() {
        var config = new ConfigBuilder()
                .number("*", "str")
                .number("a*", "num")
                .string("b", "str", "bin", "bin")
                .string("*", "space", "bin", "bin");
        Datum datum = new Datum()
                .addNumber("ab", 2)
                .addNumber("b", 3)
                .addString("a", "x")
                .addString("b", "y z");

        // For texts the outer loop is the rules, for numbers it is the values.
        assertThat(Conversions.of(config).classified(datum))
                .containsExactly(
                        "b$y z@str#bin/bin = 1.0",
                        "a$x@space#bin/bin = 1.0",
                        "b$z@space#bin/bin = 1.0",
                        "b$y@space#bin/bin = 1.0",
                        "ab@str$2 = 1.0",
                        "ab@num = 2.0",
                        "b@str$3 = 1.0");
    }

    @Test
    void extract_exceptInEveryKindOfRule_leavesKeysOut() {
        var config = new ConfigBuilder()
                .rule(
                        "string_rules",
                        "key",
                        "*",
                        "except",
                        "b*",
                        "type",
                        "str",
                        "sample_weight",
                        "bin",
                        "global_weight",
                        "bin")
                .rule("num_rules", "key", "*", "except", "/b/", "type", "num");
        Datum datum = new Datum()
                .addString("a", "x")
                .addString("bc", "x")
                .addNumber("a", 1)
                .addNumber("bc", 1);

        assertThat(Conversions.of(config).classified(datum)).containsExactly("a$x@str#bin/bin = 1.0", "a@num = 1.0");
    }

    @ParameterizedTest
    @CsvSource({"bin, 1.0", "tf, 3.0", "log_tf, 1.3862943611198906"})
    void extract_sampleWeights_countAWordWithinItsValue(String weight, double expected) {
        Conversions conversions = Conversions.of(new ConfigBuilder().string("*", "space", weight, "bin"));

        assertThat(conversions.classified(new Datum().addString("k", "a a a")))
                .containsExactly("k$a@space#" + weight + "/bin = " + expected);
    }

    @Test
    void extract_reservedCharactersInAWord_areNotEscaped() {
        Conversions conversions = Conversions.of(new ConfigBuilder().string("*", "str", "bin", "bin"));

        assertThat(conversions.classified(new Datum().addString("", "a$b@c#d/e")))
                .containsExactly("$a$b@c#d/e@str#bin/bin = 1.0");
    }

    @ParameterizedTest
    @CsvSource({
        "'', ''",
        "' ', ''",
        "'a', 'a'",
        "' a  b ', 'a|b'",
        "'a\tb\nc\u000bd\fe\rf', 'a|b|c|d|e|f'",
        "'a\u3000b', 'a\u3000b'",
        "'a\u00a0b\u0007c', 'a\u00a0b\u0007c'"
    })
    void extract_space_splitsAtTheSixAsciiBlanks(String text, String words) {
        assertWords(new ConfigBuilder(), "space", text, words);
    }

    @ParameterizedTest
    @CsvSource({
        "1, '日本a', '日|本|a'",
        "2, '日本a', '日本|本a'",
        "3, '日本a', '日本a'",
        "4, '日本a', ''",
        "1, '', ''",
        "1, '𠮷', '𠮷'"
    })
    void extract_ngram_takesCharactersNotBytes(int size, String text, String words) {
        var config = new ConfigBuilder().type("string_types", "t", "method", "ngram", "char_num", String.valueOf(size));

        assertWords(config, "t", text, words);
    }

    @Test
    void extract_ngramOfBytesThatAreNotUtf8_startsACharacterAtEachByteThatContinuesNone() {
        Conversions conversions = Conversions.of(new ConfigBuilder()
                .type("string_types", "t", "method", "ngram", "char_num", "1")
                .string("*", "t", "bin", "bin"));
        byte[] text = {(byte) 0x80, (byte) 0x81, 'a', (byte) 0xff, (byte) 0xe3, (byte) 0x81};

        FeatureVector vector = conversions.train(new Datum().addString(KEY, text));

        assertThat(vector.size()).isEqualTo(4);
        assertThat(vector.name(0).toBytes()).startsWith('k', '$', 'a', '@');
        assertThat(vector.name(1).toBytes()).startsWith('k', '$', 0x80, 0x81, '@');
        assertThat(vector.name(2).toBytes()).startsWith('k', '$', 0xe3, 0x81, '@');
        assertThat(vector.name(3).toBytes()).startsWith('k', '$', 0xff, '@');
    }

    @ParameterizedTest
    @CsvSource({
        "' ,、', 'a、b, c', 'a|b|c'",
        "',', ',a,,b,', 'a|b'",
        "',', '', ''",
        "'', 'a,b', 'a,b'",
        "'あ', 'いあう', 'い|う'",
        "'、', '。', '。'"
    })
    void extract_split_separatesByCharacters(String separators, String text, String words) {
        var config = new ConfigBuilder().type("string_types", "t", "method", "split", "separators", separators);

        assertWords(config, "t", text, words);
    }

    @ParameterizedTest
    @CsvSource({
        "'[a-z]+', 0, 'ab1cd', 'ab|cd'",
        "'(a+)(b*)', 2, 'aabbxab', 'bb|b'",
        "'(a)(x*)', 2, 'aba', ''",
        "'日', 0, '日本日', '日'",
        "'$', 0, 'a', NONE",
        "'^a', 0, 'aa', 'a'"
    })
    void extract_regexp_scansByTheLengthOfTheGroup(String pattern, String group, String text, String words) {
        var config =
                new ConfigBuilder().type("string_types", "t", "method", "regexp", "pattern", pattern, "group", group);

        if (words.isEmpty()) {
            assertThat(Conversions.of(config.string("*", "t", "tf", "bin")).trained(new Datum().addString("k", text)))
                    .containsExactly("k$@t#tf/bin = 2.0");
        } else {
            assertWords(config, "t", text, words.equals("NONE") ? "" : words);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1234567, 1.23457e+06",
        "100000, 100000",
        "999999.5, 1e+06",
        "0.0001, 0.0001",
        "0.00001, 1e-05",
        "1e20, 1e+20",
        "1e-300, 1e-300",
        "-3.5, -3.5",
        "0, 0",
        "-0.0, -0",
        "0.1, 0.1",
        "2.5e-7, 2.5e-07",
        "123456.5, 123456",
        "123457.5, 123458"
    })
    void extract_numberAsText_hasSixSignificantDigits(double value, String text) {
        Conversions conversions = Conversions.of(new ConfigBuilder().number("*", "str"));

        assertThat(conversions.classified(new Datum().addNumber("k", value)))
                .containsExactly("k@str$" + text + " = 1.0");
    }

    @Test
    void extract_logarithm_isZeroAndDroppedUpToOne() {
        Conversions conversions = Conversions.of(new ConfigBuilder().number("*", "log"));
        Datum datum = new Datum()
                .addNumber("a", -5)
                .addNumber("b", 0)
                .addNumber("c", 1)
                .addNumber("d", Math.E);

        assertThat(conversions.classified(datum)).containsExactly("d@log = 1.0");
    }

    @Test
    void extract_zeroOfEitherSign_isNoFeature() {
        Conversions conversions = Conversions.of(new ConfigBuilder().number("*", "num"));

        assertThat(conversions.classified(
                        new Datum().addNumber("a", 0.0).addNumber("b", -0.0).addNumber("c", Double.MIN_VALUE)))
                .containsExactly("c@num = 4.9E-324");
    }

    @Test
    void extract_binaryValuesWithoutARule_areIgnored() {
        Conversions conversions = Conversions.of(new ConfigBuilder().number("*", "num"));

        assertThat(conversions.classified(new Datum().addBinary("b", new byte[] {1})))
                .isEmpty();
    }

    @Test
    void extract_typeNamedLikeAPredefinedOne_replacesIt() {
        var config = new ConfigBuilder().type("string_types", "space", "method", "split", "separators", ",");

        assertWords(config, "space", "a b,c", "a b|c");
    }

    @Test
    void classify_keyThatIsNotUtf8_isKeptByteForByte() {
        Conversions conversions = Conversions.of(
                new ConfigBuilder().string("*", "str", "bin", "bin").number("*", "num"));
        byte[] odd = {(byte) 0xff, (byte) 0xfe};

        FeatureVector vector =
                conversions.classify(new Datum().addString(odd, odd).addNumber(odd, 2));

        assertThat(vector.name(0).toBytes()).startsWith(0xff, 0xfe, '$', 0xff, 0xfe, '@', 's');
        assertThat(vector.name(1).toBytes()).isEqualTo(new byte[] {odd[0], odd[1], '@', 'n', 'u', 'm'});
    }

    /** Words are sorted, since their order is that of a hash table. */
    private static void assertWords(ConfigBuilder config, String type, String text, String words) {
        Conversions conversions = Conversions.of(config.string("*", type, "bin", "bin"));

        assertThat(conversions.trained(new Datum().addString("k", text)))
                .containsExactlyInAnyOrder(
                        words.isEmpty()
                                ? new String[0]
                                : Arrays.stream(words.split("\\|"))
                                        .map(word -> "k$" + word + "@" + type + "#bin/bin = 1.0")
                                        .toArray(String[]::new));
    }
}
