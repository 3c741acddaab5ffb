package jubatus.core.classifier;

import jubatus.core.config.LearnerConfig.Rule;

/**
 * How a linear learner changes its weights by one sample (02 §4.2). The label's weights go up, those of its best rival go down; a
 * rule decides by how much. A rule may keep scratch values between the calls for one sample, so it serves one writer.
 */
interface LearningRule {
    /** What became of a sample. */
    enum Outcome {
        /** Nothing changed; the label is not even made known. */
        IGNORED,
        /** The label is known now, the weights are as they were. */
        REGISTERED,
        /** The weights changed. */
        UPDATED
    }

    /** Whether the rule keeps a covariance beside each weight. */
    boolean hasCovariance();

    Outcome learn(LinearSample sample);

    /** The rule of that name, where {@code regularizationWeight} is C as the configuration holds it, in single precision. */
    static LearningRule of(Rule rule, float regularizationWeight) {
        return switch (rule) {
            case PERCEPTRON -> new Perceptron();
            case PA -> new PassiveAggressive();
            case PA1 -> new PassiveAggressive1(regularizationWeight);
            case PA2 -> new PassiveAggressive2(regularizationWeight);
            case CW -> new ConfidenceWeighted(regularizationWeight);
            case AROW -> new AdaptiveRegularization(regularizationWeight);
            case NHERD -> new NormalHerd(regularizationWeight);
        };
    }
}
