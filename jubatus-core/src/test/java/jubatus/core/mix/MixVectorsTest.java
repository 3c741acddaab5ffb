package jubatus.core.mix;

import static jubatus.core.classifier.Features.label;
import static jubatus.core.classifier.Features.vector;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import jubatus.core.classifier.Classifiers;
import jubatus.core.classifier.MixableClassifier;
import jubatus.core.classifier.Snapshot;
import jubatus.core.config.LearnerConfig;
import jubatus.core.config.LearnerConfig.Rule;
import jubatus.core.conversion.KeywordCounts;
import jubatus.core.conversion.WeightManager;
import jubatus.core.msgpack.MessageReader;
import jubatus.core.msgpack.MessageWriter;
import jubatus.core.storage.Turns;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The mix of two perceptrons, byte by byte, of 03 §10.2. */
class MixVectorsTest {
    private static final String EMPTY = "9392019290910080929500918091809180809100";
    private static final String FIRST = "939201929192a1669192a14193cb4000000000000000cb0000000000000000cb000000000000"
            + "0000910081a141019295019181af664073706163652362696e2f696466cb3ff00000000000009180918081a16bcb3fe0000000000000"
            + "9100";
    private static final String SECOND = "939201929292a1669192a14293cb3ff0000000000000cb0000000000000000cb00000000000"
            + "0000092a1679292a14293cbbff0000000000000cb0000000000000000cb000000000000000092a14193cb3ff0000000000000cb000000"
            + "0000000000cb0000000000000000910082a14101a1420192950091809180918081a16bcb3fd00000000000009100";
    private static final String MIXED = "939202929292a1669292a14293cb3fe0000000000000cb0000000000000000cb000000000000"
            + "000092a14193cb3ff0000000000000cb0000000000000000cb000000000000000092a1679292a14193cb3fe0000000000000cb0000000"
            + "000000000cb000000000000000092a14293cbbfe0000000000000cb0000000000000000cb0000000000000000910082a14102a1420192"
            + "95019181af664073706163652362696e2f696466cb3ff00000000000009180918081a16bcb3fd00000000000009100";
    private static final String CLASSIFIER_AFTER = "929482a166820093cb3ff0000000000000cb0000000000000000cb00000000000"
            + "000000193cb3fe0000000000000cb0000000000000000cb0000000000000000a167820093cb3fe0000000000000cb0000000000000000"
            + "cb00000000000000000193cbbfe0000000000000cb0000000000000000cb00000000000000009382a14100a142018200a14101a142028"
            + "091019382a14102a14201809101";
    private static final String WEIGHTS_AFTER = "93910195009180918091808095019181af664073706163652362696e2f696466cb3f"
            + "f00000000000009180918081a16bcb3fd0000000000000";

    private static final LearnerConfig CONFIG = new LearnerConfig.Linear(Rule.PERCEPTRON, 1, Optional.empty());

    private final MixDiffCodec codec = MixDiffCodec.of(CONFIG);
    private final MixableClassifier first = Classifiers.mixable(CONFIG);
    private final WeightManager firstWeights = new WeightManager();
    private final MixableClassifier second = Classifiers.mixable(CONFIG);
    private final WeightManager secondWeights = new WeightManager();

    @BeforeEach
    void learn() {
        first.train(label("A"), vector("f", 2));
        firstWeights.learnAgain(
                counts("95019181af664073706163652362696e2f696466cb3ff00000000000009180918081a16bcb3fe0000000000000"));
        second.train(label("B"), vector("f", 1));
        second.train(label("A"), vector("g", 1));
        secondWeights.learnAgain(counts("950091809180918081a16bcb3fd0000000000000"));
    }

    @Test
    void write_nothingLearned_isTheOriginalsBytes() {
        assertThat(written(diff(Classifiers.mixable(CONFIG), new WeightManager())))
                .isEqualTo(EMPTY);
    }

    @Test
    void write_oneSample_isTheOriginalsBytes() {
        assertThat(written(diff(first, firstWeights))).isEqualTo(FIRST);
    }

    @Test
    void write_twoSamples_saysWhatTheOriginalSays() {
        assertThat(plain(written(diff(second, secondWeights)))).isEqualTo(plain(SECOND));
    }

    @Test
    void fold_diffsOfTheOriginal_saysWhatTheOriginalsFoldSays() {
        var fold = new Fold(read(FIRST));
        fold.add(read(SECOND));

        assertThat(plain(written(fold.result()))).isEqualTo(plain(MIXED));
    }

    @Test
    void put_mixedDiffOfTheOriginal_leavesTheOriginalsModel() {
        first.takeIncrement();
        firstWeights.takeIncrement();
        MixDiff mixed = read(MIXED);

        first.put(mixed.classifier(), List.of(), Turns.ALONE);
        firstWeights.put(mixed.keywords().counts(), List.of());

        MessageWriter out = MessageWriter.toArray();
        out.array(2);
        first.write(out);
        firstWeights.write(out);
        // Features and labels are put in the order of the diff here, so the order in the maps differs from the
        // original's.
        assertThat(Values.unpack(out.toBytes())).isEqualTo(Values.unpack("92" + CLASSIFIER_AFTER + WEIGHTS_AFTER));
        assertThat(hex(firstWeights)).isEqualTo(WEIGHTS_AFTER);
    }

    /** The original gives its un-mixed learning away with its model, and a newcomer hands it out a second time (03 §5.6). */
    @Test
    void mixedSnapshot_nothingMixedYet_hasLabelsButNoLearning() {
        MessageWriter out = MessageWriter.toArray();
        try (Snapshot snapshot = first.mixedSnapshot()) {
            snapshot.write(out);
        }
        assertThat(HexFormat.of().formatHex(out.toBytes()))
                .isEqualTo("9294809381a141008100a1410180910093" + "80809100");
    }

    private static KeywordCounts counts(String hex) {
        return KeywordCounts.read(MessageReader.of(HexFormat.of().parseHex(hex)));
    }

    private static MixDiff diff(MixableClassifier classifier, WeightManager weights) {
        classifier.takeIncrement();
        return new MixDiff(classifier.difference(Turns.ALONE), KeywordDiff.of(weights));
    }

    private MixDiff read(String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        return codec.read(MessageReader.of(bytes)).diff();
    }

    private String written(MixDiff diff) {
        MessageWriter out = MessageWriter.toArray();
        codec.write(diff, out);
        return HexFormat.of().formatHex(out.toBytes());
    }

    private static String hex(WeightManager weights) {
        MessageWriter out = MessageWriter.toArray();
        weights.write(out);
        return HexFormat.of().formatHex(out.toBytes());
    }

    private static Object plain(String hex) {
        return Plain.linearDiff(Values.unpack(hex));
    }
}
