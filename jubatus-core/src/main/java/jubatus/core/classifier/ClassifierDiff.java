package jubatus.core.classifier;

import java.util.List;
import java.util.Map;
import jubatus.core.bytes.ByteString;
import jubatus.core.storage.IndexCells;
import jubatus.core.storage.LabeledWeights;
import jubatus.core.storage.Row;
import jubatus.core.storage.RowSchema;

/** What classifiers exchange in a mix, without the counts of the weight manager (03 §6.2, §6.5, §6.7, §6.8). */
public sealed interface ClassifierDiff {
    /** Samples by label that the mixed model does not hold; none for learners whose rows tell. */
    Map<ByteString, Long> counts();

    /** The same with other label counts; for learners whose rows tell, just the same. */
    ClassifierDiff withCounts(Map<ByteString, Long> counts);

    /**
     * Of linear classifiers.
     *
     * @param servers how many servers' learning is in it, at least 1
     * @param version storage version of the model it is relative to
     * @param weights current value − mixed value of weight and covariance for each entry that differs
     * @param counts samples by label that the mixed model does not hold
     */
    record Linear(long servers, long version, LabeledWeights weights, Map<ByteString, Long> counts)
            implements ClassifierDiff {
        @Override
        public Linear withCounts(Map<ByteString, Long> others) {
            return new Linear(servers, version, weights, others);
        }
    }

    /**
     * Of nearest-neighbour classifiers.
     *
     * @param schema of the rows
     * @param rows that the mixed model does not hold; one may occur twice
     */
    record Rows(RowSchema schema, List<Row> rows) implements ClassifierDiff {
        public Rows {
            rows = List.copyOf(rows);
        }

        @Override
        public Map<ByteString, Long> counts() {
            return Map.of();
        }

        @Override
        public Rows withCounts(Map<ByteString, Long> others) {
            return this;
        }
    }

    /**
     * Of cosine and euclidean.
     *
     * @param counts samples by label that the mixed model does not hold
     */
    record Cells(IndexCells cells, Map<ByteString, Long> counts) implements ClassifierDiff {
        @Override
        public Cells withCounts(Map<ByteString, Long> others) {
            return new Cells(cells, others);
        }
    }
}
