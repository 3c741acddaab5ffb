package jubatus.core.classifier;

import java.util.Map;
import java.util.TreeMap;
import jubatus.core.bytes.ByteString;
import jubatus.core.storage.LabeledWeights;

/** What a classifier learned between two hand-outs, in a form that can be put on top of any model. Never changed once made. */
public sealed interface Increment {
    boolean isEmpty();

    /** The same without what was learned for a label. */
    Increment without(ByteString label);

    /**
     * Of a linear classifier.
     *
     * @param weights for each changed entry, the change of the weight and of the precision
     * @param counts samples by label; a label that was only made known has 0
     */
    record Linear(LabeledWeights weights, Map<ByteString, Long> counts) implements Increment {
        @Override
        public boolean isEmpty() {
            return weights.isEmpty() && counts.isEmpty();
        }

        @Override
        public Increment without(ByteString label) {
            var rest = new TreeMap<>(counts);
            rest.remove(label);
            return new Linear(weights.without(label), rest);
        }
    }
}
