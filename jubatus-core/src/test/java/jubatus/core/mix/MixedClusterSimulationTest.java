package jubatus.core.mix;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Among originals, nothing is lost but what they lose: the real classes in seeded runs of {@link MixedClusterSimulation}. {@code
 * -Dmix.runs=N} makes more runs.
 */
class MixedClusterSimulationTest {
    private static final int RUNS = Integer.getInteger("mix.runs", 100);

    @Test
    void shouldLoseOnlyWhatOriginalsLoseWhenAllMessagesArrive() {
        assertNothingElseIsLost(0);
    }

    @Test
    void shouldLoseOnlyWhatOriginalsLoseWhenMessagesAreLost() {
        assertNothingElseIsLost(.1);
    }

    /** The simulation can fail: without the named rules there would be losses to explain. */
    @Test
    void shouldSeeLossesWhenOriginalsLearnDuringAMix() {
        int lost = 0;
        for (long seed = 0; seed < 20; seed++) {
            var simulation = new MixedClusterSimulation(seed, 0);
            simulation.run();
            lost += simulation.lost();
        }
        assertThat(lost).isPositive();
    }

    private static void assertNothingElseIsLost(double loss) {
        for (long seed = 0; seed < RUNS; seed++) {
            List<String> violations = new MixedClusterSimulation(seed, loss).run();
            assertThat(violations).as("seed %d, loss %s", seed, loss).isEmpty();
        }
    }
}
