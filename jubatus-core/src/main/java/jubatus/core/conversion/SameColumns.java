package jubatus.core.conversion;

import jubatus.core.datum.Datum;
import jubatus.core.feature.FeatureVector;

/**
 * The names of the features that the numbers of one datum gave, for a datum with numbers under the same keys: rows of a table come one
 * after the other, and making the names again would take longer than learning. For configurations with nothing but one rule of type
 * {@code num} for numbers. Used by one thread.
 */
final class SameColumns {
    private final FeatureVector names = new FeatureVector();
    /** Whose features {@link #names} are. */
    private NumberRule rule;

    /** Whether a rule's features of a datum can have the names of those of another. */
    static boolean suit(NumberRule rule, Datum datum) {
        return rule.feature() == NumberFeature.BuiltIn.ITSELF && datum.stringCount() == 0 && datum.binaryCount() == 0;
    }

    /** Makes the features of a datum if they have the names that are known here; else does nothing and returns false. */
    @SuppressWarnings(
            "ReferenceEquality") // Another converter may have an equal rule; comparing them costs more than it saves.
    boolean repeat(NumberRule newRule, Datum datum, FeatureVector out) {
        int count = datum.numberCount();
        if (rule != newRule || names.size() != count) {
            return false;
        }
        byte[] bytes = datum.bytes();
        int suffix = rule.suffix().length();
        for (int i = 0; i < count; i++) {
            if (!names.nameBegins(i, bytes, datum.numberKeyOffset(i), datum.numberKeyLength(i), suffix)) {
                return false;
            }
        }
        out.takeNames(names);
        for (int i = 0; i < count; i++) {
            out.setValue(i, datum.number(i));
        }
        return true;
    }

    /** Remembers the names of the features that a rule made of a datum, if it made one of each number. */
    void remember(NumberRule newRule, Datum datum, FeatureVector features) {
        rule = null;
        if (features.size() == datum.numberCount()) {
            names.takeNames(features);
            rule = newRule;
        }
    }

    long room() {
        return names.room();
    }
}
