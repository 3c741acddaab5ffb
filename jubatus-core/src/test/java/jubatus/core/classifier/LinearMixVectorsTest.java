package jubatus.core.classifier;

import static jubatus.core.classifier.Features.label;
import static jubatus.core.classifier.Features.vector;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import jubatus.core.config.LearnerConfig.Rule;
import jubatus.core.mix.LinearFold;
import jubatus.core.storage.Turns;
import jubatus.core.storage.WeightTable;
import org.junit.jupiter.api.Test;

/** The worked mix of two AROW nodes of 02 §10.2. */
class LinearMixVectorsTest {
    private final MixableLinearClassifier first = classifier();
    private final MixableLinearClassifier second = classifier();

    private static MixableLinearClassifier classifier() {
        return new MixableLinearClassifier(LearningRule.of(Rule.AROW, 0.7f), Optional.empty());
    }

    @Test
    void mix_twoRounds_givesTheOriginalsModelOnBothNodes() {
        trainAndMix();
        assertBoth(
                "x",
                Map.of(
                        "A",
                        entry(0.16214046198598769, 0.68888889006626464),
                        "B",
                        entry(0.040728868909765903, 0.96097832918476644),
                        "C",
                        entry(-0.077777777483433841, 0.80931899733035018)));
        assertBoth(
                "y",
                Map.of(
                        "A",
                        entry(0.0097222223303016359, 0.65000000074505815),
                        "C",
                        entry(0.077777777483433841, 0.80931899733035018)));
        assertBoth(
                "z",
                Map.of(
                        "A",
                        entry(-0.030081343984177528, 0.64880496266289756),
                        "B",
                        entry(0.12218660672929771, 0.64880496266289756)));
        trainAndMix();
        assertBoth(
                "x",
                Map.of(
                        "A",
                        entry(0.24950332218106602, 0.58044221899173054),
                        "B",
                        entry(0.051963189858764414, 0.63270725900331526),
                        "C",
                        entry(-0.20604969032067544, 0.67278037873354413)));
        assertBoth(
                "y",
                Map.of(
                        "A",
                        entry(0.076189781537161896, 0.45716689555135759),
                        "B",
                        entry(-0.10736474716149944, 0.79154321518426118),
                        "C",
                        entry(0.081910940373064456, 0.51037189369738867)));
        assertBoth(
                "z",
                Map.of(
                        "A",
                        entry(-0.042588274419061115, 0.44928776482601057),
                        "B",
                        entry(0.13469353716418131, 0.44928776482601057)));
        assertThat(first.version()).isEqualTo(2);
        assertThat(first.labels()).isEqualTo(Map.of(label("A"), 4L, label("B"), 2L, label("C"), 2L));
    }

    private void trainAndMix() {
        first.train(label("A"), vector("x", 1, "y", 2));
        first.train(label("B"), vector("x", 0.5, "z", 1.5));
        second.train(label("A"), vector("x", 1, "z", 1));
        second.train(label("C"), vector("x", -1, "y", 1));
        first.takeIncrement();
        var fold = new LinearFold((ClassifierDiff.Linear) first.difference(Turns.ALONE));
        second.takeIncrement();
        fold.add((ClassifierDiff.Linear) second.difference(Turns.ALONE));
        ClassifierDiff mixed = fold.result();
        first.put(mixed, List.of(), Turns.ALONE);
        second.put(mixed, List.of(), Turns.ALONE);
    }

    private void assertBoth(String feature, Map<String, double[]> expected) {
        for (MixableLinearClassifier node : List.of(first, second)) {
            WeightTable table = node.storage().table();
            int row = table.features().find(label(feature));
            assertThat(table.rows().count(row)).isEqualTo(expected.size());
            expected.forEach((name, values) -> {
                int at = table.rows().find(row, node.storage().labels().slotOf(label(name)));
                assertThat(table.rows().weight(row, at)).as(feature + name).isCloseTo(values[0], within(1e-15));
                assertThat(table.rows().covariance(row, at)).as(feature + name).isCloseTo(values[1], within(1e-15));
            });
        }
    }

    private static double[] entry(double weight, double covariance) {
        return new double[] {weight, covariance};
    }
}
