package jubatus.benchmark.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FaultPlanTest {
    private static final int KINDS = FaultKind.values().length;

    @Test
    void next_ofTheSameSeed_isTheSameFaults() {
        assertThat(draws(7, 50)).isEqualTo(draws(7, 50));
        assertThat(draws(7, 50)).isNotEqualTo(draws(8, 50));
    }

    @Test
    void next_asOftenAsThereAreKinds_drawsEachOnce() {
        for (long seed = 0; seed < 20; seed++) {
            List<FaultPlan.Draw> draws = draws(seed, 2 * KINDS);

            assertThat(kinds(draws.subList(0, KINDS)))
                    .as("seed %d", seed)
                    .containsExactlyInAnyOrder(FaultKind.values());
            assertThat(kinds(draws.subList(KINDS, 2 * KINDS)))
                    .as("seed %d", seed)
                    .containsExactlyInAnyOrder(FaultKind.values());
        }
    }

    @Test
    void next_often_meetsEveryServerAndNoOther() {
        assertThat(draws(1, 100).stream().map(FaultPlan.Draw::server).distinct())
                .containsExactlyInAnyOrder(0, 1, 2);
    }

    @Test
    void next_aServerThatStandsStill_isBackBeforeCallsGiveUpOrLongAfter() {
        for (FaultPlan.Draw draw : draws(3, 1000)) {
            if (draw.kind() == FaultKind.STOP_SERVER) {
                assertThat(draw.seconds()).isBetween(0.5, 4.5);
            } else if (draw.kind() == FaultKind.FREEZE_SERVER) {
                assertThat(draw.seconds()).isBetween(12.0, 15.0);
            }
        }
    }

    private static List<FaultPlan.Draw> draws(long seed, int count) {
        var plan = new FaultPlan(seed, 3);
        return Stream.generate(plan::next).limit(count).toList();
    }

    private static List<FaultKind> kinds(List<FaultPlan.Draw> draws) {
        return draws.stream().map(FaultPlan.Draw::kind).toList();
    }
}
