package jubatus.core.conversion;

import static org.assertj.core.api.Assertions.assertThat;

import jubatus.core.datum.Datum;
import jubatus.core.feature.FeatureVector;
import org.junit.jupiter.api.Test;

/** The ends of the two pipelines (02 §2.8): training sorts and merges, classifying does not. */
class MergingTest {
    private static final Datum TWICE = new Datum()
            .addNumber("x", 1)
            .addNumber("b", 4)
            .addNumber("x", 2)
            .addString("k", "w")
            .addString("k", "w");

    private final ConfigBuilder config = new ConfigBuilder().number("*", "num").string("*", "str", "bin", "bin");

    @Test
    void train_repeatedNames_areSortedAndSummed() {
        assertThat(Conversions.of(config).trained(TWICE))
                .containsExactly("b@num = 4.0", "k$w@str#bin/bin = 2.0", "x@num = 3.0");
    }

    @Test
    void classify_repeatedNames_stayApartInTheirOrder() {
        assertThat(Conversions.of(config).classified(TWICE))
                .containsExactly(
                        "k$w@str#bin/bin = 1.0", "k$w@str#bin/bin = 1.0", "x@num = 1.0", "b@num = 4.0", "x@num = 2.0");
    }

    @Test
    void train_sumThatBecomesZero_stays() {
        assertThat(Conversions.of(config).trained(new Datum().addNumber("x", 1).addNumber("x", -1)))
                .containsExactly("x@num = 0.0");
    }

    @Test
    void train_sumOfThree_isTakenFromTheSmallestOn() {
        Datum datum = new Datum().addNumber("x", 1e17).addNumber("x", 1).addNumber("x", -1e17);

        // From left to right the 1 would be lost; ascending it is lost in -1e17 + 1.
        assertThat(Conversions.of(config).trained(datum)).containsExactly("x@num = " + (-1e17 + 1 + 1e17));
    }

    @Test
    void train_emptyDatum_isAnEmptyVector() {
        assertThat(Conversions.of(config).trained(new Datum())).isEmpty();
    }

    @Test
    void train_hashedNames_areMergedWhereTheyCollide() {
        config.hashMaxSize(1);

        assertThat(Conversions.of(config).trained(TWICE)).containsExactly("0 = 9.0");
        assertThat(Conversions.of(config).classified(TWICE))
                .containsExactly("0 = 1.0", "0 = 1.0", "0 = 1.0", "0 = 4.0", "0 = 2.0");
    }

    @Test
    void train_largestHashMaxSize_isUnsigned() {
        config.hashMaxSize(Long.MAX_VALUE);

        FeatureVector vector = Conversions.of(config).classify(new Datum().addNumber("x", 1));

        // The hash of x@num is 13407722987255029775, above 2^63.
        assertThat(vector.name(0))
                .hasToString(Long.toUnsignedString(
                        Long.remainderUnsigned(Long.parseUnsignedLong("13407722987255029775"), Long.MAX_VALUE)));
    }

    @Test
    void combine_commutativeKind_pairsOnceInTheOrderOfTheVector() {
        config.combination("b@num", "x@num", "mul");

        assertThat(Conversions.of(config)
                        .classified(new Datum().addNumber("x", 2).addNumber("b", 3)))
                .containsExactly("x@num = 2.0", "b@num = 3.0", "x@num&b@num/mul = 6.0");
    }

    @Test
    void combine_repeatedNames_pairWithThemselves() {
        config.combination("x@num", "x@num", "add");

        assertThat(Conversions.of(config)
                        .classified(new Datum().addNumber("x", 2).addNumber("x", 3)))
                .containsExactly("x@num = 2.0", "x@num = 3.0", "x@num&x@num/add = 5.0");
    }

    @Test
    void combine_secondRule_doesNotSeeTheResultsOfTheFirst() {
        config.combination("*", "*", "add").combination("*", "*", "mul");

        assertThat(Conversions.of(config)
                        .classified(new Datum().addNumber("a", 2).addNumber("b", 3)))
                .containsExactly("a@num = 2.0", "b@num = 3.0", "a@num&b@num/add = 5.0", "a@num&b@num/mul = 6.0");
    }

    @Test
    void combine_oneFeature_hasNoPartner() {
        config.combination("*", "*", "add");

        assertThat(Conversions.of(config).classified(new Datum().addNumber("a", 2)))
                .containsExactly("a@num = 2.0");
    }

    @Test
    void combine_exceptOnBothSides_leavesPairsOut() {
        config.rule(
                "combination_rules",
                "key_left",
                "*",
                "except_left",
                "b@num",
                "key_right",
                "*",
                "except_right",
                "a@num",
                "type",
                "add");
        Datum datum = new Datum().addNumber("a", 1).addNumber("b", 2).addNumber("c", 4);

        // a & b: a is left and b is right; b & c: c is left and b is right.
        assertThat(Conversions.of(config).classified(datum).subList(3, 6))
                .containsExactly("a@num&b@num/add = 3.0", "a@num&c@num/add = 5.0", "b@num&c@num/add = 6.0");
    }

    @Test
    void combine_productThatIsInfinite_makesNoFeature() {
        config.combination("*", "*", "mul");

        assertThat(Conversions.of(config)
                        .classified(new Datum().addNumber("a", 1e200).addNumber("b", 1e200)))
                .containsExactly("a@num = 1.0E200", "b@num = 1.0E200");
    }

    @Test
    void combine_hashedConverter_combinesBeforeHashing() {
        config.combination("*@num", "*@num", "add").hashMaxSize(1000003);
        Conversions conversions = Conversions.of(config);

        FeatureVector vector =
                conversions.classify(new Datum().addNumber("a", 1).addNumber("b", 2));

        assertThat(vector.size()).isEqualTo(3);
        assertThat(vector.value(2)).isEqualTo(3.0);
        assertThat(vector.name(2).toString()).containsOnlyDigits();
    }
}
