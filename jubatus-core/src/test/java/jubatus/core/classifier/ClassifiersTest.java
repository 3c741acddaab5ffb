package jubatus.core.classifier;

import static jubatus.core.classifier.Features.label;
import static jubatus.core.classifier.Features.vector;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import jubatus.core.config.LearnerConfig;
import jubatus.core.config.LearnerConfig.Hash;
import jubatus.core.config.LearnerConfig.Rule;
import jubatus.core.config.LearnerConfig.Similarity;
import jubatus.core.storage.Turns;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ClassifiersTest {
    static Stream<Arguments> configurations() {
        return Stream.of(
                Arguments.of(new LearnerConfig.Linear(Rule.AROW, 1, Optional.empty()), ClassifierDiff.Linear.class),
                Arguments.of(
                        new LearnerConfig.NearestNeighbor(Hash.LSH, 64, 3, 1, 1, Optional.empty()),
                        ClassifierDiff.Rows.class),
                Arguments.of(new LearnerConfig.InvertedIndex(Similarity.COSINE, 3, 1), ClassifierDiff.Cells.class));
    }

    @ParameterizedTest
    @MethodSource("configurations")
    void mixable_eachKindOfLearner_handsOutADiffOfItsKind(LearnerConfig config, Class<? extends ClassifierDiff> kind) {
        MixableClassifier classifier = Classifiers.mixable(config);

        classifier.train(label("A"), vector("x", 1));

        assertThat(classifier.difference(Turns.ALONE)).isInstanceOf(kind);
        assertThat(classifier.takeIncrement().isEmpty()).isFalse();
        assertThat(classifier.labels()).isEqualTo(Map.of(label("A"), 1L));
    }

    @Test
    void mixable_euclidLsh_keepsNormsInItsRows() {
        var config = new LearnerConfig.NearestNeighbor(Hash.EUCLID_LSH, 33, 3, 1, 1, Optional.empty());

        var diff = (ClassifierDiff.Rows) Classifiers.mixable(config).difference(Turns.ALONE);

        assertThat(diff.schema().hasNorm()).isTrue();
        assertThat(diff.schema().bits()).isEqualTo(33);
    }
}
