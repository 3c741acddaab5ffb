package jubatus.core.mix;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import jubatus.core.bytes.ByteString;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessageUnpacker;

/**
 * Decoded MessagePack in a form that compares: null, Boolean, Long, Double, ByteString, List, and Map sorted by key. Unpacked by
 * msgpack-core, so that our own codec does not vouch for itself.
 */
final class Values {
    private Values() {}

    static Object unpack(String hex) {
        return unpack(HexFormat.of().parseHex(hex));
    }

    static Object unpack(byte[] bytes) {
        try (MessageUnpacker in = MessagePack.newDefaultUnpacker(bytes)) {
            return unpack(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Object unpack(MessageUnpacker in) throws IOException {
        switch (in.getNextFormat().getValueType()) {
            case NIL -> {
                in.unpackNil();
                return null;
            }
            case BOOLEAN -> {
                return in.unpackBoolean();
            }
            case INTEGER -> {
                return in.unpackBigInteger().longValue();
            }
            case FLOAT -> {
                return in.unpackDouble();
            }
            case STRING -> {
                return ByteString.copyOf(in.readPayload(in.unpackRawStringHeader()));
            }
            case ARRAY -> {
                var list = new ArrayList<Object>();
                for (int n = in.unpackArrayHeader(); n > 0; n--) {
                    list.add(unpack(in));
                }
                return list;
            }
            case MAP -> {
                Map<Object, Object> map = map();
                for (int n = in.unpackMapHeader(); n > 0; n--) {
                    Object key = unpack(in);
                    map.put(key, unpack(in));
                }
                return map;
            }
            default -> throw new IOException("a type that old clients cannot read");
        }
    }

    /** An empty map sorted by key. */
    static Map<Object, Object> map() {
        return new TreeMap<>(Values::compareKeys);
    }

    static List<?> list(Object value) {
        return (List<?>) value;
    }

    static Map<?, ?> map(Object value) {
        return (Map<?, ?>) value;
    }

    /** Whether two values are the same: doubles within 1e-9 · max(1, |value|), everything else equal. */
    static boolean same(Object a, Object b) {
        if (a instanceof Double x && b instanceof Double y) {
            return x.equals(y) || Math.abs(x - y) <= 1e-9 * Math.max(1, Math.max(Math.abs(x), Math.abs(y)));
        }
        if (a instanceof List<?> x && b instanceof List<?> y) {
            boolean same = x.size() == y.size();
            for (int i = 0; same && i < x.size(); i++) {
                same = same(x.get(i), y.get(i));
            }
            return same;
        }
        if (a instanceof Map<?, ?> x && b instanceof Map<?, ?> y) {
            return x.keySet().equals(y.keySet()) && x.keySet().stream().allMatch(key -> same(x.get(key), y.get(key)));
        }
        return a == null ? b == null : a.equals(b);
    }

    private static int compareKeys(Object a, Object b) {
        if (a instanceof ByteString x && b instanceof ByteString y) {
            return x.compareTo(y);
        }
        if (a instanceof Long x && b instanceof Long y) {
            return x.compareTo(y);
        }
        throw new IllegalArgumentException("keys of two kinds: " + a + " and " + b);
    }
}
