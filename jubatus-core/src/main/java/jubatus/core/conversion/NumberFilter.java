package jubatus.core.conversion;

import jubatus.core.plugin.NumberFilterPlugin;

/** Turns one number into another (02 §2.4). Immutable. */
sealed interface NumberFilter {
    double filter(double x);

    /** {@code add}. */
    record Add(double value) implements NumberFilter {
        @Override
        public double filter(double x) {
            return x + value;
        }
    }

    /** {@code linear_normalization}: (x − min) / (max − min), within 0 … 1 if truncated. */
    record Linear(double min, double max, boolean truncate) implements NumberFilter {
        @Override
        public double filter(double x) {
            if (truncate && max < x) {
                return 1.0;
            }
            if (truncate && x < min) {
                return 0.0;
            }
            return (x - min) / (max - min);
        }
    }

    /** {@code gaussian_normalization}: (x − average) / deviation. */
    record Gaussian(double average, double deviation) implements NumberFilter {
        @Override
        public double filter(double x) {
            return (x - average) / deviation;
        }
    }

    /** {@code sigmoid_normalization}: 1 / (1 + exp(−gain · (x − bias))). */
    record Sigmoid(double gain, double bias) implements NumberFilter {
        @Override
        public double filter(double x) {
            return 1.0 / (1.0 + Math.exp(-gain * (x - bias)));
        }
    }

    /** {@code dynamic}. */
    record Plugged(NumberFilterPlugin plugin) implements NumberFilter {
        @Override
        public double filter(double x) {
            return plugin.filter(x);
        }
    }
}
