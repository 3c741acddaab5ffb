package jubatus.core.classifier;

import java.util.Arrays;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import jubatus.core.JubatusException;
import jubatus.core.bytes.ByteString;
import jubatus.core.feature.FeatureVector;
import jubatus.core.msgpack.MessageReader;
import jubatus.core.msgpack.MessageWriter;
import jubatus.core.storage.LabelCounts;
import jubatus.core.storage.LabelTable;
import jubatus.core.storage.LinearSnapshot;
import jubatus.core.storage.LinearStorage;
import jubatus.core.storage.LinearStorageReader;

/**
 * A classifier with a weight for each feature and label: the score of a label is Σ w·x (02 §3, §4). A {@link LearningRule} says
 * how weights change; an {@link Unlearner} may bound the number of labels.
 */
class LinearClassifier implements Classifier {
    private static final String FULL =
            "cannot add new label as number of sticky labels reached the maximum size of unlearner: ";

    private final LearningRule rule;
    private final LinearStorage storage;
    private final LabelCounts counts = new LabelCounts();
    private final Optional<Unlearner> unlearner;
    private final LinearSample sample;

    /** Makes a classifier that knows nothing; {@code unlearner} makes the unlearner, given what forgets an evicted label. */
    LinearClassifier(
            LearningRule rule, boolean distributed, Optional<Function<Consumer<ByteString>, Unlearner>> unlearner) {
        this.rule = rule;
        this.storage = new LinearStorage(rule.hasCovariance(), distributed);
        this.sample = new LinearSample(storage);
        this.unlearner = unlearner.map(make -> make.apply(this::forget));
    }

    final LinearStorage storage() {
        return storage;
    }

    final LabelCounts counts() {
        return counts;
    }

    final Optional<Unlearner> unlearner() {
        return unlearner;
    }

    @Override
    public void train(ByteString label, FeatureVector features) {
        checkRoom(label);
        counts.increment(label);
        sample.begin(label, features);
        if (rule.learn(sample) == LearningRule.Outcome.UPDATED) {
            touch(label);
        }
    }

    @Override
    public void classify(FeatureVector features, Scores scores) {
        LabelTable labels = storage.labels();
        int slots = labels.slotLimit();
        if (scores.sums.length < slots) {
            scores.sums = new double[2 * slots];
        }
        double[] sums = scores.sums;
        Arrays.fill(sums, 0, slots, 0);
        storage.table().addScores(features, sums);
        scores.clear();
        for (int slot : labels.order()) {
            scores.add(labels.name(slot), sums[slot]);
        }
    }

    @Override
    public SortedMap<ByteString, Long> labels() {
        return counts.all();
    }

    @Override
    public boolean setLabel(ByteString label) {
        checkRoom(label);
        boolean newToStorage = storage.labels().slotOf(label) < 0;
        storage.labels().register(label);
        boolean newToCounts = counts.add(label);
        boolean added = newToStorage && newToCounts;
        return (unlearner.isPresent() && added) ? unlearner.get().touch(label) : added;
    }

    @Override
    public boolean deleteLabel(ByteString label) {
        boolean stored = storage.deleteLabel(label);
        boolean counted = counts.erase(label);
        boolean deleted = stored && counted;
        return (unlearner.isPresent() && deleted) ? unlearner.get().remove(label) : deleted;
    }

    @Override
    public void clear() {
        storage.clear();
        counts.clear();
        unlearner.ifPresent(Unlearner::clear);
    }

    @Override
    public void status(BiConsumer<String, String> entries) {
        entries.accept("num_features", Integer.toString(storage.mixedRowCount()));
        entries.accept("num_classes", Integer.toString(storage.labels().size()));
        entries.accept("model_bytes", Long.toString(storage.approximateBytes()));
        entries.accept("storage", storage.isDistributed() ? "local_storage_mixture" : "local_storage");
        if (storage.isDistributed()) {
            entries.accept("num_features_diff", Integer.toString(storage.unmixedRowCount()));
            entries.accept("model_version", Long.toString(storage.version()));
        }
        unlearner.ifPresent(present -> present.status(entries));
    }

    @Override
    public Snapshot snapshot() {
        return snapshot(storage.snapshot(), LinearSnapshot::write, counts::write);
    }

    /** The unlearner and the counts are small and written at once, the weights when the snapshot is. */
    final Snapshot snapshot(
            LinearSnapshot weights,
            BiConsumer<LinearSnapshot, MessageWriter> writeWeights,
            Consumer<MessageWriter> writeCounts) {
        MessageWriter head = MessageWriter.toArray();
        head.array(unlearner.isPresent() ? 3 : 2);
        unlearner.ifPresent(present -> present.write(head));
        MessageWriter tail = MessageWriter.toArray();
        writeCounts.accept(tail);
        return new Snapshot() {
            @Override
            public void write(MessageWriter out) {
                out.bytes(head.bytes(), 0, head.size());
                writeWeights.accept(weights, out);
                out.bytes(tail.bytes(), 0, tail.size());
            }

            @Override
            public void close() {
                weights.close();
            }
        };
    }

    @Override
    public void succeed(Classifier predecessor) {
        storage.succeed(((LinearClassifier) predecessor).storage);
    }

    @Override
    public void read(MessageReader in) {
        in.readArrayOf(unlearner.isPresent() ? 3 : 2);
        unlearner.ifPresent(present -> present.read(in));
        new LinearStorageReader(storage).read(in);
        counts.read(in);
    }

    private void forget(ByteString label) {
        storage.deleteLabel(label);
        counts.erase(label);
    }

    private void checkRoom(ByteString label) {
        if (unlearner.isPresent() && !unlearner.get().canTouch(label)) {
            throw new JubatusException(
                    JubatusException.Code.LABEL_LIMIT, ByteString.utf8(FULL).concat(label));
        }
    }

    private void touch(ByteString label) {
        checkRoom(label);
        unlearner.ifPresent(present -> present.touch(label));
    }
}
