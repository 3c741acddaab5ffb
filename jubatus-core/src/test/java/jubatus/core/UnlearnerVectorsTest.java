package jubatus.core;

import static jubatus.core.Models.classify;
import static jubatus.core.Models.labels;
import static jubatus.core.Models.number;
import static jubatus.core.Models.train;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The course of 02 §10.6, which the original's classes went through. */
class UnlearnerVectorsTest {
    private static final String STICKY =
            "{\"unlearner\": \"lru\", \"unlearner_parameter\": {\"max_size\": 2, \"sticky_pattern\": \"s*\"}}";

    private final Engine engine = Models.engine("PA", STICKY);

    @Test
    void train_oneLabelMoreThanFits_forgetsTheOldestEverywhere() {
        train(engine, "a", number("x", 1));
        train(engine, "b", number("y", 1));
        assertThat(labels(engine)).isEqualTo(Map.of("a", 1L, "b", 1L));

        train(engine, "c", number("z", 1));

        assertThat(labels(engine)).isEqualTo(Map.of("b", 1L, "c", 1L));
        assertThat(classify(engine, number("x", 1))).containsOnlyKeys("b", "c");
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3", "d"})
    void train_allPlacesAreSticky_isRefusedAndChangesNothing(String label) {
        for (String old : new String[] {"a", "b", "c"}) {
            train(engine, old, number("x", 1));
        }
        train(engine, "s1", number("x", 1));
        train(engine, "s2", number("x", 1));

        assertThatThrownBy(() -> train(engine, label, number("x", 1)))
                .isInstanceOf(JubatusException.class)
                .hasMessage("cannot add new label as number of sticky labels reached the maximum size of unlearner: "
                        + label);

        assertThat(labels(engine)).isEqualTo(Map.of("s1", 1L, "s2", 1L));
        assertThat(engine.status())
                .containsEntry("num_classes", "2")
                .containsEntry("num_unlearner_sticky_ids", "2")
                .containsEntry("num_unlearner_unlearned_ids", "0");
    }

    @Test
    void train_nearestNeighbours_forgetRowsAndThenTheLabel() {
        Engine neighbours = Models.engine(
                "NN",
                "{\"method\": \"lsh\", \"parameter\": {\"hash_num\": 64}, \"nearest_neighbor_num\": 3,"
                        + " \"local_sensitivity\": 1, \"unlearner\": \"lru\","
                        + " \"unlearner_parameter\": {\"max_size\": 2}}");
        train(neighbours, "a", number("x", 1));
        train(neighbours, "a", number("x", 1));
        train(neighbours, "b", number("x", 1));
        assertThat(labels(neighbours)).isEqualTo(Map.of("a", 1L, "b", 1L));

        train(neighbours, "b", number("x", 1));

        assertThat(labels(neighbours)).isEqualTo(Map.of("b", 2L));
    }
}
