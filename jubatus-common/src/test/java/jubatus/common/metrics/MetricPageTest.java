package jubatus.common.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import jubatus.common.rpc.LatencyFigures;
import jubatus.common.rpc.LatencyTally;
import org.junit.jupiter.api.Test;

class MetricPageTest {
    private final MetricPage page = new MetricPage();

    @Test
    void write_counterAndGaugeWithLabels_givesTheTextFormat() throws IOException {
        page.counter("jubatus_b", "Calls.", 3, "method", "train");
        page.gauge("jubatus_a", "Open.", 2.5);
        page.counter("jubatus_b", "Calls.", 4, "method", "say \"hi\"\n");

        assertThat(written()).isEqualTo("""
                # HELP jubatus_a Open.
                # TYPE jubatus_a gauge
                jubatus_a 2.5
                # HELP jubatus_b_total Calls.
                # TYPE jubatus_b_total counter
                jubatus_b_total{method="say \\"hi\\"\\n"} 4.0
                jubatus_b_total{method="train"} 3.0
                """);
    }

    @Test
    void write_histogram_countsEachBucketWithThoseBefore() throws IOException {
        var tally = new LatencyTally();
        tally.add(10_000);
        tally.add(10_001);
        tally.add(20_000_000_000L);
        page.histogram("jubatus_h_seconds", "How long.", tally.figures());

        assertThat(written())
                .contains("jubatus_h_seconds_bucket{le=\"1.0E-5\"} 1\n")
                .contains("jubatus_h_seconds_bucket{le=\"2.5E-5\"} 2\n")
                .contains("jubatus_h_seconds_bucket{le=\"10.0\"} 2\n")
                .contains("jubatus_h_seconds_bucket{le=\"+Inf\"} 3\n")
                .contains("jubatus_h_seconds_count 3\n")
                .contains("jubatus_h_seconds_sum 20.000020001\n");
    }

    @Test
    void write_histogramThatIsNotMeasured_isLeftOut() throws IOException {
        page.histogram("jubatus_h_seconds", "How long.", LatencyFigures.NONE);

        assertThat(written()).isEmpty();
    }

    private String written() throws IOException {
        var out = new ByteArrayOutputStream();
        page.write(out);
        return out.toString(StandardCharsets.UTF_8);
    }
}
