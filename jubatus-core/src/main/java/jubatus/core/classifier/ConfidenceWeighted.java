package jubatus.core.classifier;

/**
 * Confidence-weighted learning (02 §4.2; M. Dredze, K. Crammer, F. Pereira, "Confidence-Weighted Linear Classification", ICML 2008): with
 * margin m and variance V, b = 1 + 2Cm and γ = (−b + √(b² − 8C(m − CV))) / (4CV); if γ > 0, w ± γvx and 1/v + 2γx²C. C stands
 * where the paper has φ.
 */
final class ConfidenceWeighted extends CovarianceRule {
    private final double c;
    private double gamma;

    ConfidenceWeighted(float regularizationWeight) {
        this.c = regularizationWeight;
    }

    @Override
    boolean prepare(LinearSample sample) {
        double margin = sample.margin();
        double variance = sample.variance();
        double b = 1.0 + (2 * c) * margin;
        gamma = -b + Math.sqrt(b * b - (8 * c) * (margin - c * variance));
        if (gamma <= 0) {
            return false;
        }
        gamma /= (4 * c) * variance;
        return true;
    }

    @Override
    double weightChange(double covariance, double x) {
        return gamma * covariance * x;
    }

    @Override
    double newCovariance(double covariance, double x) {
        return 1.0 / (1.0 / covariance + 2.0 * gamma * x * x * c);
    }
}
