package jubatus.benchmark.report;

import java.util.ArrayList;
import java.util.List;

/** Maps numbers to places on an axis, and finds round numbers to label it with. Immutable. */
final class Scale {
    private static final int MOST_TICKS = 7;

    private final boolean logarithmic;
    private final double low;
    private final double high;
    private final List<Double> ticks;

    private Scale(boolean logarithmic, double low, double high, List<Double> ticks) {
        this.logarithmic = logarithmic;
        this.low = low;
        this.high = high;
        this.ticks = ticks;
    }

    /** From 0 to the first round number that is not below the greatest value. */
    static Scale linear(double greatest) {
        double step = step(greatest <= 0 ? 1 : greatest);
        int steps = Math.max(1, (int) Math.ceil(greatest / step - 1e-9));
        List<Double> ticks = new ArrayList<>();
        for (int i = 0; i <= steps; i++) {
            ticks.add(i * step);
        }
        return new Scale(false, 0, steps * step, ticks);
    }

    /** From the least value to the greatest, with the powers of ten between. */
    static Scale logarithmic(double least, double greatest) {
        List<Double> ticks = new ArrayList<>();
        for (double tick = Math.pow(10, Math.ceil(Math.log10(least))); tick <= greatest * 1.001; tick *= 10) {
            ticks.add(tick);
        }
        return new Scale(true, Math.log10(least), Math.log10(Math.max(greatest, least * 1.001)), ticks);
    }

    /** 0 at the low end, 1 at the high one. */
    double place(double value) {
        return ((logarithmic ? Math.log10(value) : value) - low) / (high - low);
    }

    List<Double> ticks() {
        return ticks;
    }

    /** 1, 2 or 5 times a power of ten, so that there are not too many. */
    private static double step(double greatest) {
        double power = Math.pow(10, Math.floor(Math.log10(greatest)) - 1);
        for (double factor : new double[] {1, 2, 5, 10, 20}) {
            if (greatest / (power * factor) <= MOST_TICKS - 1) {
                return power * factor;
            }
        }
        return power * 50;
    }
}
