package jubatus.core.conversion;

import jubatus.core.bytes.ByteString;
import jubatus.core.feature.FeatureVector;
import jubatus.core.pattern.KeyMatcher;
import jubatus.core.plugin.CombinationPlugin;

/**
 * One of {@code combination_rules} (02 §2.8): makes a feature {@code left&right/type} of each pair of entries that it matches. A
 * commutative one pairs each two entries once, in the order of the vector, whichever side they match. A value of zero is kept, one that
 * is not finite makes no feature.
 *
 * @param suffix what follows the second name: {@code /type}
 */
record Combination(KeyMatcher left, KeyMatcher right, Kind kind, ByteString suffix) {
    /** What becomes of the two values. */
    sealed interface Kind {}

    /** The predefined kinds; both are commutative. */
    enum BuiltIn implements Kind {
        ADD,
        MUL
    }

    /** {@code dynamic}. */
    record Plugged(CombinationPlugin plugin) implements Kind {}

    /** Appends the combinations of the first {@code count} entries. */
    void apply(FeatureVector vector, int count, PairFinder pairs) {
        boolean commutative = !(kind instanceof Plugged plugged) || plugged.plugin.isCommutative();
        pairs.match(vector, count, left, right);
        for (int j = 0; j < count; j++) {
            PairFinder.Entries partners = pairs.partners(j, commutative);
            for (int i = commutative ? partners.firstAbove(j) : 0; i < partners.count(); i++) {
                if (partners.get(i) != j) {
                    combine(vector, j, partners.get(i));
                }
            }
        }
    }

    private void combine(FeatureVector vector, int j, int m) {
        double a = vector.value(j);
        double b = vector.value(m);
        if (kind instanceof Plugged plugged) {
            ByteString name = vector.name(j)
                    .concat(ByteString.utf8("&"))
                    .concat(vector.name(m))
                    .concat(suffix);
            plugged.plugin.combine(name, a, b, PluginFeatures.into(vector));
            return;
        }
        double value = kind == BuiltIn.ADD ? a + b : a * b;
        if (!Double.isFinite(value)) {
            return;
        }
        vector.append(vector.names(), vector.nameOffset(j), vector.nameLength(j));
        vector.append((byte) '&');
        vector.append(vector.names(), vector.nameOffset(m), vector.nameLength(m));
        vector.append(suffix);
        vector.finish(value);
    }
}
