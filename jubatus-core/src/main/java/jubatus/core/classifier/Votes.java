package jubatus.core.classifier;

import java.util.Arrays;
import java.util.TreeMap;
import jubatus.core.bytes.ByteString;
import jubatus.core.storage.LabelCounts;
import jubatus.core.storage.RowLabels;

/**
 * Adds up the votes of neighbours by label. Every known label is listed, in byte order, whether it got a vote or not (02 §6).
 *
 * <p>The list of labels is derived from counts and rows when it is first needed after a change, and then kept; readers may do that
 * at the same time, since each publishes a finished list.
 */
final class Votes {
    private final LabelCounts counts;
    private final RowLabels rows;
    private volatile Ballot ballot = new Ballot();

    Votes(LabelCounts counts, RowLabels rows) {
        this.counts = counts;
        this.rows = rows;
    }

    /** Starts a count in {@code scores}. */
    Count begin(Scores scores) {
        Ballot current = ballot;
        if (!current.isOf(counts, rows)) {
            current = new Ballot(counts, rows);
            ballot = current;
        }
        int size = current.labels.length;
        if (scores.sums.length < size) {
            scores.sums = new double[2 * size];
        }
        Arrays.fill(scores.sums, 0, size, 0);
        return new Count(rows, current, scores);
    }

    /** A list of labels, never changed once made. */
    private static final class Ballot {
        private final long countsRevision;
        private final long rowsRevision;
        /** In byte order. */
        private final ByteString[] labels;
        /** Where the label with each number of {@link RowLabels} stands. */
        private final int[] places;

        Ballot() {
            countsRevision = -1;
            rowsRevision = -1;
            labels = new ByteString[0];
            places = new int[0];
        }

        Ballot(LabelCounts counts, RowLabels rows) {
            countsRevision = counts.revision();
            rowsRevision = rows.revision();
            var numbers = new TreeMap<ByteString, Integer>();
            counts.labels().forEach(label -> numbers.put(label, -1));
            for (int number = 0; number < rows.limit(); number++) {
                if (rows.rows(number) > 0) {
                    numbers.put(rows.label(number), number);
                }
            }
            labels = numbers.keySet().toArray(ByteString[]::new);
            places = new int[rows.limit()];
            int place = 0;
            for (int number : numbers.values()) {
                if (number >= 0) {
                    places[number] = place;
                }
                place++;
            }
        }

        boolean isOf(LabelCounts counts, RowLabels rows) {
            return countsRevision == counts.revision() && rowsRevision == rows.revision();
        }
    }

    /** One count of votes. */
    static final class Count {
        private final RowLabels rows;
        private final Ballot ballot;
        private final Scores scores;

        private Count(RowLabels rows, Ballot ballot, Scores scores) {
            this.rows = rows;
            this.ballot = ballot;
            this.scores = scores;
        }

        /** Adds to the score of a row's label. */
        void add(int row, double vote) {
            scores.sums[ballot.places[rows.of(row)]] += vote;
        }

        /** Lists all labels with their scores. */
        void finish() {
            scores.clear();
            for (int i = 0; i < ballot.labels.length; i++) {
                scores.add(ballot.labels[i], scores.sums[i]);
            }
        }
    }
}
