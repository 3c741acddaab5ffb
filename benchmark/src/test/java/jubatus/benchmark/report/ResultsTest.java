package jubatus.benchmark.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ResultsTest {
    private static final List<Measurement> MEASUREMENTS = List.of(
            new Measurement("text × 2", Map.of(Metric.SAMPLES, 123_456.0, Metric.P50, 0.0567, Metric.RESIDENT, 99.6)),
            new Measurement("start", Map.of(Metric.LISTENING, 0.251, Metric.RESIDENT, 75.0)));

    @Test
    void table_ofTwoRows_hasColumnsAndTheRestBehind() {
        assertThat(Results.table(MEASUREMENTS)).isEqualTo("""
            row       samples/s  p50 ms  p99 ms  p99.9 ms  CPU µs  resident MB  B/weight
            text × 2    123 456   0.057                                    100
            start                                                           75            listening after s 0.25
            """);
    }

    @Test
    void json_ofRows_hasOneObjectEach() {
        // Given
        var comparison = new Comparison("start", Metric.LISTENING, List.of(0.5), List.of(0.25));

        // Then
        assertThat(Json.of("/a \"b\"", MEASUREMENTS, List.of(comparison))).isEqualTo("""
            {
              "suite": "/a \\"b\\"",
              "rows": [
                {"row": "text × 2", "samplesPerSecond": 123456, "p50Millis": 0.0567000, "residentMegabytes": 99.6000},
                {"row": "start", "residentMegabytes": 75.0000, "listeningSeconds": 0.251000}
              ],
              "comparisons": [
                {"row": "start", "figure": "listeningSeconds", "values": [0.500000], "others": [0.250000], "ratio": 0.500000, "low": 0.500000, "high": 0.500000}
              ]
            }
            """);
    }

    @Test
    void median_ofThree_isTakenOfEachFigure() {
        // Given
        var measurements = List.of(measurement(1, 30), measurement(2, 10), measurement(3, 20));

        // Then
        assertThat(Measurement.median(measurements)).isEqualTo(measurement(2, 20));
    }

    private static Measurement measurement(double samples, double p50) {
        return new Measurement("row", Map.of(Metric.SAMPLES, samples, Metric.P50, p50));
    }
}
