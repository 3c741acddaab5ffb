package jubatus.core.mix;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import jubatus.core.bytes.ByteString;
import jubatus.core.classifier.ClassifierDiff;
import jubatus.core.classifier.Classifiers;
import jubatus.core.classifier.MixableClassifier;
import jubatus.core.config.LearnerConfig;
import jubatus.core.conversion.KeywordCounts;
import jubatus.core.feature.FeatureVector;
import jubatus.core.msgpack.MessageReader;
import jubatus.core.msgpack.MessageWriter;
import jubatus.core.storage.LabeledEntries;
import jubatus.core.storage.Turns;

/** Diffs as servers of one configuration hand them out after some random training. */
final class RandomDiffs {
    private static final ByteString[] LABELS = {
        ByteString.utf8("A"),
        ByteString.EMPTY,
        ByteString.utf8("政治"),
        ByteString.copyOf(new byte[] {(byte) 0xff, '_', 'x'})
    };

    private final LearnerConfig config;
    private final Random random;

    RandomDiffs(LearnerConfig config, Random random) {
        this.config = config;
        this.random = random;
    }

    /** The diff of a server that learned so many samples. */
    MixDiff next(int samples) {
        MixableClassifier classifier = Classifiers.mixable(config);
        for (int i = 0; i < samples; i++) {
            classifier.train(LABELS[random.nextInt(LABELS.length)], vector());
        }
        classifier.takeIncrement();
        return new MixDiff(classifier.difference(Turns.ALONE), new KeywordDiff(random.nextLong() >>> 2, keywords()));
    }

    private FeatureVector vector() {
        var vector = new FeatureVector();
        for (int i = random.nextInt(6); i >= 0; i--) {
            vector.add(ByteString.utf8("f" + random.nextInt(60)), random.nextGaussian());
        }
        vector.sortAndMerge();
        vector.hashNames();
        return vector;
    }

    /** Counts that each name occurs in, with two significant digits, so that sums are exact. */
    KeywordCounts keywords() {
        MessageWriter out = MessageWriter.toArray();
        out.array(5);
        out.unsigned(random.nextInt(100));
        for (int i = 0; i < 3; i++) {
            out.array(1);
            writeNames(out);
        }
        writeNames(out);
        return KeywordCounts.read(MessageReader.of(out.toBytes()));
    }

    private void writeNames(MessageWriter out) {
        Map<ByteString, Integer> names = new TreeMap<>();
        for (int i = random.nextInt(30); i > 0; i--) {
            names.put(ByteString.utf8("name" + random.nextInt(50)), random.nextInt(20));
        }
        out.map(names.size());
        names.forEach((name, count) -> {
            out.raw(name);
            out.float64(count);
        });
    }

    /** A linear diff of given entries: {@code feature, label, weight, covariance, feature, …}. */
    static ClassifierDiff.Linear linear(long servers, long version, Map<ByteString, Long> counts, Object... entries) {
        Map<String, double[]> weights = new LinkedHashMap<>();
        for (int i = 0; i < entries.length; i += 4) {
            double[] entry = {((Number) entries[i + 2]).doubleValue(), ((Number) entries[i + 3]).doubleValue()};
            weights.put(entries[i] + "/" + entries[i + 1], entry);
        }
        return new ClassifierDiff.Linear(servers, version, LabeledEntries.weights(weights), counts);
    }
}
