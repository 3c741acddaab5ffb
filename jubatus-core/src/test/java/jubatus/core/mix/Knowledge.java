package jubatus.core.mix;

import java.util.Map;
import java.util.TreeMap;
import jubatus.core.bytes.ByteString;
import jubatus.core.classifier.Scores;
import jubatus.core.conversion.KeywordCounts;
import jubatus.core.feature.FeatureVector;
import jubatus.core.msgpack.MessageReader;
import jubatus.core.msgpack.MessageWriter;

/**
 * What a model knows of the samples of a simulation. Sample i has a label and a feature of its own, and counts as one document, so
 * that a model that lost it, or counted it twice, shows it.
 *
 * @param counts how often the model counted the label of each sample; a sample is missing if it did not
 * @param documents how often the model counted the feature of each sample
 * @param scores the score of each sample's label for its feature, where it is not 0
 */
record Knowledge(Map<Integer, Long> counts, Map<Integer, Long> documents, Map<Integer, Double> scores) {
    static ByteString label(int sample) {
        return ByteString.utf8("L" + sample);
    }

    static ByteString feature(int sample) {
        return ByteString.utf8("f" + sample);
    }

    static void learn(MixableModel model, int sample) {
        model.classifier().train(label(sample), vector(sample));
        model.weights().learnAgain(document(sample));
    }

    static Knowledge of(MixableModel model, int samples) {
        Map<ByteString, Long> labels = model.classifier().labels();
        KeywordCounts mixed = model.weights().mixed();
        KeywordCounts unmixed = model.weights().unmixed();
        var knowledge = new Knowledge(new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
        for (int sample = 0; sample < samples; sample++) {
            Long count = labels.get(label(sample));
            if (count != null) {
                knowledge.counts.put(sample, count);
            }
            double score = score(model, sample);
            if (score != 0) {
                knowledge.scores.put(sample, score);
            }
            double documents = mixed.documentFrequency(feature(sample)) + unmixed.documentFrequency(feature(sample));
            if (documents != 0) {
                knowledge.documents.put(sample, (long) documents);
            }
        }
        return knowledge;
    }

    private static double score(MixableModel model, int sample) {
        var scores = new Scores();
        model.classifier().classify(vector(sample), scores);
        for (int i = 0; i < scores.size(); i++) {
            if (scores.label(i).equals(label(sample))) {
                return scores.score(i);
            }
        }
        return 0;
    }

    private static FeatureVector vector(int sample) {
        var vector = new FeatureVector();
        vector.add(feature(sample), 1);
        vector.sortAndMerge();
        vector.hashNames();
        return vector;
    }

    private static KeywordCounts document(int sample) {
        MessageWriter out = MessageWriter.toArray();
        out.array(2);
        out.unsigned(1);
        out.array(1);
        out.map(1);
        out.raw(feature(sample));
        out.float64(1);
        return KeywordCounts.read(MessageReader.of(out.toBytes()));
    }
}
