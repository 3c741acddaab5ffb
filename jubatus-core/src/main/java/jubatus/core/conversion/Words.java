package jubatus.core.conversion;

import java.util.Arrays;
import jubatus.core.feature.FeatureDictionary;
import jubatus.core.feature.HashTableOrder;
import jubatus.core.plugin.WordSink;

/**
 * The distinct words of one text with the sums of their scores, listed in the order of the original's hash table (02 §9(a)) if that
 * matters, else as they come. A word is a slice of the text, or a copy if it comes from a plug-in; the two do not mix within one text.
 */
final class Words implements WordSink {
    private final SliceTable slices = new SliceTable();
    private final HashTableOrder order = new HashTableOrder();
    private final GrowingBytes copies = new GrowingBytes();
    private double[] scores = new double[64];
    private boolean ordered = true;

    /** About the bytes of all arrays: numbers, hashes and links of each word. */
    long room() {
        return copies.array().length + 64L * scores.length;
    }

    /** Whether words are to be listed in the original's order, which costs as much as finding them. */
    void setOrdered(boolean newOrdered) {
        ordered = newOrdered;
    }

    /** Forgets all words and starts on another text. */
    void begin(byte[] text) {
        slices.begin(text);
        if (ordered) {
            order.reset();
        }
        copies.clear();
    }

    /** Counts one occurrence of the word that lies at this place of the text. */
    void add(int offset, int length) {
        add(offset, length, 1.0);
    }

    /** Counts a word that need not lie in the text. */
    @Override
    public void add(byte[] word, int offset, int length, double score) {
        int at = copies.size();
        copies.append(word, offset, length);
        slices.replaceSource(copies.array());
        add(at, length, score);
    }

    private void add(int offset, int length, double score) {
        int before = slices.count();
        // Not by the hash of the order, for which anybody can make words that collide.
        int word = slices.findOrAdd(offset, length, FeatureDictionary.hash(slices.source(), offset, length));
        if (word < before) {
            scores[word] += score;
            return;
        }
        if (word == scores.length) {
            scores = Arrays.copyOf(scores, 2 * word);
        }
        scores[word] = score;
        if (ordered) {
            order.insert(HashTableOrder.hash(slices.source(), offset, length));
        }
    }

    /** The first word of the order, or −1. */
    int first() {
        if (ordered) {
            return order.first();
        }
        return slices.count() > 0 ? 0 : -1;
    }

    /** The word after {@code word}, or −1. */
    int next(int word) {
        if (ordered) {
            return order.next(word);
        }
        return word + 1 < slices.count() ? word + 1 : -1;
    }

    /** The array in which words lie. */
    byte[] source() {
        return slices.source();
    }

    int offset(int word) {
        return slices.offset(word);
    }

    int length(int word) {
        return slices.length(word);
    }

    double score(int word) {
        return scores[word];
    }
}
