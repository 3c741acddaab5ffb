package jubatus.core.classifier;

import java.util.SortedMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import jubatus.core.bytes.ByteString;
import jubatus.core.config.LearnerConfig;
import jubatus.core.config.LearnerConfig.Similarity;
import jubatus.core.feature.FeatureVector;
import jubatus.core.msgpack.MessageReader;
import jubatus.core.msgpack.MessageWriter;
import jubatus.core.storage.DotProducts;
import jubatus.core.storage.InvertedIndex;
import jubatus.core.storage.InvertedIndexCodec;
import jubatus.core.storage.InvertedIndexSnapshot;
import jubatus.core.storage.LabelCounts;

/**
 * Votes of the nearest samples, compared exactly (cosine and euclidean, 02 §6.3). Each sample is a column of an inverted index; of
 * the k nearest columns each adds to the score of its label, the nearest first: exp(−α·(1 − s)) with the cosine s of the angle, or
 * exp(−α·d) with the distance d. Of equally near columns the later one comes first.
 */
class InvertedIndexClassifier implements Classifier {
    /** With so many columns a classify still costs less than handing it to another thread is worth. */
    private static final int CHEAP_COLUMNS = 10_000;

    private final LearnerConfig.InvertedIndex config;
    private final double sensitivity;
    private RowIds ids;
    private final InvertedIndex index;
    private final LabelCounts counts = new LabelCounts();
    private final Votes votes;

    /**
     * Makes a classifier that knows nothing.
     *
     * @param seed of the random part of column keys
     */
    InvertedIndexClassifier(LearnerConfig.InvertedIndex config, long seed, boolean distributed) {
        this.config = config;
        this.sensitivity = config.sensitivity();
        this.ids = new RowIds(seed);
        this.index = new InvertedIndex(distributed);
        this.votes = new Votes(counts, index.labels());
    }

    InvertedIndexClassifier(LearnerConfig.InvertedIndex config, long seed) {
        this(config, seed, false);
    }

    final InvertedIndex index() {
        return index;
    }

    final LabelCounts counts() {
        return counts;
    }

    /** A sample without features is counted and makes no column. */
    @Override
    public void seedKeys(long seed) {
        ids = new RowIds(seed);
    }

    @Override
    public void continueKeys(Classifier predecessor) {
        ids = ((InvertedIndexClassifier) predecessor).ids;
    }

    @Override
    public void train(ByteString label, FeatureVector features) {
        ByteString id = ids.next(label);
        while (index.holds(id)) {
            id = ids.next(label);
        }
        index.add(id, features);
        counts.add(label);
        counts.increment(label);
    }

    @Override
    public void classify(FeatureVector features, Scores scores) {
        NeighborScratch mine = scores.neighbors();
        mine.nearest.reset(config.neighbors());
        index.addDotProducts(features, mine.dotProducts);
        boolean cosine = config.similarity() == Similarity.COSINE;
        if (cosine) {
            findByCosine(mine, features.squaredNorm());
        } else {
            findByDistance(mine, features.squaredNorm());
        }
        mine.dotProducts.clear();
        mine.nearest.sort();
        Votes.Count count = votes.begin(scores);
        for (int i = 0; i < mine.nearest.size(); i++) {
            double found = mine.nearest.distance(i);
            double distance = cosine ? 1 - Math.max(-1, Math.min(1, -found)) : found;
            count.add(~mine.nearest.rank(i), Math.exp(-sensitivity * distance));
        }
        count.finish();
    }

    /** Offers −s of each column that shares a feature; ranks are complements, so that later columns come first. */
    private void findByCosine(NeighborScratch mine, double squaredNorm) {
        DotProducts dotProducts = mine.dotProducts;
        double norm = Math.sqrt(squaredNorm);
        for (int i = 0; i < dotProducts.count() && squaredNorm != 0; i++) {
            int column = dotProducts.touched(i);
            double dot = dotProducts.take(column);
            double columnNorm = index.squaredNorm(column);
            if (dot != 0 && columnNorm != 0) {
                boolean same = columnNorm == squaredNorm && dot == squaredNorm;
                mine.nearest.offer(same ? -1 : -(dot / Math.sqrt(columnNorm) / norm), ~column);
            }
        }
    }

    /** Offers the distance of every column, whether it shares a feature or not. */
    private void findByDistance(NeighborScratch mine, double squaredNorm) {
        for (int column = index.columns() - 1; column >= 0; column--) {
            double columnNorm = index.squaredNorm(column);
            if (columnNorm != 0) {
                double squared = squaredNorm + columnNorm - 2 * mine.dotProducts.get(column);
                mine.nearest.offer(Math.sqrt(Math.max(0, squared)), ~column);
            }
        }
    }

    @Override
    public boolean isCostly() {
        return index.columns() > CHEAP_COLUMNS;
    }

    @Override
    public SortedMap<ByteString, Long> labels() {
        return counts.all();
    }

    @Override
    public boolean setLabel(ByteString label) {
        return counts.add(label);
    }

    /** Does nothing, as in the original. */
    @Override
    public boolean deleteLabel(ByteString label) {
        return false;
    }

    @Override
    public void clear() {
        index.clear();
        counts.clear();
    }

    /** The original says nothing. */
    @Override
    public void status(BiConsumer<String, String> entries) {
        entries.accept("model_bytes", Long.toString(index.approximateBytes()));
    }

    @Override
    public Snapshot snapshot() {
        return snapshot(InvertedIndexSnapshot::write, counts::write);
    }

    /** The counts are small and written at once, the cells when the snapshot is. */
    final Snapshot snapshot(
            BiConsumer<InvertedIndexSnapshot, MessageWriter> writeCells, Consumer<MessageWriter> writeCounts) {
        InvertedIndexSnapshot cells = index.snapshot();
        MessageWriter tail = MessageWriter.toArray();
        writeCounts.accept(tail);
        return Snapshot.of(
                out -> {
                    out.array(2);
                    writeCells.accept(cells, out);
                    out.bytes(tail.bytes(), 0, tail.size());
                },
                cells::close);
    }

    @Override
    public void read(MessageReader in) {
        in.readArrayOf(2);
        new InvertedIndexCodec(index).read(in);
        counts.read(in);
    }
}
