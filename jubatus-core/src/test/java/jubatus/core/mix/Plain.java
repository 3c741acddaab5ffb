package jubatus.core.mix;

import static jubatus.core.mix.Values.list;
import static jubatus.core.mix.Values.map;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import jubatus.core.bytes.ByteString;
import jubatus.core.storage.RowLabels;

/**
 * Decoded diffs and models without what may differ between two that say the same: the order of features and labels, the numbers of
 * labels, and the random ends of row keys.
 */
final class Plain {
    private Plain() {}

    /** A diff of a linear classifier, its weights as {@code {feature: {label: triple}}}. */
    static Object linearDiff(Object diff) {
        List<?> parts = list(diff);
        List<?> weights = list(parts.get(0));
        List<?> body = list(weights.get(1));
        return List.of(weights.get(0), pairs(body.get(0), Plain::pairs), body.get(1), parts.get(1), parts.get(2));
    }

    /** A diff of nearest neighbours, its rows in order. */
    static Object rowsDiff(Object diff) {
        List<?> parts = list(diff);
        var rows = new ArrayList<Object>();
        for (Object row : list(Values.unpack(((ByteString) parts.get(0)).toBytes()))) {
            List<?> members = list(row);
            rows.add(List.of(RowLabels.labelOf((ByteString) members.get(0)), members.get(1), members.get(2)));
        }
        return List.of(rows, parts.get(1));
    }

    /** A diff of cosine or euclidean, by column. */
    static Object cellsDiff(Object diff) {
        List<?> parts = list(diff);
        List<?> index = list(parts.get(0));
        List<?> cells = list(index.get(0));
        Map<?, ?> keyOfId = map(list(cells.get(1)).get(1));
        Map<Object, Object> norms = Values.map();
        map(index.get(1)).forEach(norms::put);
        return List.of(columns(map(cells.get(0)), keyOfId, norms), parts.get(1), parts.get(2));
    }

    /** A linear model, its rows by label; of its key manager the labels. */
    static Object linearModel(Object model) {
        List<?> classifier = list(list(model).get(0));
        List<?> storage = list(classifier.get(0));
        List<?> keyManager = list(storage.get(1));
        return List.of(
                byLabel(storage.get(0), map(keyManager.get(1))),
                new ArrayList<>(map(keyManager.get(0)).keySet()),
                keyManager.get(2),
                byLabel(storage.get(2), map(keyManager.get(1))),
                storage.get(3),
                classifier.get(1),
                list(model).get(1));
    }

    /** A model of nearest neighbours, its rows in order. */
    static Object rowsModel(Object model) {
        List<?> classifier = list(list(model).get(0));
        List<?> table = list(classifier.get(0));
        List<?> keys = list(table.get(0));
        var labels = new ArrayList<Object>();
        for (int row = 0; row < keys.size(); row++) {
            labels.add(RowLabels.labelOf((ByteString) keys.get(row)));
            if (!map(table.get(5)).get(keys.get(row)).equals((long) row)) {
                throw new AssertionError("the index has another row for " + keys.get(row) + " than " + row);
            }
        }
        return List.of(
                labels, table.subList(1, 5), classifier.get(1), list(model).get(1));
    }

    /** A model of cosine or euclidean, by column; mixed and un-mixed part. */
    static Object cellsModel(Object model) {
        List<?> classifier = list(list(model).get(0));
        List<?> index = list(classifier.get(0));
        Map<?, ?> keyOfId = map(list(index.get(4)).get(1));
        return List.of(
                columns(map(index.get(0)), keyOfId, byKey(map(index.get(2)), keyOfId)),
                columns(map(index.get(1)), keyOfId, byKey(map(index.get(3)), keyOfId)),
                classifier.get(1),
                list(model).get(1));
    }

    private static Map<Object, Object> byKey(Map<?, ?> norms, Map<?, ?> keyOfId) {
        Map<Object, Object> byKey = Values.map();
        norms.forEach((id, norm) -> byKey.put(keyOfId.get(id), norm));
        return byKey;
    }

    private interface Inner {
        Object of(Object value);
    }

    private static Object pairs(Object pairs) {
        return pairs(pairs, value -> value);
    }

    private static Object pairs(Object pairs, Inner inner) {
        Map<Object, Object> map = Values.map();
        for (Object pair : list(pairs)) {
            if (map.put(list(pair).get(0), inner.of(list(pair).get(1))) != null) {
                throw new AssertionError("twice in a diff: " + list(pair).get(0));
            }
        }
        return map;
    }

    private static Object byLabel(Object rows, Map<?, ?> labelOfId) {
        Map<Object, Object> byFeature = Values.map();
        map(rows).forEach((feature, entries) -> {
            Map<Object, Object> row = Values.map();
            map(entries).forEach((id, entry) -> row.put(labelOfId.get(id), entry));
            byFeature.put(feature, row);
        });
        return byFeature;
    }

    /**
     * All columns as {@code [label, norm, cells]} in an order that does not depend on their keys: by label, features and values rounded
     * to six digits, which no two columns that differ share in what is compared here.
     */
    private static Object columns(Map<?, ?> cells, Map<?, ?> keyOfId, Map<?, ?> norms) {
        Map<Object, Map<Object, Object>> byKey = new TreeMap<>();
        cells.forEach((feature, row) -> map(row).forEach((id, value) ->
                byKey.computeIfAbsent(keyOfId.get(id), key -> Values.map()).put(feature, value)));
        norms.keySet().forEach(key -> byKey.computeIfAbsent(key, added -> Values.map()));
        Map<String, Object> sorted = new TreeMap<>();
        byKey.forEach((key, column) -> {
            ByteString label = RowLabels.labelOf((ByteString) key);
            var order = new StringBuilder(label.toString());
            column.forEach((feature, value) -> order.append(String.format("|%s=%.6g", feature, (Double) value)));
            while (sorted.containsKey(order.toString())) {
                order.append('+');
            }
            Object norm = norms.get(key);
            sorted.put(order.toString(), List.of(label, norm == null ? List.of() : norm, column));
        });
        return new ArrayList<>(sorted.values());
    }
}
