package jubatus.core.classifier;

import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;
import jubatus.core.JubatusException;
import jubatus.core.bytes.ByteString;
import jubatus.core.config.LearnerConfig.Hash;
import jubatus.core.config.LearnerConfig.NearestNeighbor;
import jubatus.core.feature.FeatureVector;
import jubatus.core.msgpack.MessageReader;
import jubatus.core.msgpack.MessageWriter;
import jubatus.core.storage.LabelCounts;
import jubatus.core.storage.RowLabels;
import jubatus.core.storage.RowSchema;
import jubatus.core.storage.RowTable;
import jubatus.core.storage.RowTableCodec;

/**
 * Votes of the nearest samples, compared by bit signatures (NN, 02 §6.2). Each sample is a row; of the k nearest rows each adds
 * exp(−α·d) to the score of its label, the nearest first.
 *
 * <p>With B bits, h of them different: d = h/B for lsh and minhash. For euclid_lsh and norms u, n: d = |u − n| if h = 0, else
 * √(u² + n² − 2·u·n·cos(h·π/B)).
 */
class NearestNeighborClassifier implements Classifier {
    private static final String FULL =
            "cannot add new ID as number of sticky IDs reached the maximum size of unlearner: ";
    /** Cosines for so many distances are kept, the others are computed when needed. */
    private static final int KEPT_COSINES = 1 << 12;
    /** With so many rows a classify still costs less than handing it to another thread is worth. */
    private static final int CHEAP_ROWS = 10_000;

    private final NearestNeighbor config;
    private final double sensitivity;
    private final Signer signer;
    private final double[] cosines;
    private RowIds ids;
    private final RowTable table;
    private final LabelCounts counts = new LabelCounts();
    private final Votes votes;
    private final Optional<Unlearner> unlearner;
    /** For training; whoever classifies brings his own. */
    private final NeighborScratch scratch = new NeighborScratch();

    /**
     * Makes a classifier that knows nothing.
     *
     * @param sticky whether a row's key matches the sticky pattern of the unlearner
     * @param seed of the random part of row keys
     */
    NearestNeighborClassifier(NearestNeighbor config, Predicate<ByteString> sticky, long seed, boolean distributed) {
        this.config = config;
        this.sensitivity = config.sensitivity();
        this.signer = Signer.of(config);
        this.cosines = cosines(config);
        this.ids = new RowIds(seed);
        this.table = new RowTable(new RowSchema(config.hashNum(), config.hash() == Hash.EUCLID_LSH), distributed);
        this.votes = new Votes(counts, table.labels());
        this.unlearner = config.unlearner().map(made -> Unlearner.of(made, sticky, this::forget));
    }

    NearestNeighborClassifier(NearestNeighbor config, Predicate<ByteString> sticky, long seed) {
        this(config, sticky, seed, false);
    }

    private static double[] cosines(NearestNeighbor config) {
        double[] cosines = new double[config.hash() == Hash.EUCLID_LSH ? Math.min(config.hashNum(), KEPT_COSINES) : 0];
        for (int i = 0; i < cosines.length; i++) {
            cosines[i] = Math.cos(i * Math.PI / config.hashNum());
        }
        return cosines;
    }

    final RowTable table() {
        return table;
    }

    final LabelCounts counts() {
        return counts;
    }

    final Optional<Unlearner> unlearner() {
        return unlearner;
    }

    @Override
    public void seedKeys(long seed) {
        ids = new RowIds(seed);
    }

    @Override
    public void continueKeys(Classifier predecessor) {
        ids = ((NearestNeighborClassifier) predecessor).ids;
    }

    @Override
    public void train(ByteString label, FeatureVector features) {
        ByteString id = newId(label);
        if (unlearner.isPresent() && !unlearner.get().touch(id)) {
            throw new JubatusException(
                    JubatusException.Code.LABEL_LIMIT, ByteString.utf8(FULL).concat(id));
        }
        signer.sign(features, scratch);
        table.add(id, scratch.signature(), norm(features));
        counts.add(label);
        counts.increment(label);
    }

    /** A key that no row has: the original would overwrite the row of an equal key, and with it a sample. */
    private ByteString newId(ByteString label) {
        ByteString id = ids.next(label);
        while (table.find(id) >= 0) {
            id = ids.next(label);
        }
        return id;
    }

    private double norm(FeatureVector features) {
        return table.schema().hasNorm() ? Math.sqrt(features.squaredNorm()) : 0;
    }

    @Override
    public void classify(FeatureVector features, Scores scores) {
        NeighborScratch mine = scores.neighbors();
        signer.sign(features, mine);
        mine.nearest.reset(config.neighbors());
        if (table.schema().hasNorm()) {
            findByDistance(mine, norm(features));
        } else {
            findByBits(mine);
        }
        mine.nearest.sort();
        double unit = table.schema().hasNorm() ? 1 : config.hashNum();
        Votes.Count count = votes.begin(scores);
        for (int i = 0; i < mine.nearest.size(); i++) {
            count.add(mine.nearest.rank(i), Math.exp(-sensitivity * (mine.nearest.distance(i) / unit)));
        }
        count.finish();
    }

    /** Ranks by h, which orders rows as h/B does. */
    private void findByBits(NeighborScratch mine) {
        long[] signature = mine.signature();
        double bound = mine.nearest.bound();
        for (int row = 0; row < table.size(); row++) {
            int hamming = table.hamming(row, signature);
            if (hamming <= bound) {
                mine.nearest.offer(hamming, row);
                bound = mine.nearest.bound();
            }
        }
    }

    private void findByDistance(NeighborScratch mine, double norm) {
        long[] signature = mine.signature();
        for (int row = 0; row < table.size(); row++) {
            double rowNorm = table.norm(row);
            int hamming = table.hamming(row, signature);
            double distance = hamming == 0
                    ? Math.abs(norm - rowNorm)
                    : Math.sqrt(norm * norm + rowNorm * rowNorm - 2 * norm * rowNorm * cosine(hamming));
            mine.nearest.offer(distance, row);
        }
    }

    private double cosine(int hamming) {
        return hamming < cosines.length ? cosines[hamming] : Math.cos(hamming * Math.PI / config.hashNum());
    }

    @Override
    public boolean isCostly() {
        return table.size() > CHEAP_ROWS;
    }

    @Override
    public SortedMap<ByteString, Long> labels() {
        return counts.all();
    }

    @Override
    public boolean setLabel(ByteString label) {
        return counts.add(label);
    }

    /** False if the label is not counted; else its rows are deleted in the order in which they stand when the call comes. */
    @Override
    public boolean deleteLabel(ByteString label) {
        if (!counts.erase(label)) {
            return false;
        }
        int number = table.labels().find(label);
        ByteString[] keys = new ByteString[number < 0 ? 0 : table.labels().rows(number)];
        int found = 0;
        for (int row = 0; found < keys.length; row++) {
            if (table.labels().of(row) == number) {
                keys[found++] = table.key(row);
            }
        }
        for (ByteString key : keys) {
            table.delete(key);
            unlearner.ifPresent(present -> present.remove(key));
        }
        return true;
    }

    @Override
    public void clear() {
        table.clear();
        counts.clear();
        unlearner.ifPresent(Unlearner::clear);
    }

    /** The original says nothing. */
    @Override
    public void status(BiConsumer<String, String> entries) {
        entries.accept("model_bytes", Long.toString(table.approximateBytes()));
    }

    @Override
    public Snapshot snapshot() {
        return snapshot(id -> true, counts::write);
    }

    /** With the rows and ids of those keys only. The rows are copied, which is much faster than to write them. */
    final Snapshot snapshot(Predicate<ByteString> keys, Consumer<MessageWriter> writeCounts) {
        MessageWriter head = MessageWriter.toArray();
        head.array(unlearner.isPresent() ? 3 : 2);
        unlearner.ifPresent(present -> present.write(head, keys));
        RowTable rows = table.freeze();
        MessageWriter tail = MessageWriter.toArray();
        writeCounts.accept(tail);
        return Snapshot.of(
                out -> {
                    out.bytes(head.bytes(), 0, head.size());
                    new RowTableCodec(rows).write(out, keys);
                    out.bytes(tail.bytes(), 0, tail.size());
                },
                () -> {});
    }

    @Override
    public void read(MessageReader in) {
        in.readArrayOf(unlearner.isPresent() ? 3 : 2);
        unlearner.ifPresent(present -> present.read(in));
        new RowTableCodec(table).read(in);
        counts.read(in);
    }

    /** Counts again after a mix: one for each row, and 0 for labels that were known and have none (03 §8.3). */
    final void recount() {
        var counted = new TreeMap<ByteString, Long>();
        counts.labels().forEach(label -> counted.put(label, 0L));
        counted.putAll(rowCounts());
        counts.recount(counted);
    }

    private SortedMap<ByteString, Long> rowCounts() {
        RowLabels labels = table.labels();
        var counted = new TreeMap<ByteString, Long>();
        for (int number = 0; number < labels.limit(); number++) {
            if (labels.rows(number) > 0) {
                counted.put(labels.label(number), (long) labels.rows(number));
            }
        }
        return counted;
    }

    /** What the unlearner evicts; an id without a row may come from a model file. */
    private void forget(ByteString id) {
        if (table.delete(id)) {
            counts.decrement(RowLabels.labelOf(id));
        }
    }
}
