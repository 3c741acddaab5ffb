package jubatus.jubaload.suggest;

/** What the numbers under one key look like. Not safe for concurrent use. */
final class NumberProfile {
    private final Distinct distinct = new Distinct();
    private long count;
    private double least = Double.POSITIVE_INFINITY;
    private double most = Double.NEGATIVE_INFINITY;
    /** Moments about the mean as they come (Welford 1962, Terriberry 2007): of the first, second and third power. */
    private double mean;

    private double second;
    private double third;
    private boolean whole = true;
    private boolean rising = true;

    void add(double value) {
        rising &= value > most;
        count++;
        distinct.add(Double.doubleToLongBits(value + 0.0));
        least = Math.min(least, value);
        most = Math.max(most, value);
        whole &= value == Math.rint(value);
        double delta = value - mean;
        double step = delta / count;
        double part = delta * step * (count - 1);
        mean += step;
        third += part * step * (count - 2) - 3 * step * second;
        second += part;
    }

    long count() {
        return count;
    }

    int distinct() {
        return distinct.count();
    }

    double least() {
        return least;
    }

    double most() {
        return most;
    }

    double mean() {
        return mean;
    }

    double deviation() {
        return count < 2 ? 0 : Math.sqrt(second / count);
    }

    /** 0 for symmetric values, 2 for exponential ones. */
    double skewness() {
        return second <= 0 ? 0 : Math.sqrt((double) count) * third / Math.pow(second, 1.5);
    }

    boolean isWhole() {
        return whole;
    }

    /** Whether the numbers only count the samples. */
    boolean isSerial() {
        return count >= 20 && whole && rising && most - least < 2.0 * count;
    }
}
