package jubatus.core.mix;

import jubatus.core.classifier.ClassifierDiff;

/**
 * A whole diff: what one server learned that the mixed model does not hold, or what a master folded from several (03 §6.1). Never
 * changed once made.
 */
public record MixDiff(ClassifierDiff classifier, KeywordDiff keywords) {}
