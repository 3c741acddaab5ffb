package jubatus.core.classifier;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import jubatus.core.bytes.ByteString;
import jubatus.core.config.LearnerConfig.NearestNeighbor;
import jubatus.core.msgpack.MessageReader;
import jubatus.core.msgpack.MessageWriter;
import jubatus.core.storage.LabelCounts;
import jubatus.core.storage.Row;
import jubatus.core.storage.RowLabels;
import jubatus.core.storage.RowMix;
import jubatus.core.storage.Turns;

/** A {@link NearestNeighborClassifier} of a distributed server. Its label counts are those of its rows (03 §8.3). */
final class MixableNearestNeighborClassifier extends NearestNeighborClassifier implements MixableClassifier {
    private final RowMix mix = new RowMix(table());
    /** Made known by {@code set_label} since the last hand-out; no row tells of them. */
    private Set<ByteString> newLabels = new TreeSet<>();

    MixableNearestNeighborClassifier(NearestNeighbor config, Predicate<ByteString> sticky, long seed) {
        super(config, sticky, seed, true);
    }

    @Override
    public Optional<PushableRows> pushableRows() {
        return Optional.of(new PushableRows(mix, this::push));
    }

    private List<ByteString> push(List<Row> rows) {
        List<ByteString> added = mix.push(rows, this::touch);
        recount();
        return added;
    }

    @Override
    public boolean setLabel(ByteString label) {
        boolean added = super.setLabel(label);
        if (added) {
            newLabels.add(label);
        }
        return added;
    }

    @Override
    public boolean deleteLabel(ByteString label) {
        newLabels.remove(label);
        return super.deleteLabel(label);
    }

    @Override
    public void clear() {
        newLabels.clear();
        super.clear();
    }

    @Override
    public Closed close() {
        var increment = new Increment.Rows(mix.takeIncrement(), newLabels);
        newLabels = new TreeSet<>();
        return turns -> increment;
    }

    @Override
    public ClassifierDiff difference(Turns turns) {
        var rows = new ArrayList<Row>();
        turns.write(() -> rows.addAll(mix.handedOut()));
        return new ClassifierDiff.Rows(table().schema(), rows);
    }

    @Override
    public ClassifierDiff emptyDifference() {
        return new ClassifierDiff.Rows(table().schema(), List.of());
    }

    @Override
    public long version() {
        return 0;
    }

    /** The unlearner is told of every row, and its answer does not matter, as in the original. */
    @Override
    public void put(ClassifierDiff mixed, List<Increment> onTop, Turns turns) {
        List<Row> rows = ((ClassifierDiff.Rows) mixed).rows();
        List<List<Row>> rowsOnTop =
                onTop.stream().map(increment -> rows(increment).rows()).toList();
        turns.write(() -> {
            mix.put(rows, rowsOnTop, this::touch);
            onTop.forEach(increment -> rows(increment).labels().forEach(counts()::add));
            recount();
        });
    }

    @Override
    public void putOnTop(Increment increment) {
        mix.putOnTop(rows(increment).rows(), this::touch);
        rows(increment).labels().forEach(counts()::add);
        recount();
    }

    @Override
    public void learnAgain(Increment pending) {
        mix.learnAgain(rows(pending).rows(), this::touch);
        rows(pending).labels().forEach(this::setLabel);
        recount();
    }

    @Override
    public Snapshot mixedSnapshot() {
        Set<ByteString> unmixed = Set.copyOf(mix.unmixedKeys());
        return snapshot(id -> !unmixed.contains(id), this::writeMixedCounts);
    }

    /** Writes the counts as they were without the un-mixed rows; a label with no other rows is left out. */
    private void writeMixedCounts(MessageWriter out) {
        Map<ByteString, Long> mixed = new TreeMap<>(counts().all());
        for (Row row : mix.difference()) {
            mixed.computeIfPresent(RowLabels.labelOf(row.key()), (label, count) -> count == 1 ? null : count - 1);
        }
        var copy = new LabelCounts();
        copy.recount(mixed);
        copy.write(out);
    }

    /** All rows of a model are mixed ones: an original does not tell them apart, and putting one of ours twice changes nothing. */
    @Override
    public Increment readMixed(MessageReader in) {
        read(in);
        return new Increment.Rows(List.of(), Set.of());
    }

    @Override
    public List<ByteString> unmixedKeys() {
        return mix.unmixedKeys();
    }

    @Override
    public Increment separate(List<ByteString> keys) {
        var separated = new Increment.Rows(mix.separate(keys), Set.of());
        recount();
        return separated;
    }

    private void touch(ByteString id) {
        unlearner().ifPresent(present -> present.touch(id));
    }

    private static Increment.Rows rows(Increment increment) {
        return (Increment.Rows) increment;
    }
}
