package jubatus.core.storage;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import jubatus.core.bytes.ByteString;

/** {@link LabeledWeights} as maps of {@code feature/label} to weight and covariance. */
public final class LabeledEntries {
    private LabeledEntries() {}

    /** Of {@code feature/label, weight, covariance, …}; of equal pairs the last one holds. */
    public static LabeledWeights weights(Object... entries) {
        Map<String, double[]> map = new LinkedHashMap<>();
        for (int i = 0; i < entries.length; i += 3) {
            map.put((String) entries[i], new double[] {
                ((Number) entries[i + 1]).doubleValue(), ((Number) entries[i + 2]).doubleValue()
            });
        }
        return weights(map);
    }

    public static LabeledWeights weights(Map<String, double[]> entries) {
        Map<String, Map<String, double[]>> byFeature = new LinkedHashMap<>();
        entries.forEach((name, entry) -> byFeature
                .computeIfAbsent(name.substring(0, name.indexOf('/')), added -> new LinkedHashMap<>())
                .put(name.substring(name.indexOf('/') + 1), entry));
        var weights = new LabeledWeightsBuilder();
        byFeature.forEach((feature, row) -> {
            byte[] name = ByteString.utf8(feature).toBytes();
            weights.beginRow(name, 0, name.length);
            row.forEach((label, entry) -> weights.add(weights.slotOf(ByteString.utf8(label)), entry[0], entry[1]));
        });
        return weights.build();
    }

    public static Map<String, double[]> map(LabeledWeights weights) {
        Map<String, double[]> map = new TreeMap<>();
        for (int row = 0; row < weights.rows(); row++) {
            for (int entry = weights.begin(row); entry < weights.end(row); entry++) {
                map.put(
                        weights.names().name(row) + "/" + weights.labels().get(weights.slot(entry)),
                        new double[] {weights.weight(entry), weights.covariance(entry)});
            }
        }
        return map;
    }
}
