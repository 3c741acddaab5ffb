package jubatus.core;

import jubatus.core.classifier.Classifier;
import jubatus.core.conversion.WeightManager;
import jubatus.core.mix.MixableModel;

/** What is loaded and replaced together. A model that is fetched comes with another classifier and the same weights. */
record Learner(Classifier classifier, WeightManager weights) {
    static Learner of(MixableModel model) {
        return new Learner(model.classifier(), model.weights());
    }
}
