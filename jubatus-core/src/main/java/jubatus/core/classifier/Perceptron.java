package jubatus.core.classifier;

/**
 * The perceptron: when another label has the highest score, w += x for the label and w −= x for that other one (02 §4.2; F. Rosenblatt,
 * "The Perceptron", 1958, in its multi-class form).
 */
final class Perceptron implements LearningRule {
    @Override
    public boolean hasCovariance() {
        return false;
    }

    @Override
    public Outcome learn(LinearSample sample) {
        if (sample.isTop()) {
            return Outcome.IGNORED;
        }
        sample.rivalIsTop();
        sample.update(1.0);
        return Outcome.UPDATED;
    }
}
