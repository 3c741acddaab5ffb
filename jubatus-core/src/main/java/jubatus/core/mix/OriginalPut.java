package jubatus.core.mix;

import jubatus.core.bytes.ByteString;
import jubatus.core.classifier.ClassifierDiff;

/**
 * A {@code put_diff} of an original master, which says nothing beside the mixed diff, and what is known about it.
 *
 * @param digest SHA-256 of the mixed diff's bytes
 * @param nodes how many nodes the cluster has
 * @param heard whether the master cannot but have got our last hand-out: it had not closed the connection when we answered
 * @param seconds Unix time
 */
public record OriginalPut(MixDiff diff, ByteString digest, int nodes, boolean heard, long seconds) {
    /** The version of the mixed model that the diff is relative to. */
    long generation() {
        return generation(diff);
    }

    static long generation(MixDiff diff) {
        return diff.classifier() instanceof ClassifierDiff.Linear linear
                ? linear.version()
                : diff.keywords().version();
    }

    /** Whether there is evidence that a diff that was handed out is in the mixed one. */
    boolean contains(MixDiff handedOut) {
        return heard && (isOfAllNodes() || covers(handedOut));
    }

    /** Whether all that was handed out is in the mixed diff, as far as can be seen. */
    boolean covers(MixDiff handedOut) {
        return Evidence.covers(diff.classifier(), handedOut.classifier());
    }

    private boolean isOfAllNodes() {
        return diff.classifier() instanceof ClassifierDiff.Linear linear && linear.servers() == nodes;
    }
}
