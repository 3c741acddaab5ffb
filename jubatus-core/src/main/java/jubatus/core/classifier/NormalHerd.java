package jubatus.core.classifier;

/**
 * NHERD (02 §4.2; K. Crammer, D. D. Lee, "Learning via Gaussian Herding", NIPS 2010): if the margin m is below 1, w ± (1 − m)(xv)/(V + 1/C)
 * and 1/v + (2C + C²V)x². Jubatus rounds C² to single precision.
 */
final class NormalHerd extends CovarianceRule {
    private final double c;
    private final double cSquared;
    private double margin;
    private double variance;
    private double precisionGain;

    NormalHerd(float regularizationWeight) {
        this.c = regularizationWeight;
        this.cSquared = regularizationWeight * regularizationWeight;
    }

    @Override
    boolean prepare(LinearSample sample) {
        margin = sample.margin();
        if (margin >= 1.0) {
            return false;
        }
        variance = sample.variance();
        precisionGain = 2 * c + cSquared * variance;
        return true;
    }

    @Override
    double weightChange(double covariance, double x) {
        return (1.0 - margin) * (x * covariance) / (variance + 1.0 / c);
    }

    @Override
    double newCovariance(double covariance, double x) {
        return 1.0 / (1.0 / covariance + precisionGain * x * x);
    }
}
