package jubatus.core.classifier;

import static jubatus.core.classifier.Features.label;
import static jubatus.core.classifier.Features.vector;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import jubatus.core.config.LearnerConfig.Rule;
import jubatus.core.storage.WeightTable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Numbers whose squares or sums are beyond a double must not leave infinity or NaN in the model, where they would stay for good. */
class OverflowTest {
    @ParameterizedTest
    @EnumSource(Rule.class)
    void train_valuesWhoseSquaresOverflow_leavesFiniteNumbers(Rule rule) {
        var classifier = new LinearClassifier(LearningRule.of(rule, 1), false, Optional.empty());
        for (int i = 0; i < 20; i++) {
            classifier.train(label("a"), vector("x", 1e200, "y", 1, "z", 1.7e308));
            classifier.train(label("b"), vector("x", -1e200, "y", 2, "z", 1.7e308));
            classifier.train(label("c"), vector("x", 1e160, "y", -1, "z", -1.7e308));
        }

        WeightTable table = classifier.storage().table();
        for (int row = 0; row < table.features().idLimit(); row++) {
            for (int at = 0; at < table.rows().count(row); at++) {
                assertThat(table.rows().weight(row, at))
                        .as("%s", table.features().name(row))
                        .isFinite();
                assertThat(table.rows().covariance(row, at))
                        .as("%s", table.features().name(row))
                        .isFinite();
            }
        }
    }
}
