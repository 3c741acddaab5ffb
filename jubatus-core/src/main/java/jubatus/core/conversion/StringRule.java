package jubatus.core.conversion;

import jubatus.core.bytes.ByteString;
import jubatus.core.feature.FeatureVector;
import jubatus.core.pattern.KeyMatcher;

/**
 * One of {@code string_rules}: each distinct word of a value under a matching key becomes a feature (02 §2.6.1).
 *
 * @param globalWeight what the suffix ends with
 * @param suffix what follows the word in a feature's name: {@code @type#sample_weight/global_weight}
 */
record StringRule(
        KeyMatcher keys, Splitter splitter, SampleWeight sampleWeight, GlobalWeight globalWeight, ByteString suffix) {
    /** Adds the features of the texts numbered {@code from} up to, but without, {@code to}. */
    void extract(StringValues values, int from, int to, Words words, FeatureVector out) {
        for (int i = from; i < to; i++) {
            byte[] bytes = values.bytes(i);
            int keyOffset = values.keyOffset(i);
            int keyLength = values.keyLength(i);
            if (keys.matches(bytes, keyOffset, keyLength)) {
                words.begin(bytes);
                splitter.split(bytes, values.valueOffset(i), values.valueLength(i), words);
                emit(bytes, keyOffset, keyLength, words, out);
            }
        }
    }

    private void emit(byte[] key, int keyOffset, int keyLength, Words words, FeatureVector out) {
        boolean checked = false;
        for (int word = words.first(); word >= 0; word = words.next(word)) {
            double weight = sampleWeight.of(words.score(word));
            if (weight == 0) {
                continue;
            }
            if (!checked) {
                Dollar.refuse(key, keyOffset, keyLength);
                checked = true;
            }
            out.append(key, keyOffset, keyLength);
            out.append((byte) '$');
            out.append(words.source(), words.offset(word), words.length(word));
            out.append(suffix);
            out.finish(weight);
        }
    }
}
