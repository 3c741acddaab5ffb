package jubatus.core.conversion;

import jubatus.core.feature.FeatureVector;
import jubatus.core.feature.Fnv1;

/**
 * Replaces each feature name by the decimal text of its FNV-1 hash modulo a size (02 §2.8).
 *
 * @param size greater than 0
 */
record NameHasher(long size) {
    /** Gives each feature its new name; names that become equal are not merged. */
    void hash(FeatureVector features) {
        for (int i = 0; i < features.size(); i++) {
            long hash = Fnv1.hash(features.names(), features.nameOffset(i), features.nameLength(i));
            appendDecimal(Long.remainderUnsigned(hash, size), features);
            features.rename(i);
        }
    }

    private static void appendDecimal(long value, FeatureVector out) {
        if (value >= 10) {
            appendDecimal(value / 10, out);
        }
        out.append((byte) ('0' + value % 10));
    }
}
