package jubatus.core.classifier;

import static jubatus.core.classifier.Features.label;
import static jubatus.core.classifier.Features.vector;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import jubatus.core.bytes.ByteString;
import jubatus.core.config.LearnerConfig;
import jubatus.core.config.LearnerConfig.Hash;
import jubatus.core.config.LearnerConfig.InvertedIndex;
import jubatus.core.config.LearnerConfig.Linear;
import jubatus.core.config.LearnerConfig.NearestNeighbor;
import jubatus.core.config.LearnerConfig.Rule;
import jubatus.core.config.LearnerConfig.Similarity;
import jubatus.core.config.UnlearnerConfig;
import jubatus.core.msgpack.MessageReader;
import jubatus.core.msgpack.MessageWriter;
import jubatus.core.storage.LabeledEntries;
import jubatus.core.storage.LabeledWeights;
import jubatus.core.storage.Turns;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every mixable classifier does between hand-out and mix, where an original loses or doubles. */
class MixableClassifierTest {
    static Stream<LearnerConfig> configurations() {
        return Stream.of(
                new Linear(Rule.AROW, 1, Optional.empty()),
                new NearestNeighbor(Hash.EUCLID_LSH, 64, 3, 1, 1, Optional.empty()),
                new InvertedIndex(Similarity.COSINE, 3, 1));
    }

    /** An original's hand-out of after the mix would be empty, and the second sample gone from its own model too. */
    @ParameterizedTest
    @MethodSource("configurations")
    void put_sampleLearnedAfterTheHandOut_countsOnce(LearnerConfig config) {
        MixableClassifier classifier = Classifiers.mixable(config);
        classifier.train(label("A"), vector("x", 1));
        classifier.takeIncrement();
        ClassifierDiff handedOut = classifier.difference(Turns.ALONE);
        classifier.train(label("B"), vector("y", 2));

        classifier.put(handedOut, List.of(), Turns.ALONE);

        assertThat(classifier.labels()).isEqualTo(Map.of(label("A"), 1L, label("B"), 1L));
        assertThat(classifier.takeIncrement().isEmpty()).isFalse();
        classifier.put(classifier.difference(Turns.ALONE), List.of(), Turns.ALONE);
        assertThat(classifier.labels()).isEqualTo(Map.of(label("A"), 1L, label("B"), 1L));
        assertThat(classifier.takeIncrement().isEmpty()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("configurations")
    void put_incrementThatTheMixLacks_staysOnTopAndIsHandedOutAgain(LearnerConfig config) {
        MixableClassifier classifier = Classifiers.mixable(config);
        classifier.train(label("A"), vector("x", 1));
        Increment missed = classifier.takeIncrement();
        List<Object> before = scores(classifier);

        classifier.put(Classifiers.mixable(config).difference(Turns.ALONE), List.of(missed), Turns.ALONE);

        assertThat(scores(classifier)).isEqualTo(before);
        MixableClassifier peer = Classifiers.mixable(config);
        peer.put(classifier.difference(Turns.ALONE), List.of(), Turns.ALONE);
        assertThat(scores(peer)).isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("configurations")
    void putOnTop_incrementOfAnother_bringsItsSamplesOver(LearnerConfig config) {
        MixableClassifier origin = Classifiers.mixable(config);
        origin.train(label("A"), vector("x", 1, "y", -1));
        origin.train(label("B"), vector("x", -1));
        MixableClassifier heir = Classifiers.mixable(config);

        heir.putOnTop(origin.takeIncrement());

        assertThat(scores(heir)).isEqualTo(scores(origin));
        assertThat(heir.labels()).isEqualTo(origin.labels());
        assertThat(heir.takeIncrement().isEmpty())
                .as("it was handed out before")
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("configurations")
    void learnAgain_whatWasPending_belongsToTheNextIncrement(LearnerConfig config) {
        MixableClassifier origin = Classifiers.mixable(config);
        origin.train(label("A"), vector("x", 1));
        MixableClassifier heir = Classifiers.mixable(config);

        heir.learnAgain(origin.takeIncrement());

        assertThat(heir.takeIncrement().isEmpty()).isFalse();
        assertThat(heir.labels()).isEqualTo(Map.of(label("A"), 1L));
    }

    /** A newcomer to an original takes its un-mixed learning over as its own and hands it out a second time (03 §5.6). */
    @ParameterizedTest
    @MethodSource("configurations")
    void readMixed_modelOfTheMixedSnapshot_hasNothingToHandOut(LearnerConfig config) {
        MixableClassifier source = Classifiers.mixable(config);
        source.train(label("A"), vector("x", 1));
        source.takeIncrement();
        source.put(source.difference(Turns.ALONE), List.of(), Turns.ALONE);
        source.train(label("B"), vector("x", -1));
        MixableClassifier newcomer = Classifiers.mixable(config);

        Increment unmixed = newcomer.readMixed(mixedModel(source));

        assertThat(unmixed.isEmpty()).isTrue();
        assertThat(newcomer.labels()).isEqualTo(Map.of(label("A"), 1L));
        assertThat(newcomer.takeIncrement().isEmpty()).isTrue();
        assertThat(newcomer.version()).isEqualTo(source.version());
    }

    @ParameterizedTest
    @MethodSource("configurations")
    void mixedSnapshot_learningAndMixingGoOn_isOfTheMomentWhenItWasTaken(LearnerConfig config) {
        MixableClassifier source = Classifiers.mixable(config);
        source.train(label("A"), vector("x", 1));
        source.takeIncrement();
        source.put(source.difference(Turns.ALONE), List.of(), Turns.ALONE);
        source.train(label("B"), vector("x", -1));
        byte[] atThatMoment = bytes(source.mixedSnapshot());

        Snapshot snapshot = source.mixedSnapshot();
        source.train(label("C"), vector("x", 2, "y", 1));
        source.takeIncrement();
        source.put(source.difference(Turns.ALONE), List.of(), Turns.ALONE);

        assertThat(bytes(snapshot)).isEqualTo(atThatMoment);
    }

    /** An original's model says of weights and cells, but not of rows, what is un-mixed. */
    @Test
    void readMixed_modelWithUnmixedLearning_setsItApart() {
        LearnerConfig config = new Linear(Rule.PERCEPTRON, 1, Optional.empty());
        MixableClassifier source = Classifiers.mixable(config);
        source.train(label("A"), vector("x", 1));
        MessageWriter out = MessageWriter.toArray();
        source.write(out);
        MixableClassifier newcomer = Classifiers.mixable(config);

        Increment unmixed = newcomer.readMixed(MessageReader.of(out.toBytes()));

        assertThat(newcomer.labels()).isEmpty();
        newcomer.putOnTop(unmixed);
        assertThat(scores(newcomer)).isEqualTo(scores(source));
        assertThat(newcomer.labels()).isEqualTo(source.labels());
    }

    @Test
    void put_rowsOfPeers_countsLabelsByRowAndKeepsThoseThatHaveNone() {
        LearnerConfig config = new NearestNeighbor(Hash.LSH, 64, 3, 1, 1, Optional.empty());
        MixableClassifier peer = Classifiers.mixable(config);
        peer.train(label("A"), vector("x", 1));
        peer.train(label("A"), vector("x", 2));
        peer.takeIncrement();
        MixableClassifier classifier = Classifiers.mixable(config);
        classifier.setLabel(label("extra"));
        Increment set = classifier.takeIncrement();

        classifier.put(peer.difference(Turns.ALONE), List.of(set), Turns.ALONE);
        classifier.put(peer.difference(Turns.ALONE), List.of(), Turns.ALONE);

        assertThat(classifier.labels()).isEqualTo(Map.of(label("A"), 2L, label("extra"), 0L));
    }

    /** 03 §6.4: the unlearner hears of every label in the order of the diff, and entries of labels it forgot are not taken. */
    @Test
    void put_moreLabelsThanTheUnlearnerKeeps_takesTheLast() {
        var unlearner = new UnlearnerConfig.Lru(2, Optional.empty());
        MixableClassifier classifier = Classifiers.mixable(new Linear(Rule.PA, 1, Optional.of(unlearner)));
        classifier.train(label("old"), vector("x", 1));
        classifier.takeIncrement();
        classifier.put(classifier.difference(Turns.ALONE), List.of(), Turns.ALONE);
        LabeledWeights weights = LabeledEntries.weights("A/A", 1, 0, "B/B", 1, 0, "C/C", 1, 0);

        classifier.put(new ClassifierDiff.Linear(1, 1, weights, Map.of()), List.of(), Turns.ALONE);

        var scores = new Scores();
        classifier.classify(vector("x", 1), scores);
        assertThat(List.of(scores.label(0), scores.label(1))).containsExactlyInAnyOrder(label("B"), label("C"));
        assertThat(scores.size()).isEqualTo(2);
        assertThat(classifier.labels()).as("evicted from the counts too").doesNotContainKey(label("old"));
    }

    /** Else it would stay for ever: what the unlearner does not know it cannot evict. */
    @Test
    void put_incrementWithALabelThatWasEvicted_doesNotBringItBack() {
        MixableClassifier classifier = Classifiers.mixable(keepingOneLabel());
        classifier.train(label("old"), vector("x", 1));
        Increment handedOut = classifier.takeIncrement();
        classifier.train(label("new"), vector("x", 1));

        classifier.put(classifier.emptyDifference(), List.of(handedOut), Turns.ALONE);

        assertThat(scored(classifier)).containsExactly(label("new"));
    }

    @Test
    void putOnTop_labelThatTheUnlearnerDoesNotKnow_takesTheRoomOfAnother() {
        MixableClassifier origin = Classifiers.mixable(keepingOneLabel());
        origin.train(label("mine"), vector("x", 1));
        MixableClassifier heir = Classifiers.mixable(keepingOneLabel());
        heir.train(label("theirs"), vector("x", 1));

        heir.putOnTop(origin.takeIncrement());

        assertThat(scored(heir)).containsExactly(label("mine"));
    }

    private static LearnerConfig keepingOneLabel() {
        return new Linear(Rule.PA, 1, Optional.of(new UnlearnerConfig.Lru(1, Optional.empty())));
    }

    /** The labels that get scores. */
    private static List<ByteString> scored(Classifier classifier) {
        var scores = new Scores();
        classifier.classify(vector("x", 1), scores);
        return IntStream.range(0, scores.size()).mapToObj(scores::label).toList();
    }

    @Test
    void put_moreRowsThanTheUnlearnerKeeps_keepsTheLast() {
        var unlearner = new UnlearnerConfig.Random(2, OptionalLong.of(1));
        var config = new NearestNeighbor(Hash.LSH, 64, 9, 1, 1, Optional.of(unlearner));
        MixableClassifier peer = Classifiers.mixable(new NearestNeighbor(Hash.LSH, 64, 9, 1, 1, Optional.empty()));
        for (int i = 0; i < 5; i++) {
            peer.train(label("A"), vector("x", i + 1));
        }
        peer.takeIncrement();
        MixableClassifier classifier = Classifiers.mixable(config);

        classifier.put(peer.difference(Turns.ALONE), List.of(), Turns.ALONE);

        assertThat(classifier.labels()).isEqualTo(Map.of(label("A"), 2L));
    }

    private static MessageReader mixedModel(MixableClassifier source) {
        return MessageReader.of(bytes(source.mixedSnapshot()));
    }

    private static byte[] bytes(Snapshot snapshot) {
        MessageWriter out = MessageWriter.toArray();
        try (snapshot) {
            snapshot.write(out);
        }
        return out.toBytes();
    }

    /** Labels with their scores for one query. */
    private static List<Object> scores(Classifier classifier) {
        var scores = new Scores();
        classifier.classify(Features.query("x", 1, "y", 0.5), scores);
        var answer = new ArrayList<Object>();
        for (int i = 0; i < scores.size(); i++) {
            ByteString name = scores.label(i);
            answer.add(List.of(name, scores.score(i)));
        }
        return answer;
    }
}
