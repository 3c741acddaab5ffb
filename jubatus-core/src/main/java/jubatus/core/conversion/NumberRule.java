package jubatus.core.conversion;

import jubatus.core.bytes.ByteString;
import jubatus.core.feature.FeatureVector;
import jubatus.core.pattern.KeyMatcher;

/**
 * One of {@code num_rules} (02 §2.6.2).
 *
 * @param suffix what follows the key in a feature's name: {@code @type}
 */
record NumberRule(KeyMatcher keys, NumberFeature feature, ByteString suffix) {
    /** Adds the features of one number if its key matches. */
    void extract(NumberValues values, int index, FeatureVector out) {
        byte[] bytes = values.bytes(index);
        int keyOffset = values.keyOffset(index);
        int keyLength = values.keyLength(index);
        if (!keys.matches(bytes, keyOffset, keyLength)) {
            return;
        }
        Dollar.refuse(bytes, keyOffset, keyLength);
        double value = values.value(index);
        if (feature instanceof NumberFeature.BuiltIn builtIn) {
            out.append(bytes, keyOffset, keyLength);
            out.append(suffix);
            builtIn.finish(value, out);
        } else if (feature instanceof NumberFeature.Plugged plugged) {
            ByteString name = ByteString.copyOf(bytes, keyOffset, keyLength).concat(suffix);
            plugged.plugin().extract(name, value, PluginFeatures.into(out));
        }
    }
}
