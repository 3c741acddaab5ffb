package jubatus.core.classifier;

/**
 * AROW (02 §4.2; K. Crammer, A. Kulesza, M. Dredze, "Adaptive Regularization of Weight Vectors", NIPS 2009): if the margin m is below 1,
 * β = 1/(V + 1/C), α = (1 − m)β, w ± αvx and v − βv²x². The paper's r is the reciprocal of Jubatus's regularization_weight C: a
 * larger C learns faster.
 */
final class AdaptiveRegularization extends CovarianceRule {
    private final double c;
    private double alpha;
    private double beta;

    AdaptiveRegularization(float regularizationWeight) {
        this.c = regularizationWeight;
    }

    @Override
    boolean prepare(LinearSample sample) {
        double margin = sample.margin();
        if (margin >= 1.0) {
            return false;
        }
        beta = 1.0 / (sample.variance() + 1.0 / c);
        alpha = (1.0 - margin) * beta;
        return true;
    }

    @Override
    double weightChange(double covariance, double x) {
        return alpha * covariance * x;
    }

    @Override
    double newCovariance(double covariance, double x) {
        return covariance - beta * covariance * covariance * x * x;
    }
}
