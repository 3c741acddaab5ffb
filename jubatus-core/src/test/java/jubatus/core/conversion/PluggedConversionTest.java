package jubatus.core.conversion;

import static org.assertj.core.api.Assertions.assertThat;

import jubatus.core.datum.Datum;
import org.junit.jupiter.api.Test;

/** The six kinds of plug-ins at work in a converter (02 §2.11). */
class PluggedConversionTest {
    @Test
    void stringType_scores_areSummedByWordAndWeighed() {
        Datum datum = new Datum().addString("k", "a 0.5 b 2 a 1 c 0 d -1 d 1");

        assertThat(words("tf").trained(datum)).containsExactly("k$a@t#tf/bin = 1.5", "k$b@t#tf/bin = 2.0");
        assertThat(words("log_tf").trained(datum))
                .containsExactly("k$a@t#log_tf/bin = " + Math.log(2.5), "k$b@t#log_tf/bin = " + Math.log(3));
        assertThat(words("bin").trained(datum))
                .containsExactly(
                        "k$a@t#bin/bin = 1.0", "k$b@t#bin/bin = 1.0", "k$c@t#bin/bin = 1.0", "k$d@t#bin/bin = 1.0");
    }

    @Test
    void stringType_scoreThatIsNotFinite_makesNoFeature() {
        Datum datum = new Datum().addString("k", "a NaN b Infinity c -1");

        assertThat(words("tf").trained(datum)).containsExactly("k$c@t#tf/bin = -1.0");
        // The logarithm of 1 − 1 is infinite too.
        assertThat(words("log_tf").trained(datum)).isEmpty();
    }

    @Test
    void stringFilterType_result_standsUnderTheNewKey() {
        Conversions conversions = Conversions.of(plugin("string_filter_types", "reverse")
                .rule("string_filter_rules", "key", "*", "type", "t", "suffix", "+")
                .string("*", "str", "bin", "bin"));

        assertThat(conversions.classified(new Datum().addString("k", "abc")))
                .containsExactly("k$abc@str#bin/bin = 1.0", "k+$cba@str#bin/bin = 1.0");
    }

    @Test
    void numberFilterType_resultThatIsNotFinite_makesNoFeature() {
        Conversions conversions = Conversions.of(plugin("num_filter_types", "reciprocal")
                .rule("num_filter_rules", "key", "*", "type", "t", "suffix", "+")
                .number("*+", "num"));

        assertThat(conversions.classified(new Datum().addNumber("a", 4).addNumber("b", 0)))
                .containsExactly("a+@num = 0.25");
    }

    @Test
    void numberType_features_areAppendedButZerosAndNonFiniteOnesDropped() {
        Conversions conversions = Conversions.of(plugin("num_types", "parts").number("*", "t"));

        assertThat(conversions.classified(new Datum().addNumber("a", 2.5).addNumber("b", 3)))
                .containsExactly("a@t.floor = 2.0", "a@t.rest = 0.5", "b@t.floor = 3.0");
    }

    @Test
    void binaryType_except_countsUnlikeInTheOriginal() {
        Conversions conversions = Conversions.of(
                plugin("binary_types", "length").rule("binary_rules", "key", "*", "except", "b", "type", "t"));

        assertThat(conversions.classified(new Datum()
                        .addBinary("a", new byte[7])
                        .addBinary("b", new byte[9])
                        .addBinary("empty", new byte[0])
                        .addString("a", "text")))
                .containsExactly("a@t = 7.0");
    }

    @Test
    void combinationType_notCommutative_combinesBothOrders() {
        Conversions conversions = Conversions.of(
                plugin("combination_types", "difference").number("*", "num").combination("*", "b*", "t"));

        assertThat(conversions.classified(
                        new Datum().addNumber("a", 5).addNumber("b", 3).addNumber("bc", 3)))
                .containsExactly(
                        "a@num = 5.0",
                        "b@num = 3.0",
                        "bc@num = 3.0",
                        "a@num&b@num/t = 2.0",
                        "a@num&bc@num/t = 2.0",
                        "b@num&bc@num/t = 0.0",
                        "bc@num&b@num/t = 0.0");
    }

    @Test
    void combinationType_commutative_combinesEachPairOnce() {
        Conversions conversions = Conversions.of(
                plugin("combination_types", "sum").number("*", "num").combination("b*", "*", "t"));

        assertThat(conversions.classified(new Datum().addNumber("a", 5).addNumber("b", 3)))
                .containsExactly("a@num = 5.0", "b@num = 3.0", "a@num&b@num/t = 8.0");
    }

    private static Conversions words(String sampleWeight) {
        return Conversions.of(plugin("string_types", "scores").string("*", "t", sampleWeight, "bin"));
    }

    private static ConfigBuilder plugin(String block, String function) {
        return new ConfigBuilder().type(block, "t", "method", "dynamic", "path", SixPlugins.FILE, "function", function);
    }
}
