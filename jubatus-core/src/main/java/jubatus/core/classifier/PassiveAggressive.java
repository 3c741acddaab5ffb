package jubatus.core.classifier;

/**
 * Passive-aggressive learning: the smallest step that makes the margin 1, τ = loss / (2·‖x‖²) with loss = 1 − margin (02 §4.2; K. Crammer
 * et al., "Online Passive-Aggressive Algorithms", JMLR 7, 2006). Variants bound the step.
 *
 * <p>As in Jubatus and unlike its variants, the plain rule does not make a label known when the loss is negative.
 */
class PassiveAggressive implements LearningRule {
    @Override
    public final boolean hasCovariance() {
        return false;
    }

    @Override
    public final Outcome learn(LinearSample sample) {
        double loss = 1.0 + (sample.rivalScore() - sample.labelScore());
        if (loss < 0) {
            return passive(sample);
        }
        double squaredNorm = sample.squaredNorm();
        if (squaredNorm == 0) {
            sample.register();
            return Outcome.REGISTERED;
        }
        sample.update(step(loss, squaredNorm));
        return Outcome.UPDATED;
    }

    /** What happens to a sample that is classified well enough. */
    Outcome passive(LinearSample sample) {
        return Outcome.IGNORED;
    }

    double step(double loss, double squaredNorm) {
        return loss / (2 * squaredNorm);
    }
}
