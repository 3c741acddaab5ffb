package jubatus.classifier;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jubatus.core.bytes.ByteString;

/**
 * A model file as values that compare, without what may differ: the version in the header, the time, and the random ends of row
 * ids, which become the number of the row or column that the id stands for.
 *
 * @param system version, type, id and config
 * @param model the driver's model (03 §8.1)
 */
record DecodedModel(List<Object> system, Object model) {
    static DecodedModel of(byte[] file, boolean rowIds) {
        int systemSize = (int) number(file, 32);
        int userSize = (int) number(file, 40);
        @SuppressWarnings("unchecked")
        var system = new ArrayList<>((List<Object>) Values.unpack(Arrays.copyOfRange(file, 48, 48 + systemSize)));
        system.remove(1);
        // The recorder wrote the configuration with other blanks than the recording has.
        system.set(3, Values.of(Recording.json(system.get(3).toString())));
        Object user = Values.unpack(Arrays.copyOfRange(file, 48 + systemSize, 48 + systemSize + userSize));
        Object model = ((List<?>) user).get(1);
        return new DecodedModel(system, withSortedStickyIds(rowIds ? withoutRandomIds(model) : model));
    }

    /** The sticky ids of an unlearner are a set (03 §8.8). */
    private static Object withSortedStickyIds(Object model) {
        List<?> classifier = (List<?>) ((List<?>) model).get(0);
        if (classifier.size() == 3 && ((List<?>) classifier.get(0)).get(0) instanceof List<?>) {
            @SuppressWarnings("unchecked")
            var sticky = (List<ByteString>) ((List<?>) classifier.get(0)).get(1);
            Collections.sort(sticky);
        }
        return model;
    }

    private static long number(byte[] file, int offset) {
        long value = 0;
        for (int i = 0; i < 8; i++) {
            value = value << 8 | (file[offset + i] & 0xff);
        }
        return value;
    }

    /** Rows of NN are listed in order; columns of the inverted index are numbered by its key manager. */
    private static Object withoutRandomIds(Object model) {
        Map<ByteString, ByteString> names = new HashMap<>();
        List<?> classifier = (List<?>) ((List<?>) model).get(0);
        for (Object part : classifier) {
            List<?> members = (List<?>) part;
            if (members.size() == 6) {
                number((List<?>) members.get(0), names);
            } else if (members.size() == 5) {
                List<?> keyManager = (List<?>) members.get(4);
                ((Map<?, ?>) keyManager.get(1))
                        .forEach((id, key) -> names.put((ByteString) key, plain(key, (Long) id)));
            }
        }
        return renamed(model, names);
    }

    private static void number(List<?> keys, Map<ByteString, ByteString> names) {
        for (int row = 0; row < keys.size(); row++) {
            names.put((ByteString) keys.get(row), plain(keys.get(row), row));
        }
    }

    private static ByteString plain(Object key, long number) {
        ByteString id = (ByteString) key;
        return id.substring(0, id.length() - 8).concat(ByteString.utf8("#" + number));
    }

    private static Object renamed(Object value, Map<ByteString, ByteString> names) {
        if (value instanceof ByteString text) {
            return names.getOrDefault(text, text);
        }
        if (value instanceof List<?> list) {
            var copy = new ArrayList<Object>();
            list.forEach(element -> copy.add(renamed(element, names)));
            return copy;
        }
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> copy = Values.map();
            map.forEach((key, element) -> copy.put(renamed(key, names), renamed(element, names)));
            return copy;
        }
        return value;
    }
}
