package jubatus.core.mix;

import java.util.Map;
import java.util.Objects;
import jubatus.core.bytes.ByteString;
import jubatus.core.classifier.Increment;
import jubatus.core.conversion.KeywordCounts;

/** What a server learned in one increment, in a form that can be put on top of any model. Never changed once made. */
public record Learned(Increment classifier, KeywordCounts keywords) {
    public Learned {
        Objects.requireNonNull(classifier, "classifier is null");
        Objects.requireNonNull(keywords, "keywords is null");
    }

    public boolean isEmpty() {
        return classifier.isEmpty() && keywords.isEmpty();
    }

    /** The same without what was learned for a label; what was counted for weights does not know labels. */
    Learned without(ByteString label) {
        return new Learned(classifier.without(label), keywords);
    }

    /** Samples by label; none for learners whose rows tell. */
    Map<ByteString, Long> counts() {
        return classifier.counts();
    }

    /** The same without its label counts. */
    Learned withoutCounts() {
        return new Learned(classifier.withCounts(Map.of()), keywords);
    }

    /** Roughly how much memory it takes. */
    long approximateBytes() {
        return classifier.approximateBytes() + keywords.approximateBytes();
    }
}
