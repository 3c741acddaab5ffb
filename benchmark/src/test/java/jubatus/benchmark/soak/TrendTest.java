package jubatus.benchmark.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import jubatus.benchmark.report.Plot;
import org.junit.jupiter.api.Test;

class TrendTest {
    @Test
    void of_growthInTheFirstThirdOnly_isFlat() {
        Trend trend = Trend.of(points(t -> Math.min(t, 400)), 1200);

        assertThat(trend.mean()).isCloseTo(400, within(1e-9));
        assertThat(trend.growth()).isCloseTo(0, within(1e-9));
        assertThat(trend.isFlat()).isTrue();
    }

    @Test
    void of_steadyGrowth_isWhatTheLineGrowsAfterTheFirstThird() {
        Trend trend = Trend.of(points(t -> 500 + t / 4), 1200);

        assertThat(trend.growth()).isCloseTo(200, within(1e-6));
        assertThat(trend.isFlat()).isFalse();
    }

    @Test
    void of_aLevelThatGoesUpAndDown_isFlat() {
        assertThat(Trend.of(points(t -> 300 + t % 60), 1200).isFlat()).isTrue();
    }

    @Test
    void of_aLineThatRisesByWhenAProcessWasKilled_isFlat() {
        // Given: one life before the first third ends, and one from half time on
        Trend trend = Trend.of(points(t -> t < 600 ? Math.min(t, 300) : Math.min(t - 600, 300)), 1200);
        Trend begun = Trend.of(points(t -> t > 400 && t < 700 ? 60 : 300), 1200);

        assertThat(trend.isFlat()).isTrue();
        assertThat(begun.growth()).isGreaterThan(100);
        assertThat(begun.isFlat()).isTrue();
    }

    @Test
    void of_nothingMeasured_isFlat() {
        assertThat(Trend.of(List.of(), 1200)).isEqualTo(new Trend(0, 0, 0, 0));
    }

    private static List<Plot.Point> points(DoubleUnaryOperator memory) {
        List<Plot.Point> points = new ArrayList<>();
        for (int second = 0; second <= 1200; second++) {
            points.add(new Plot.Point(second, memory.applyAsDouble(second)));
        }
        return points;
    }
}
