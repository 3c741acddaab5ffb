package jubatus.core.mix;

import java.util.List;
import java.util.function.Consumer;
import jubatus.core.classifier.Increment;
import jubatus.core.classifier.MixableClassifier;
import jubatus.core.classifier.Snapshot;
import jubatus.core.conversion.WeightManager;
import jubatus.core.msgpack.MessageReader;
import jubatus.core.msgpack.MessageWriter;
import jubatus.core.storage.Turns;

/**
 * The two things that are mixed together: a classifier and the counters behind its weights.
 *
 * <p>Not synchronised: methods without {@link Turns} write to the classifier, but for {@link #generation} and {@link #read}. The weight
 * manager has a lock of its own, and others may count meanwhile.
 */
public record MixableModel(MixableClassifier classifier, WeightManager weights) {
    /** How many mixes the mixed model went through: the version of its weights or, without such, of the weight manager. */
    public long generation() {
        return classifier.version() != 0 ? classifier.version() : weights.version();
    }

    Learned takeIncrement(Turns turns) {
        var closed = new MixableClassifier.Closed[1];
        turns.write(() -> closed[0] = classifier.close());
        return read(closed[0], turns);
    }

    /** What was learned in an increment of the classifier that was just closed. */
    Learned read(MixableClassifier.Closed closed, Turns turns) {
        // Reading may fail and be tried again; what is counted meanwhile stays for that time.
        Increment learned = closed.read(turns);
        return new Learned(learned, weights.takeIncrement());
    }

    void put(MixDiff mixed, List<Learned> onTop, Turns turns) {
        classifier.put(
                mixed.classifier(), onTop.stream().map(Learned::classifier).toList(), turns);
        weights.put(
                mixed.keywords().counts(), onTop.stream().map(Learned::keywords).toList());
    }

    void putOnTop(Learned increment) {
        classifier.putOnTop(increment.classifier());
        weights.putOnTop(increment.keywords());
    }

    void learnAgain(Learned pending) {
        classifier.learnAgain(pending.classifier());
        weights.learnAgain(pending.keywords());
    }

    /** The classifier, which knows nothing any more, and a new weight manager. */
    MixableModel cleared() {
        classifier.clear();
        return new MixableModel(classifier, weights.cleared());
    }

    /**
     * The fetched model, whose classifier has all increments that it lacks on top, with what was learned here since: its classifier, and
     * this weight manager, so that those who count at this moment do not count into something that is dropped.
     */
    MixableModel replacedBy(MixableModel fetched, Increment learnedSince) {
        fetched.classifier.continueKeys(classifier);
        fetched.classifier.learnAgain(learnedSince);
        return new MixableModel(fetched.classifier, weights);
    }

    /** The mixed model as {@code [classifier_part, weight_manager]} (03 §8.1), without any un-mixed learning. */
    Snapshot mixedSnapshot() {
        return snapshot(classifier.mixedSnapshot(), weights.mixedWriter());
    }

    /** The model as {@code [classifier_part, weight_manager]} with all that was learned. */
    Snapshot snapshot() {
        return snapshot(classifier.snapshot(), weights.snapshot());
    }

    private static Snapshot snapshot(Snapshot classifier, Consumer<MessageWriter> weights) {
        return new Snapshot() {
            @Override
            public void write(MessageWriter out) {
                out.array(2);
                classifier.write(out);
                weights.accept(out);
            }

            @Override
            public void close() {
                classifier.close();
            }
        };
    }

    /**
     * Reads what {@link #snapshot} or {@link #mixedSnapshot}, an original or a standalone server wrote into this model, which must be
     * new.
     *
     * @return the un-mixed learning that came with it, which is not applied
     */
    public Learned readMixed(MessageReader in) {
        in.readArrayOf(2);
        Increment unmixed = classifier.readMixed(in);
        weights.read(in);
        return new Learned(unmixed, weights.dropUnmixed());
    }
}
