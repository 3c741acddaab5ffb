package jubatus.classifier.mixer;

import java.util.Map;
import jubatus.common.cluster.Node;

/**
 * What became of a mix.
 *
 * @param folded how many servers' diffs were folded
 * @param failures of nodes, by what they failed at
 * @param isComplete whether every server that answered to get_diff has the new model and all that it had learned is in it
 */
record MixReport(int folded, Map<Node, String> failures, boolean isComplete) {
    MixReport {
        failures = Map.copyOf(failures);
    }

    /** Whether every node that was asked has the new model, so that nobody has to be told again. */
    boolean isEverywhere() {
        return isComplete && failures.isEmpty();
    }
}
