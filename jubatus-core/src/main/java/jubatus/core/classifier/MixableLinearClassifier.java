package jubatus.core.classifier;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import jubatus.core.bytes.ByteString;
import jubatus.core.msgpack.MessageReader;
import jubatus.core.storage.LabeledWeights;
import jubatus.core.storage.LinearMix;
import jubatus.core.storage.LinearSnapshot;
import jubatus.core.storage.LinearStorageReader;
import jubatus.core.storage.Turns;

/** A {@link LinearClassifier} of a distributed server. */
final class MixableLinearClassifier extends LinearClassifier implements MixableClassifier {
    private final LinearMix mix = new LinearMix(storage());

    MixableLinearClassifier(LearningRule rule, Optional<Function<Consumer<ByteString>, Unlearner>> unlearner) {
        super(rule, true, unlearner);
    }

    @Override
    public Closed close() {
        mix.close();
        Map<ByteString, Long> counts = counts().takeIncrement();
        return turns -> new Increment.Linear(mix.readClosed(turns), counts);
    }

    @Override
    public ClassifierDiff difference(Turns turns) {
        Map<ByteString, Long> counts = new TreeMap<>();
        turns.write(() -> counts.putAll(counts().handedOut()));
        return new ClassifierDiff.Linear(1, version(), mix.difference(turns), counts);
    }

    @Override
    public ClassifierDiff emptyDifference() {
        return new ClassifierDiff.Linear(1, version(), LabeledWeights.EMPTY, Map.of());
    }

    @Override
    public int unmixedFeatures() {
        return storage().unmixedRowCount();
    }

    @Override
    public long version() {
        return storage().version();
    }

    @Override
    public void put(ClassifierDiff mixed, List<Increment> onTop, Turns turns) {
        var diff = (ClassifierDiff.Linear) mixed;
        List<LabeledWeights> weights =
                onTop.stream().map(i -> linear(i).weights()).toList();
        List<Map<ByteString, Long>> labels =
                onTop.stream().map(i -> linear(i).counts()).toList();
        Predicate<ByteString> accepted = acceptedLabels(diff.weights(), turns);
        mix.put(diff.weights(), accepted, weights, turns, () -> counts().put(diff.counts(), labels));
    }

    @Override
    public void putOnTop(Increment increment) {
        LabeledWeights weights = linear(increment).weights();
        mix.putOnTop(weights, labelsWithRoom(weights));
        counts().putOnTop(linear(increment).counts());
    }

    @Override
    public void learnAgain(Increment pending) {
        LabeledWeights weights = linear(pending).weights();
        mix.learnAgain(weights, labelsWithRoom(weights));
        counts().learnAgain(linear(pending).counts());
    }

    @Override
    public Snapshot mixedSnapshot() {
        return snapshot(storage().snapshot(), LinearSnapshot::writeMixedModel, counts()::writeMixed);
    }

    @Override
    public Increment readMixed(MessageReader in) {
        in.readArrayOf(unlearner().isPresent() ? 3 : 2);
        unlearner().ifPresent(present -> present.read(in));
        LabeledWeights unmixed = new LinearStorageReader(storage()).read(in);
        counts().read(in);
        return new Increment.Linear(unmixed, counts().dropUnmixed());
    }

    /** The unlearner is told of every label of a diff, in its order; entries of labels that it does not remember are not taken. */
    private Predicate<ByteString> acceptedLabels(LabeledWeights diff, Turns turns) {
        if (unlearner().isEmpty()) {
            return label -> true;
        }
        Unlearner present = unlearner().get();
        turns.write(diff.entries(), (from, to) -> {
            for (int entry = from; entry < to; entry++) {
                present.touch(diff.labels().get(diff.slot(entry)));
            }
        });
        return present::exists;
    }

    /** The unlearner is told of labels that it does not know, as if they were learned now. */
    private Predicate<ByteString> labelsWithRoom(LabeledWeights increment) {
        if (unlearner().isEmpty()) {
            return label -> true;
        }
        Unlearner present = unlearner().get();
        increment.labels().stream().filter(label -> !present.exists(label)).forEach(present::touch);
        return present::exists;
    }

    private static Increment.Linear linear(Increment increment) {
        return (Increment.Linear) increment;
    }
}
