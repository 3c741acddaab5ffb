package jubatus.core.classifier;

import java.util.Arrays;
import jubatus.core.bytes.ByteString;

/**
 * The answer to one datum: labels and their scores, in the order in which they are sent. Reused between calls; not safe for
 * concurrent use.
 */
public final class Scores {
    private ByteString[] labels = new ByteString[16];
    private double[] scores = new double[16];
    private int size;

    /** Scratch space of the learner that fills this answer. */
    double[] sums = new double[16];

    private NeighborScratch neighbors;

    public int size() {
        return size;
    }

    public ByteString label(int index) {
        return labels[index];
    }

    public double score(int index) {
        return scores[index];
    }

    /** More scratch space, for learners by neighbours. */
    NeighborScratch neighbors() {
        if (neighbors == null) {
            neighbors = new NeighborScratch();
        }
        return neighbors;
    }

    void clear() {
        size = 0;
    }

    void add(ByteString label, double score) {
        if (size == scores.length) {
            labels = Arrays.copyOf(labels, 2 * size);
            scores = Arrays.copyOf(scores, 2 * size);
        }
        labels[size] = label;
        scores[size++] = score;
    }
}
