package jubatus.core.mix;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import jubatus.core.bytes.ByteString;
import jubatus.core.classifier.Classifiers;
import jubatus.core.classifier.MixableClassifier;
import jubatus.core.classifier.Scores;
import jubatus.core.classifier.Snapshot;
import jubatus.core.config.ConfigReader;
import jubatus.core.config.EngineConfig;
import jubatus.core.config.Problems;
import jubatus.core.conversion.ConversionScratch;
import jubatus.core.conversion.Converter;
import jubatus.core.conversion.WeightManager;
import jubatus.core.datum.Datum;
import jubatus.core.datum.DatumCodec;
import jubatus.core.feature.FeatureVector;
import jubatus.core.msgpack.MessageReader;
import jubatus.core.msgpack.MessageWriter;
import jubatus.core.plugin.Plugins;
import jubatus.core.storage.Turns;

/** A server of a cluster without network and without faults: what it learned is in the next mix, so no increment stays on top. */
final class Member {
    private final EngineConfig config;
    private final Converter converter;
    private final MixDiffCodec codec;
    private final MixableClassifier classifier;
    private final WeightManager weights = new WeightManager();
    private final ConversionScratch scratch = new ConversionScratch();
    private final FeatureVector features = new FeatureVector();
    private final Datum datum = new Datum();

    Member(byte[] configText) {
        var problems = new Problems();
        config = ConfigReader.read(configText, problems);
        converter = Converter.build(config.converter(), Plugins.builtIn(), problems);
        problems.throwIfAny();
        codec = MixDiffCodec.of(config.learner());
        classifier = Classifiers.mixable(config.learner());
    }

    MixDiffCodec codec() {
        return codec;
    }

    /** Reads {@code [label, datum]} and learns it. */
    void train(MessageReader sample) {
        sample.readArrayOf(2);
        ByteString label = sample.readByteString();
        DatumCodec.read(sample, datum);
        converter.convertForTraining(datum, weights, scratch, features);
        features.hashNames();
        classifier.train(label, features);
    }

    /** Reads a datum; its labels and scores, sorted by label. */
    List<Object> classify(MessageReader query) {
        DatumCodec.read(query, datum);
        converter.convertForClassification(datum, weights, scratch, features);
        features.hashNames();
        var scores = new Scores();
        classifier.classify(features, scores);
        Map<Object, Object> sorted = Values.map();
        for (int i = 0; i < scores.size(); i++) {
            sorted.put(scores.label(i), scores.score(i));
        }
        var answer = new ArrayList<Object>();
        sorted.forEach((label, score) -> answer.add(List.of(label, score)));
        return answer;
    }

    boolean setLabel(ByteString label) {
        return classifier.setLabel(label);
    }

    Map<ByteString, Long> labels() {
        return classifier.labels();
    }

    byte[] getDiff() {
        classifier.takeIncrement();
        weights.takeIncrement();
        MessageWriter out = MessageWriter.toArray();
        codec.write(new MixDiff(classifier.difference(Turns.ALONE), KeywordDiff.of(weights)), out);
        return out.toBytes();
    }

    void putDiff(byte[] raw) {
        MixDiff mixed = codec.read(MessageReader.of(raw)).diff();
        classifier.put(mixed.classifier(), List.of(), Turns.ALONE);
        weights.put(mixed.keywords().counts(), List.of());
    }

    /** The mixed model. */
    byte[] getModel() {
        MessageWriter out = MessageWriter.toArray();
        out.array(2);
        try (Snapshot snapshot = classifier.mixedSnapshot()) {
            snapshot.write(out);
        }
        weights.writeMixed(out);
        return out.toBytes();
    }

    /** Takes a model over; this must be new. */
    void readModel(byte[] model) {
        MessageReader in = MessageReader.of(model);
        in.readArrayOf(2);
        classifier.readMixed(in);
        weights.read(in);
        weights.dropUnmixed();
    }
}
