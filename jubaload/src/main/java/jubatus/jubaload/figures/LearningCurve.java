package jubatus.jubaload.figures;

import java.util.ArrayList;
import java.util.List;

/**
 * How the share of right guesses changed, in points of equally many samples. Has at most {@link #MOST_POINTS} of them: when they are
 * full, each two become one. Not safe for concurrent use.
 */
public final class LearningCurve {
    static final int MOST_POINTS = 256;

    /**
     * A stretch of samples.
     *
     * @param samples up to its end, from the beginning
     * @param accuracy within it
     */
    public record Point(long samples, double accuracy) {}

    private final int[] right = new int[MOST_POINTS];
    private int full;
    private int stretch = 1;
    private int within;
    private int rightWithin;

    void add(boolean wasRight) {
        rightWithin += wasRight ? 1 : 0;
        if (++within < stretch) {
            return;
        }
        right[full++] = rightWithin;
        within = 0;
        rightWithin = 0;
        if (full == MOST_POINTS) {
            full /= 2;
            stretch *= 2;
            for (int i = 0; i < full; i++) {
                right[i] = right[2 * i] + right[2 * i + 1];
            }
        }
    }

    /** From the first sample on; the last point may stand for fewer samples than the others. */
    public List<Point> points() {
        var points = new ArrayList<Point>();
        for (int i = 0; i < full; i++) {
            points.add(new Point((long) (i + 1) * stretch, (double) right[i] / stretch));
        }
        if (within > 0) {
            points.add(new Point((long) full * stretch + within, (double) rightWithin / within));
        }
        return points;
    }
}
