package jubatus.benchmark.report;

import java.util.Arrays;
import java.util.Random;

/** Medians, and how far they can be trusted. */
public final class Statistics {
    private static final int RESAMPLES = 4000;
    /** The same numbers give the same interval. */
    private static final long SEED = 20_261_126;

    private Statistics() {}

    /** From a lower to an upper value. */
    public record Interval(double low, double high) {}

    /** The middle value, or the mean of the two in the middle. */
    public static double median(double[] values) {
        if (values.length == 0) {
            throw new IllegalArgumentException("a median needs at least one value");
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /**
     * The interval in which the median lies with 90 %, by the percentile bootstrap: the medians of many samples drawn with repetition
     * from the values, without the lowest and the highest twentieth. Of fewer than five values it is hardly narrower than their range.
     */
    public static Interval medianInterval(double[] values) {
        var random = new Random(SEED);
        var medians = new double[RESAMPLES];
        var drawn = new double[values.length];
        for (int i = 0; i < RESAMPLES; i++) {
            for (int j = 0; j < drawn.length; j++) {
                drawn[j] = values[random.nextInt(values.length)];
            }
            medians[i] = median(drawn);
        }
        Arrays.sort(medians);
        return new Interval(medians[RESAMPLES / 20], medians[RESAMPLES - 1 - RESAMPLES / 20]);
    }
}
