package jubatus.benchmark.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;

class StatisticsTest {
    @Test
    void median_oddAndEven_isTheMiddle() {
        assertThat(Statistics.median(new double[] {9, 1, 2})).isEqualTo(2);
        assertThat(Statistics.median(new double[] {9, 1, 2, 4})).isEqualTo(3);
        assertThatThrownBy(() -> Statistics.median(new double[0])).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void medianInterval_equalValues_isThatValue() {
        assertThat(Statistics.medianInterval(new double[] {2, 2, 2})).isEqualTo(new Statistics.Interval(2, 2));
    }

    @Test
    void medianInterval_manyValues_isNarrowAroundTheirMedian() {
        // Given
        long seed = System.nanoTime();
        var random = new Random(seed);
        var values = new double[400];
        for (int i = 0; i < values.length; i++) {
            values[i] = 1 + 0.1 * random.nextGaussian();
        }

        // When
        Statistics.Interval interval = Statistics.medianInterval(values);

        // Then
        double median = Statistics.median(values);
        assertThat(interval.low()).as("seed %d", seed).isBetween(median - 0.04, median);
        assertThat(interval.high()).as("seed %d", seed).isBetween(median, median + 0.04);
    }

    @Test
    void medianInterval_oneValueFarOut_doesNotReachIt() {
        // Given
        double[] values = {1.0, 1.01, 0.99, 1.02, 0.98, 1.0, 1.01, 0.99, 0.2};

        // Then
        assertThat(Statistics.medianInterval(values).low()).isGreaterThan(0.9);
    }
}
