package jubatus.benchmark.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class ComparisonTest {
    @Test
    void ratio_ofMoreSamples_isAboveOne() {
        // Given
        var comparison =
                new Comparison("r", Metric.SAMPLES, List.of(120.0, 100.0, 110.0), List.of(100.0, 100.0, 100.0));

        // Then
        assertThat(comparison.ratio()).isEqualTo(1.1, within(1e-12));
    }

    @Test
    void ratio_ofMoreMemory_isBelowOne() {
        assertThat(new Comparison("r", Metric.RESIDENT, List.of(200.0), List.of(100.0)).ratio())
                .isEqualTo(0.5);
    }

    @Test
    void table_ofOne_showsMediansRatioAndSpread() {
        // Given
        var comparison = new Comparison(
                "names", Metric.SAMPLES, List.of(1000.0, 1200.0, 1100.0), List.of(1000.0, 1000.0, 1000.0));

        // Then
        assertThat(Comparison.table(List.of(comparison))).isEqualTo("""
            row       figure  suite  against  ratio        range  90 % interval
            names  samples/s  1 100    1 000  1.100  1.000–1.200    1.000–1.200
            """);
    }
}
