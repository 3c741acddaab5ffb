package jubatus.benchmark.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import jubatus.benchmark.report.Plot;
import org.junit.jupiter.api.Test;

class SoakPlotsTest {
    @Test
    void thinned_aFewPoints_areThemselvesByMinutes() {
        assertThat(SoakPlots.thinned(List.of(new Plot.Point(60, 5), new Plot.Point(120, 7))))
                .containsExactly(new Plot.Point(1, 5), new Plot.Point(2, 7));
    }

    @Test
    void thinned_manyPoints_areMeansOfNeighbours() {
        List<Plot.Point> points =
                IntStream.range(0, 600).mapToObj(i -> new Plot.Point(60 * i, i)).toList();

        List<Plot.Point> thinned = SoakPlots.thinned(points);

        assertThat(thinned).hasSize(300).startsWith(new Plot.Point(0.5, 0.5)).endsWith(new Plot.Point(598.5, 598.5));
    }
}
