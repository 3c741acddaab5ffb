package jubatus.core.classifier;

import jubatus.core.bytes.ByteString;
import jubatus.core.feature.FeatureVector;

/** Feature vectors and labels for tests. */
public final class Features {
    private Features() {}

    public static ByteString label(String text) {
        return ByteString.utf8(text);
    }

    /** A sorted and merged vector of {@code name, value, name, value, …}. */
    public static FeatureVector vector(Object... namesAndValues) {
        FeatureVector vector = query(namesAndValues);
        vector.sortAndMerge();
        vector.hashNames();
        return vector;
    }

    /** A vector as classify sees it, neither sorted nor merged. */
    public static FeatureVector query(Object... namesAndValues) {
        var vector = new FeatureVector();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            vector.add(label((String) namesAndValues[i]), ((Number) namesAndValues[i + 1]).doubleValue());
        }
        vector.hashNames();
        return vector;
    }
}
