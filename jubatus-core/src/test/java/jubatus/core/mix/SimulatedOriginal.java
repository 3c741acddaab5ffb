package jubatus.core.mix;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import jubatus.core.bytes.ByteString;
import jubatus.core.classifier.ClassifierDiff;
import jubatus.core.conversion.KeywordCounts;
import jubatus.core.msgpack.MessageReader;
import jubatus.core.msgpack.MessageWriter;
import jubatus.core.storage.LabeledEntries;
import jubatus.core.storage.LabeledWeights;

/** An original server with a linear learner, with its bugs: what 03 §5.5–5.7 say that it does in a mix. */
final class SimulatedOriginal {
    private final Map<Integer, Double> mixedWeights = new TreeMap<>();
    private final Map<Integer, Double> weights = new TreeMap<>();
    private final Map<Integer, Long> mixedLabels = new TreeMap<>();
    private final Map<Integer, Long> labels = new TreeMap<>();
    private final Map<Integer, Long> mixedDocuments = new TreeMap<>();
    private final Map<Integer, Long> documents = new TreeMap<>();
    private long version;
    private boolean obsolete;

    long version() {
        return version;
    }

    boolean isObsolete() {
        return obsolete;
    }

    void learn(int sample) {
        weights.put(sample, .5);
        labels.merge(sample, 1L, Long::sum);
        documents.merge(sample, 1L, Long::sum);
    }

    /** Samples whose weights no mix holds. */
    Set<Integer> unmixed() {
        return new TreeSet<>(weights.keySet());
    }

    MixDiff getDiff() {
        Map<String, double[]> diff = new TreeMap<>();
        weights.forEach((sample, weight) ->
                diff.put(Knowledge.feature(sample) + "/" + Knowledge.label(sample), new double[] {weight, 0}));
        return new MixDiff(
                new ClassifierDiff.Linear(1, version, LabeledEntries.weights(diff), named(labels)),
                new KeywordDiff(version, counts(documents)));
    }

    /** Label counts are merged and cleared whatever becomes of the rest. */
    void putDiff(MixDiff mixed, int samples) {
        var linear = (ClassifierDiff.Linear) mixed.classifier();
        numbered(linear.counts()).forEach((sample, count) -> mixedLabels.merge(sample, count, Long::sum));
        labels.clear();
        obsolete = linear.version() != version;
        if (obsolete) {
            return;
        }
        samplesIn(mixed).forEach((sample, weight) -> mixedWeights.merge(sample, weight, Double::sum));
        for (int sample = 0; sample < samples; sample++) {
            double count = mixed.keywords().counts().documentFrequency(Knowledge.feature(sample));
            if (count != 0) {
                mixedDocuments.merge(sample, (long) count, Long::sum);
            }
        }
        weights.clear();
        documents.clear();
        version++;
    }

    /** The samples of a diff and their weights. */
    static Map<Integer, Double> samplesIn(MixDiff diff) {
        LabeledWeights weights = ((ClassifierDiff.Linear) diff.classifier()).weights();
        var samples = new TreeMap<Integer, Double>();
        for (int row = 0; row < weights.rows(); row++) {
            int sample = number(weights.names().name(row));
            for (int entry = weights.begin(row); entry < weights.end(row); entry++) {
                if (number(weights.labels().get(weights.slot(entry))) == sample) {
                    samples.put(sample, weights.weight(entry));
                }
            }
        }
        return samples;
    }

    /** The answer to get_model, of which ours drop the un-mixed parts. */
    MixableModel model(Kind kind) {
        MessageWriter out = MessageWriter.toArray();
        out.array(2);
        out.array(2);
        out.array(4);
        writeTable(mixedWeights, out);
        writeKeys(out);
        writeTable(weights, out);
        writeVersion(out);
        out.array(3);
        writeLabels(mixedLabels, out);
        writeLabels(labels, out);
        writeVersion(out);
        out.array(3);
        writeVersion(out);
        counts(documents).write(out);
        counts(mixedDocuments).write(out);
        MixableModel model = kind.newModel();
        model.readMixed(MessageReader.of(out.toBytes()));
        return model;
    }

    /** Everything of its own is dropped, and the peer's un-mixed parts become its own (03 §5.6). */
    void fetch(SimulatedOriginal peer) {
        clear();
        mixedWeights.putAll(peer.mixedWeights);
        weights.putAll(peer.weights);
        mixedLabels.putAll(peer.mixedLabels);
        labels.putAll(peer.labels);
        mixedDocuments.putAll(peer.mixedDocuments);
        documents.putAll(peer.documents);
        version = peer.version;
    }

    /** Takes the model of one of ours, which gives out no un-mixed parts. */
    void fetch(MixableModel mixed, int samples) {
        clear();
        Knowledge knowledge = Knowledge.of(mixed, samples);
        mixedWeights.putAll(knowledge.scores());
        mixedLabels.putAll(knowledge.counts());
        mixedDocuments.putAll(knowledge.documents());
        version = mixed.generation();
    }

    Knowledge knowledge() {
        var all = new Knowledge(new TreeMap<>(mixedLabels), new TreeMap<>(mixedDocuments), new TreeMap<>(mixedWeights));
        labels.forEach((sample, count) -> all.counts().merge(sample, count, Long::sum));
        documents.forEach((sample, count) -> all.documents().merge(sample, count, Long::sum));
        weights.forEach((sample, weight) -> all.scores().merge(sample, weight, Double::sum));
        return all;
    }

    private void clear() {
        List.of(mixedWeights, weights, mixedLabels, labels, mixedDocuments, documents)
                .forEach(Map::clear);
    }

    private static int number(ByteString name) {
        return Integer.parseInt(name.substring(1, name.length()).toString());
    }

    private static Map<ByteString, Long> named(Map<Integer, Long> counts) {
        var named = new HashMap<ByteString, Long>();
        counts.forEach((sample, count) -> named.put(Knowledge.label(sample), count));
        return named;
    }

    private static Map<Integer, Long> numbered(Map<ByteString, Long> counts) {
        var numbered = new TreeMap<Integer, Long>();
        counts.forEach((label, count) -> numbered.put(number(label), count));
        return numbered;
    }

    private static KeywordCounts counts(Map<Integer, Long> documents) {
        MessageWriter out = MessageWriter.toArray();
        out.array(2);
        out.unsigned(documents.size());
        out.array(1);
        out.map(documents.size());
        documents.forEach((sample, count) -> {
            out.raw(Knowledge.feature(sample));
            out.float64(count);
        });
        return KeywordCounts.read(MessageReader.of(out.toBytes()));
    }

    private void writeVersion(MessageWriter out) {
        out.array(1);
        out.unsigned(version);
    }

    private static void writeLabels(Map<Integer, Long> counts, MessageWriter out) {
        out.map(counts.size());
        named(counts).forEach((label, count) -> {
            out.raw(label);
            out.unsigned(count);
        });
    }

    private static void writeTable(Map<Integer, Double> table, MessageWriter out) {
        out.map(table.size());
        table.forEach((sample, weight) -> {
            out.raw(Knowledge.feature(sample));
            out.map(1);
            out.unsigned(sample);
            out.array(3);
            out.float64(weight);
            out.float64(0);
            out.float64(0);
        });
    }

    /** The id of a label is the number of its sample. */
    private void writeKeys(MessageWriter out) {
        var samples = new TreeSet<>(mixedWeights.keySet());
        samples.addAll(weights.keySet());
        var list = new ArrayList<>(samples);
        out.array(3);
        out.map(list.size());
        list.forEach(sample -> {
            out.raw(Knowledge.label(sample));
            out.unsigned(sample);
        });
        out.map(list.size());
        list.forEach(sample -> {
            out.unsigned(sample);
            out.raw(Knowledge.label(sample));
        });
        out.unsigned(samples.isEmpty() ? 0 : samples.last() + 1);
    }
}
