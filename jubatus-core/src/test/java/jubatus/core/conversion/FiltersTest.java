package jubatus.core.conversion;

import static org.assertj.core.api.Assertions.assertThat;

import jubatus.core.datum.Datum;
import jubatus.core.feature.FeatureVector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Filters and the order in which their rules are applied (02 §2.3 – §2.5). */
class FiltersTest {
    @ParameterizedTest
    @CsvSource({
        "x*, -, axxb, -a--b-",
        "b, '', abcb, ac",
        "$, END, a, aEND",
        "^, <, ab, <ab",
        "(a)(b), \\2\\1\\0\\\\, xaby, xbaab\\y",
        "a, $1\\0, a, $1a",
        "[0-9]+, <n>, a12b3, a<n>b<n>",
        "z, y, '', ''",
        "日, 月, 日本日, 月本月"
    })
    void filter_expression_replacesAsTheOriginalDoes(String pattern, String replace, String text, String expected) {
        assertThat(replacing(pattern, replace).classified(new Datum().addString("k", text)))
                .containsExactly("k+$" + expected + "@str#bin/bin = 1.0");
    }

    @Test
    void filter_expressionThatMatchesNothing_isAppliedWithinCharacters() {
        FeatureVector vector = replacing("x*", "-").classify(new Datum().addString("k", "日"));

        assertThat(vector.name(0).toBytes()).startsWith('k', '+', '$', '-', 0xe6, '-', 0x97, '-', 0xa5, '-', '@');
    }

    @ParameterizedTest
    @CsvSource({
        "add, 'value= 2.5abc', 1, 3.5",
        "linear_normalization, min=-1;max=3, 1, 0.5",
        "linear_normalization, min=-1;max=3, 4, 1.0",
        "linear_normalization, min=-1;max=3;truncate=true, 7, 2.0",
        "linear_normalization, min=-1;max=3;truncate=False, -3, -0.5",
        "gaussian_normalization, average=1;standard_deviation=4, 3, 0.5",
        "sigmoid_normalization, '', 0, 0.5",
        "sigmoid_normalization, gain=2;bias=1, 1, 0.5"
    })
    void filter_number_isNormalised(String method, String parameters, double value, double expected) {
        String[] pairs = ("method=" + method + ";" + parameters).split("[=;]");
        Conversions conversions = Conversions.of(new ConfigBuilder()
                .type("num_filter_types", "f", pairs)
                .rule("num_filter_rules", "key", "*", "type", "f", "suffix", "+")
                .number("*+", "num"));

        assertThat(conversions.classified(new Datum().addNumber("k", value))).containsExactly("k+@num = " + expected);
    }

    @Test
    void filter_numberBelowMin_becomesZeroAndIsDropped() {
        Conversions conversions = Conversions.of(new ConfigBuilder()
                .type("num_filter_types", "f", "method", "linear_normalization", "min", "0", "max", "1")
                .rule("num_filter_rules", "key", "*", "type", "f", "suffix", "+")
                .number("*+", "num"));

        assertThat(conversions.classified(new Datum().addNumber("k", -1))).isEmpty();
    }

    @Test
    void filter_resultThatIsNotFinite_makesNoFeature() {
        Conversions conversions = Conversions.of(new ConfigBuilder()
                .type(
                        "num_filter_types",
                        "g",
                        "method",
                        "gaussian_normalization",
                        "average",
                        "1",
                        "standard_deviation",
                        "0")
                .rule("num_filter_rules", "key", "*", "type", "g", "suffix", "+")
                .number("*", "num")
                .combination("*", "*", "add"));

        assertThat(conversions.classified(new Datum().addNumber("nan", 1).addNumber("infinite", 2)))
                .containsExactly("nan@num = 1.0", "infinite@num = 2.0", "nan@num&infinite@num/add = 3.0");
    }

    @Test
    void filter_severalRules_seeTheResultsOfEarlierOnesButNotTheirOwn() {
        var config = new ConfigBuilder()
                .type("string_filter_types", "double", "method", "regexp", "pattern", "(.+)", "replace", "\\1\\1")
                .type("string_filter_types", "cut", "method", "regexp", "pattern", "a", "replace", "")
                .rule("string_filter_rules", "key", "*", "type", "double", "suffix", "2")
                .rule("string_filter_rules", "key", "*", "except", "k", "type", "cut", "suffix", "-")
                .string("*", "str", "bin", "bin");

        assertThat(Conversions.of(config)
                        .classified(new Datum().addString("k", "ab").addString("j", "a")))
                .containsExactly(
                        "k$ab@str#bin/bin = 1.0",
                        "j$a@str#bin/bin = 1.0",
                        "k2$abab@str#bin/bin = 1.0",
                        "j2$aa@str#bin/bin = 1.0",
                        "j-$@str#bin/bin = 1.0",
                        "k2-$bb@str#bin/bin = 1.0",
                        "j2-$@str#bin/bin = 1.0");
    }

    @Test
    void filter_numbersOfOneKey_areAllFilteredInTheirOrder() {
        var config = new ConfigBuilder()
                .type("num_filter_types", "one", "method", "add", "value", "1")
                .rule("num_filter_rules", "key", "n", "type", "one", "suffix", "")
                .rule("num_filter_rules", "key", "n", "type", "one", "suffix", "+")
                .number("*", "num");

        // The suffix may be empty: the result stands under the key of its source.
        assertThat(Conversions.of(config)
                        .classified(new Datum().addNumber("n", 1).addNumber("n", 5)))
                .containsExactly(
                        "n@num = 1.0",
                        "n@num = 5.0",
                        "n@num = 2.0",
                        "n@num = 6.0",
                        "n+@num = 2.0",
                        "n+@num = 6.0",
                        "n+@num = 3.0",
                        "n+@num = 7.0");
    }

    private static Conversions replacing(String pattern, String replace) {
        return Conversions.of(new ConfigBuilder()
                .type("string_filter_types", "f", "method", "regexp", "pattern", pattern, "replace", replace)
                .rule("string_filter_rules", "key", "*", "type", "f", "suffix", "+")
                .string("*+", "str", "bin", "bin"));
    }
}
