package jubatus.core.classifier;

/**
 * A rule that keeps a covariance v beside each weight w, the smaller the surer: every update moves w by an amount that grows with v
 * and makes v smaller. v is 1 where nothing was learned.
 */
abstract class CovarianceRule implements LearningRule {
    @Override
    public final boolean hasCovariance() {
        return true;
    }

    @Override
    public final Outcome learn(LinearSample sample) {
        if (!prepare(sample)) {
            sample.register();
            return Outcome.REGISTERED;
        }
        sample.update(this);
        return Outcome.UPDATED;
    }

    /** Looks at margin and variance of a sample; false if it needs no update. Else the two methods below are for this sample. */
    abstract boolean prepare(LinearSample sample);

    /** By how much the label's weight rises and the rival's falls at a feature of value x. */
    abstract double weightChange(double covariance, double x);

    abstract double newCovariance(double covariance, double x);
}
