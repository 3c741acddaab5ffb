package jubatus.core.conversion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jubatus.core.JubatusException;
import jubatus.core.bytes.ByteString;
import jubatus.core.datum.Datum;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Data that a converter refuses (02 §2.9), and what becomes of the counters then. */
class ConversionErrorsTest {
    private static final Datum GOOD = new Datum().addString("k", "a b");

    private final Conversions words =
            Conversions.of(new ConfigBuilder().string("*", "space", "tf", "idf").number("n*", "num"));

    @Test
    void convert_dollarInAKey_isRefusedWhereItMakesAFeature() {
        assertRefused(words, new Datum().addString("a$b", "x"), "feature key cannot contain '$': a$b");
        assertRefused(words, new Datum().addNumber("n$", 1), "feature key cannot contain '$': n$");
    }

    @Test
    void convert_dollarInAKeyThatMakesNoFeature_isAccepted() {
        assertThat(words.classified(new Datum().addString("a$b", " ").addNumber("x$", 1)))
                .isEmpty();
    }

    @Test
    void convert_dollarInANumberKeyWithZero_isRefusedAllTheSame() {
        assertRefused(words, new Datum().addNumber("n$", 0), "feature key cannot contain '$': n$");
    }

    @Test
    void convert_dollarInABlobsKey_isRefused() {
        Conversions images = Conversions.of(new ConfigBuilder()
                .type("binary_types", "i", "method", "dynamic", "path", "libimage_feature.so", "function", "create")
                .rule("binary_rules", "key", "*", "type", "i"));

        assertRefused(images, new Datum().addBinary("b$", new byte[0]), "feature key cannot contain '$': b$");
    }

    @Test
    void convert_dollarFromASuffix_countsAsTheKeys() {
        Conversions filtered = Conversions.of(new ConfigBuilder()
                .type("string_filter_types", "f", "method", "regexp", "pattern", "a", "replace", "b")
                .rule("string_filter_rules", "key", "k", "type", "f", "suffix", "$")
                .string("*", "str", "bin", "bin"));

        assertRefused(filtered, new Datum().addString("k", "a"), "feature key cannot contain '$': k$");
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void convert_numberThatIsNotFinite_isRefusedEvenWithoutARule(double value) {
        assertRefused(
                words,
                new Datum().addNumber("n", 1).addNumber("unused", value),
                "the number of key 'unused' must be finite, was " + value);
    }

    @Test
    void convert_keyThatIsNotUtf8_isQuotedByteForByte() {
        byte[] key = {'n', (byte) 0xff, (byte) 0xfe};

        var failure = catchThrowableOfType(
                JubatusException.class, () -> words.classify(new Datum().addNumber(key, Double.NaN)));

        assertThat(failure.text())
                .isEqualTo(ByteString.utf8("the number of key '")
                        .concat(ByteString.copyOf(key))
                        .concat(ByteString.utf8("' must be finite, was NaN")));
    }

    @Test
    void convert_groupThatTookNoPart_failsInTheOriginalsWords() {
        Conversions split = Conversions.of(new ConfigBuilder()
                .type("string_types", "r", "method", "regexp", "pattern", "(a)|(b)", "group", "1")
                .string("*", "r", "bin", "bin"));
        Conversions replaced = Conversions.of(new ConfigBuilder()
                .type("string_filter_types", "r", "method", "regexp", "pattern", "(a)|(b)", "replace", "\\1")
                .rule("string_filter_rules", "key", "*", "type", "r", "suffix", "+"));
        String sentence = "basic_string::substr: __pos (which is 18446744073709551615) > this->size() (which is 3)";

        assertRefused(split, new Datum().addString("k", "axb"), sentence);
        assertRefused(replaced, new Datum().addString("k", "axb"), sentence);
    }

    @Test
    void convert_splitOfTextThatIsNotUtf8_isRefused() {
        Conversions split = Conversions.of(new ConfigBuilder()
                .type("string_types", "s", "method", "split", "separators", "、")
                .string("*", "s", "bin", "bin"));

        assertRefused(split, text('a', 0xff), "Invalid UTF-8");
        assertRefused(split, text(0x80), "Invalid UTF-8");
        assertRefused(split, text(0xc0, 0x80), "Invalid UTF-8");
        assertRefused(split, text(0xe3, 'a', 'b'), "Invalid UTF-8");
        assertRefused(split, text('a', 0xe3, 0x81), "Too short string");
        assertThat(split.classified(text('a', 0, 0xff))).containsExactly("k$a@s#bin/bin = 1.0");
    }

    @Test
    void train_datumThatIsRefused_countsNothing() {
        words.train(GOOD);

        assertRefused(
                words, new Datum().addString("k", "a").addString("k$", "b"), "feature key cannot contain '$': k$");

        assertThat(words.weights.unmixed().documents()).isEqualTo(1);
        assertThat(words.weights.unmixed().documentFrequency(ByteString.utf8("k$a@space#tf/idf")))
                .isEqualTo(1.0);
    }

    @Test
    void convert_afterAFailure_worksAsBefore() {
        words.train(GOOD);
        var before = words.classified(GOOD);

        assertRefused(
                words, new Datum().addString("k", "x y").addString("k$", "z"), "feature key cannot contain '$': k$");

        assertThat(words.classified(GOOD)).isEqualTo(before);
    }

    private static Datum text(int... bytes) {
        byte[] text = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            text[i] = (byte) bytes[i];
        }
        return new Datum().addString(new byte[] {'k'}, text);
    }

    /** Both by training and by classifying. */
    private static void assertRefused(Conversions conversions, Datum datum, String sentence) {
        for (boolean train : new boolean[] {false, true}) {
            var failure = catchThrowableOfType(JubatusException.class, () -> convert(conversions, datum, train));
            assertThat(failure).as("train: %s", train).hasMessage(sentence);
            assertThat(failure.code()).isEqualTo(JubatusException.Code.BAD_DATUM);
        }
    }

    private static void convert(Conversions conversions, Datum datum, boolean train) {
        if (train) {
            conversions.train(datum);
        } else {
            conversions.classify(datum);
        }
    }
}
