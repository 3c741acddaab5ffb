package jubatus.jubaload.figures;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import jubatus.jubaload.figures.LearningCurve.Point;
import org.junit.jupiter.api.Test;

class LearningCurveTest {
    @Test
    void points_fewSamples_areOneEach() {
        var curve = new LearningCurve();
        curve.add(false);
        curve.add(true);
        assertThat(curve.points()).containsExactly(new Point(1, 0), new Point(2, 1));
    }

    @Test
    void points_anyNumberOfSamples_loseNoneAndStayFew() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        for (int samples : new int[] {255, 256, 257, 1000, 12_345}) {
            var curve = new LearningCurve();
            long right = 0;
            for (int i = 0; i < samples; i++) {
                boolean wasRight = random.nextInt(3) > 0;
                curve.add(wasRight);
                right += wasRight ? 1 : 0;
            }
            List<Point> points = curve.points();
            assertThat(points).hasSizeLessThanOrEqualTo(LearningCurve.MOST_POINTS);
            long before = 0;
            double sum = 0;
            for (Point point : points) {
                sum += point.accuracy() * (point.samples() - before);
                before = point.samples();
            }
            assertThat(before).isEqualTo(samples);
            assertThat(Math.round(sum)).as("seed %d", seed).isEqualTo(right);
        }
    }
}
