package jubatus.core.conversion;

import jubatus.core.feature.FeatureVector;
import jubatus.core.feature.Fnv1;

/**
 * Replaces each feature name by the decimal text of its FNV-1 hash modulo a size (02 §2.8).
 *
 * @param size greater than 0
 */
record NameHasher(long size) {
    /** Appends the features of {@code from} to {@code out} under their new names; names that become equal are not merged. */
    void hash(FeatureVector from, FeatureVector out) {
        for (int i = 0; i < from.size(); i++) {
            long hash = Fnv1.hash(from.names(), from.nameOffset(i), from.nameLength(i));
            appendDecimal(Long.remainderUnsigned(hash, size), out);
            out.finish(from.value(i));
        }
    }

    private static void appendDecimal(long value, FeatureVector out) {
        if (value >= 10) {
            appendDecimal(value / 10, out);
        }
        out.append((byte) ('0' + value % 10));
    }
}
