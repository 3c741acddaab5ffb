package jubatus.core.conversion;

import jubatus.core.bytes.ByteString;
import jubatus.core.datum.Datum;
import jubatus.core.feature.FeatureVector;
import jubatus.core.pattern.KeyMatcher;
import jubatus.core.plugin.BinaryFeaturePlugin;

/**
 * One of {@code binary_rules} (02 §2.6.3). Unlike in the original, its {@code except} counts.
 *
 * @param suffix what follows the key in a feature's name: {@code @type}
 */
record BinaryRule(KeyMatcher keys, BinaryFeaturePlugin plugin, ByteString suffix) {
    /** Adds the features of all blobs under matching keys. */
    void extract(Datum datum, FeatureVector out) {
        byte[] bytes = datum.bytes();
        for (int i = 0; i < datum.binaryCount(); i++) {
            int keyOffset = datum.binaryKeyOffset(i);
            int keyLength = datum.binaryKeyLength(i);
            if (keys.matches(bytes, keyOffset, keyLength)) {
                Dollar.refuse(bytes, keyOffset, keyLength);
                ByteString name = ByteString.copyOf(bytes, keyOffset, keyLength).concat(suffix);
                plugin.extract(
                        name, bytes, datum.binaryValueOffset(i), datum.binaryValueLength(i), PluginFeatures.into(out));
            }
        }
    }
}
