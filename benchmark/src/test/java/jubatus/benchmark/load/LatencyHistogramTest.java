package jubatus.benchmark.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LatencyHistogramTest {
    private static final double PERCENT = 0.4;

    private final LatencyHistogram histogram = new LatencyHistogram();

    @ParameterizedTest
    @ValueSource(
            longs = {0, 1, 127, 128, 255, 256, 257, 999, 1_000_000, 123_456_789, 5_000_000_000L, Long.MAX_VALUE / 2})
    void quantile_ofOneLatency_isItWithinTheError(long nanos) {
        // Given a longer one beside it, so that the quantile comes from a bucket and not from the longest
        histogram.record(nanos);
        histogram.record(Long.MAX_VALUE);

        // Then
        assertThat((double) histogram.quantile(0.5)).isCloseTo((double) nanos, withinPercentage(PERCENT));
    }

    @Test
    void quantile_ofManyLatencies_isThatOfTheSortedOnes() {
        // Given
        long seed = System.nanoTime();
        var random = new Random(seed);
        var latencies = new long[10_000];
        for (int i = 0; i < latencies.length; i++) {
            latencies[i] = (long) Math.exp(random.nextDouble() * 25);
            histogram.record(latencies[i]);
        }
        Arrays.sort(latencies);

        // Then
        for (double share : new double[] {0.001, 0.5, 0.99, 0.999, 1}) {
            long exact = latencies[(int) Math.ceil(share * latencies.length) - 1];
            assertThat((double) histogram.quantile(share))
                    .as("quantile %s, seed %d", share, seed)
                    .isCloseTo((double) exact, withinPercentage(PERCENT));
        }
        assertThat(histogram.longest()).isEqualTo(latencies[latencies.length - 1]);
    }

    @Test
    void add_another_countsBoth() {
        // Given
        var other = new LatencyHistogram();
        histogram.record(10);
        other.record(20);
        other.record(30);

        // When
        histogram.add(other);

        // Then
        assertThat(histogram.count()).isEqualTo(3);
        assertThat(histogram.quantile(0.5)).isEqualTo(20);
        assertThat(histogram.longest()).isEqualTo(30);
    }

    @Test
    void quantile_ofNothing_isZero() {
        assertThat(histogram.quantile(0.99)).isZero();
    }
}
