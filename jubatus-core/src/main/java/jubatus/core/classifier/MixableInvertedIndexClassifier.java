package jubatus.core.classifier;

import java.util.List;
import java.util.Map;
import jubatus.core.bytes.ByteString;
import jubatus.core.config.LearnerConfig;
import jubatus.core.msgpack.MessageReader;
import jubatus.core.storage.IndexCells;
import jubatus.core.storage.IndexMix;
import jubatus.core.storage.InvertedIndexSnapshot;
import jubatus.core.storage.Turns;

/** An {@link InvertedIndexClassifier} of a distributed server. */
final class MixableInvertedIndexClassifier extends InvertedIndexClassifier implements MixableClassifier {
    private final IndexMix mix = new IndexMix(index());

    MixableInvertedIndexClassifier(LearnerConfig.InvertedIndex config, long seed) {
        super(config, seed, true);
    }

    @Override
    public Closed close() {
        var increment = new Increment.Cells(mix.takeIncrement(), counts().takeIncrement());
        return turns -> increment;
    }

    @Override
    public ClassifierDiff difference(Turns turns) {
        var difference = new ClassifierDiff[1];
        turns.write(() -> difference[0] = new ClassifierDiff.Cells(mix.handedOut(), counts().handedOut()));
        return difference[0];
    }

    @Override
    public ClassifierDiff emptyDifference() {
        return new ClassifierDiff.Cells(new IndexCells(), Map.of());
    }

    @Override
    public long version() {
        return 0;
    }

    @Override
    public void put(ClassifierDiff mixed, List<Increment> onTop, Turns turns) {
        var diff = (ClassifierDiff.Cells) mixed;
        List<IndexCells> cells = onTop.stream().map(i -> cells(i).cells()).toList();
        List<Map<ByteString, Long>> labels =
                onTop.stream().map(i -> cells(i).counts()).toList();
        turns.write(() -> {
            mix.put(diff.cells(), cells);
            counts().put(diff.counts(), labels);
        });
    }

    @Override
    public void putOnTop(Increment increment) {
        mix.putOnTop(cells(increment).cells());
        counts().putOnTop(cells(increment).counts());
    }

    @Override
    public void learnAgain(Increment pending) {
        mix.learnAgain(cells(pending).cells());
        counts().learnAgain(cells(pending).counts());
    }

    @Override
    public Snapshot mixedSnapshot() {
        return snapshot(InvertedIndexSnapshot::writeMixed, counts()::writeMixed);
    }

    @Override
    public Increment readMixed(MessageReader in) {
        read(in);
        IndexCells unmixed = mix.difference();
        index().dropUnmixed();
        return new Increment.Cells(unmixed, counts().dropUnmixed());
    }

    private static Increment.Cells cells(Increment increment) {
        return (Increment.Cells) increment;
    }
}
