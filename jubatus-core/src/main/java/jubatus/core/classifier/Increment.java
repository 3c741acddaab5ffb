package jubatus.core.classifier;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import jubatus.core.bytes.ByteString;
import jubatus.core.storage.IndexCells;
import jubatus.core.storage.LabeledWeights;
import jubatus.core.storage.Row;
import jubatus.core.storage.RowLabels;

/** What a classifier learned between two hand-outs, in a form that can be put on top of any model. Never changed once made. */
public sealed interface Increment {
    /** What a label and its count take in a map, roughly. */
    long LABEL_BYTES = 120;

    boolean isEmpty();

    /** The same without what was learned for a label. */
    Increment without(ByteString label);

    /** Samples by label; none for learners whose rows tell. */
    Map<ByteString, Long> counts();

    /** The same with other label counts; for learners whose rows tell, just the same. */
    Increment withCounts(Map<ByteString, Long> counts);

    /** An increment of the same kind with label counts and nothing else. */
    Increment onlyCounts(Map<ByteString, Long> counts);

    /** Roughly how much memory it takes. */
    long approximateBytes();

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

        @Override
        public Linear withCounts(Map<ByteString, Long> others) {
            return new Linear(weights, others);
        }

        @Override
        public Linear onlyCounts(Map<ByteString, Long> others) {
            return new Linear(LabeledWeights.EMPTY, others);
        }

        @Override
        public long approximateBytes() {
            return weights.approximateBytes() + LABEL_BYTES * counts.size();
        }
    }

    /**
     * Of a nearest-neighbour classifier.
     *
     * @param labels that were only made known
     */
    record Rows(List<Row> rows, Set<ByteString> labels) implements Increment {
        public Rows {
            rows = List.copyOf(rows);
            labels = Set.copyOf(labels);
        }

        @Override
        public boolean isEmpty() {
            return rows.isEmpty() && labels.isEmpty();
        }

        @Override
        public Increment without(ByteString label) {
            return new Rows(
                    rows.stream()
                            .filter(row -> !RowLabels.labelOf(row.key()).equals(label))
                            .toList(),
                    labels.stream().filter(known -> !known.equals(label)).collect(Collectors.toSet()));
        }

        @Override
        public Map<ByteString, Long> counts() {
            return Map.of();
        }

        @Override
        public Rows withCounts(Map<ByteString, Long> others) {
            return this;
        }

        @Override
        public Rows onlyCounts(Map<ByteString, Long> others) {
            return new Rows(List.of(), Set.of());
        }

        @Override
        public long approximateBytes() {
            return rows.stream().mapToLong(Row::approximateBytes).sum() + LABEL_BYTES * labels.size();
        }
    }

    /**
     * Of cosine and euclidean.
     *
     * @param counts samples by label; a label that was only made known has 0
     */
    record Cells(IndexCells cells, Map<ByteString, Long> counts) implements Increment {
        @Override
        public boolean isEmpty() {
            return cells.isEmpty() && counts.isEmpty();
        }

        /** The same: these learners cannot forget a label (02 §6.3). */
        @Override
        public Increment without(ByteString label) {
            return this;
        }

        @Override
        public Cells withCounts(Map<ByteString, Long> others) {
            return new Cells(cells, others);
        }

        @Override
        public Cells onlyCounts(Map<ByteString, Long> others) {
            return new Cells(new IndexCells(), others);
        }

        @Override
        public long approximateBytes() {
            return cells.approximateBytes() + LABEL_BYTES * counts.size();
        }
    }
}
