package jubatus.core.classifier;

import java.util.Arrays;

/**
 * The k nearest of many: the smallest distances, of equal ones those with the smallest rank. A heap with the worst at its head, so
 * that most candidates cost one comparison. A distance that is infinite or not a number is no neighbour.
 *
 * <p>Reused; not safe for concurrent use.
 */
final class Nearest {
    private double[] distances = new double[16];
    private int[] ranks = new int[16];
    private int size;
    private int limit;

    /** Forgets all; from now on the {@code k} nearest are kept, all if it is negative. */
    void reset(int k) {
        size = 0;
        limit = k < 0 ? Integer.MAX_VALUE : k;
    }

    int size() {
        return size;
    }

    /** The distance of a neighbour; after {@link #sort} they are in ascending order. */
    double distance(int index) {
        return distances[index];
    }

    int rank(int index) {
        return ranks[index];
    }

    /** Candidates farther than this are of no use. */
    double bound() {
        if (size < limit) {
            return Double.MAX_VALUE;
        }
        return limit == 0 ? Double.NEGATIVE_INFINITY : distances[0];
    }

    void offer(double distance, int rank) {
        if (!(distance <= bound())) {
            return;
        }
        if (size < limit) {
            append(distance, rank);
        } else if (isBefore(distance, rank, 0)) {
            sink(0, size, distance, rank);
        }
    }

    /** Puts the neighbours in order, the nearest first. Nothing may be offered until the next reset. */
    void sort() {
        for (int end = size - 1; end > 0; end--) {
            double distance = distances[end];
            int rank = ranks[end];
            distances[end] = distances[0];
            ranks[end] = ranks[0];
            sink(0, end, distance, rank);
        }
    }

    private void append(double distance, int rank) {
        if (size == ranks.length) {
            distances = Arrays.copyOf(distances, 2 * size);
            ranks = Arrays.copyOf(ranks, 2 * size);
        }
        int at = size++;
        while (at > 0) {
            int parent = (at - 1) >>> 1;
            if (isBefore(distance, rank, parent)) {
                break;
            }
            move(parent, at);
            at = parent;
        }
        distances[at] = distance;
        ranks[at] = rank;
    }

    /** Places an entry at {@code at} or below, in a heap of {@code end} entries. */
    private void sink(int start, int end, double distance, int rank) {
        int at = start;
        while (true) {
            int child = 2 * at + 1;
            if (child >= end) {
                break;
            }
            if (child + 1 < end && isBefore(distances[child], ranks[child], child + 1)) {
                child++;
            }
            if (!isBefore(distance, rank, child)) {
                break;
            }
            move(child, at);
            at = child;
        }
        distances[at] = distance;
        ranks[at] = rank;
    }

    private void move(int from, int to) {
        distances[to] = distances[from];
        ranks[to] = ranks[from];
    }

    private boolean isBefore(double distance, int rank, int index) {
        return distance != distances[index] ? distance < distances[index] : rank < ranks[index];
    }
}
