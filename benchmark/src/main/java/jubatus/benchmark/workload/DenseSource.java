package jubatus.benchmark.workload;

import java.util.Random;

/** Numbers with a normal deviation from a centre, one for each label. */
final class DenseSource {
    private static final int NUMBERS = 64;
    private static final int LABELS = 10;
    private static final long SEED = 7;

    private static final double[][] CENTERS = centers();

    private DenseSource() {}

    /** Writes a datum of the label. */
    static void write(int label, Random random, RequestWriter out) {
        out.array(3).array(0).array(NUMBERS);
        for (int i = 0; i < NUMBERS; i++) {
            out.array(2).text("x" + i).real(CENTERS[label][i] + random.nextGaussian());
        }
        out.array(0);
    }

    private static double[][] centers() {
        var random = new Random(SEED);
        var centers = new double[LABELS][NUMBERS];
        for (double[] center : centers) {
            for (int i = 0; i < NUMBERS; i++) {
                center[i] = random.nextGaussian() * 0.6;
            }
        }
        return centers;
    }
}
