package jubatus.core.classifier;

import java.util.Collections;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import jubatus.core.bytes.ByteString;
import jubatus.core.msgpack.MessageReader;
import jubatus.core.storage.LabelCounts;

/**
 * What a model holds, told without loading it. Immutable.
 *
 * @param labels and how many samples each was trained with (unsigned), sorted by bytes
 * @param features that have weights; of two parts, mixed and un-mixed, those of the part that has more. Empty for learners that keep
 *     samples instead
 */
public record ModelSummary(SortedMap<ByteString, Long> labels, OptionalLong features) {
    public ModelSummary {
        labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
    }

    /** Of all labels together (unsigned). */
    public long samples() {
        return labels.values().stream().mapToLong(Long::longValue).sum();
    }

    /**
     * Reads a model, {@code [classifier_part, weight_manager]} (03 §8.1), of whatever method, and keeps nothing but its labels.
     *
     * @throws jubatus.core.JubatusException BAD_ARGUMENT or BAD_MESSAGE if the bytes have another shape
     */
    public static ModelSummary read(MessageReader in) {
        in.readArrayOf(2);
        int parts = in.readArray();
        if (parts != 2 && parts != 3) {
            throw MessageReader.typeMismatch();
        }
        if (parts == 3) {
            // An unlearner.
            in.skip();
        }
        OptionalLong features = readFeatures(in);
        var counts = new LabelCounts();
        counts.read(in);
        in.skip();
        return new ModelSummary(counts.all(), features);
    }

    /**
     * Passes over {@code [weights, key manager, weights, version]} of a linear method, {@code [cells, cells, norms, …]} of an inverted
     * index, or the table of a nearest-neighbour method, which begins with the keys of its rows. What is wanted are the sizes of the
     * first two maps, if the first of all is one.
     */
    private static OptionalLong readFeatures(MessageReader in) {
        int left = in.readArray();
        if (left == 0 || in.peek() != MessageReader.Kind.MAP) {
            skip(in, left);
            return OptionalLong.empty();
        }
        int most = skipMap(in);
        left--;
        if (left > 0 && in.peek() != MessageReader.Kind.MAP) {
            in.skip();
            left--;
        }
        if (left > 0 && in.peek() == MessageReader.Kind.MAP) {
            most = Math.max(most, skipMap(in));
            left--;
        }
        skip(in, left);
        return OptionalLong.of(most);
    }

    private static int skipMap(MessageReader in) {
        int entries = in.readMap();
        skip(in, 2L * entries);
        return entries;
    }

    private static void skip(MessageReader in, long values) {
        for (long i = 0; i < values; i++) {
            in.skip();
        }
    }
}
