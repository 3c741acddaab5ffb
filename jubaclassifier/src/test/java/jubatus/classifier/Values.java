package jubatus.classifier;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import jubatus.core.bytes.ByteString;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessagePacker;
import org.msgpack.core.MessageUnpacker;

/**
 * Decoded values in a form that compares: null, Boolean, Long, Double, ByteString, List, and Map sorted by key. Packed and unpacked
 * by msgpack-core, so that our own codec does not vouch for itself.
 */
final class Values {
    private Values() {}

    /** A recorded JSON value; U+F780 … U+F7FF stand for the byte in their low half, see {@link Recording}. */
    static Object of(JsonNode node) {
        if (node.isNull()) {
            return null;
        } else if (node.isBoolean()) {
            return node.booleanValue();
        } else if (node.isIntegralNumber()) {
            return node.longValue();
        } else if (node.isNumber()) {
            return node.doubleValue();
        } else if (node.isTextual()) {
            return bytes(node.textValue());
        } else if (node.isArray()) {
            List<Object> list = new ArrayList<>();
            node.forEach(element -> list.add(of(element)));
            return list;
        }
        Map<Object, Object> map = map();
        node.properties().forEach(field -> map.put(bytes(field.getKey()), of(field.getValue())));
        return map;
    }

    /** An empty map sorted by key. */
    static Map<Object, Object> map() {
        return new TreeMap<>(Values::compareKeys);
    }

    static ByteString bytes(String text) {
        var out = new ByteArrayOutputStream();
        text.codePoints().forEach(c -> {
            if (c >= 0xf780 && c <= 0xf7ff) {
                out.write(c & 0xff);
            } else {
                out.writeBytes(ByteString.utf8(Character.toString(c)).toBytes());
            }
        });
        return ByteString.copyOf(out.toByteArray());
    }

    static void pack(MessagePacker packer, Object value) throws IOException {
        if (value == null) {
            packer.packNil();
        } else if (value instanceof Boolean b) {
            packer.packBoolean(b);
        } else if (value instanceof Long n) {
            packer.packLong(n);
        } else if (value instanceof Integer n) {
            packer.packInt(n);
        } else if (value instanceof Double d) {
            packer.packDouble(d);
        } else if (value instanceof ByteString s) {
            packer.packRawStringHeader(s.length()).writePayload(s.toBytes());
        } else if (value instanceof String s) {
            packer.packString(s);
        } else if (value instanceof List<?> list) {
            packer.packArrayHeader(list.size());
            for (Object element : list) {
                pack(packer, element);
            }
        } else {
            throw new IllegalArgumentException("cannot pack " + value.getClass());
        }
    }

    static Object unpack(byte[] bytes) {
        try (MessageUnpacker in = MessagePack.newDefaultUnpacker(bytes)) {
            return unpack(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Object unpack(MessageUnpacker in) throws IOException {
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
            case BINARY -> throw new IOException("a bin on the wire, which old clients cannot read");
            case ARRAY -> {
                List<Object> list = new ArrayList<>();
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
            default -> throw new IOException("an ext on the wire");
        }
    }

    /** Whether two values are the same: numbers of one kind within 1e-9 · max(1, |value|), everything else equal. */
    static boolean same(Object a, Object b) {
        if (a instanceof Double x && b instanceof Double y) {
            return x.equals(y) || Math.abs(x - y) <= 1e-9 * Math.max(1, Math.max(Math.abs(x), Math.abs(y)));
        }
        if (a instanceof List<?> x && b instanceof List<?> y) {
            if (x.size() != y.size()) {
                return false;
            }
            for (int i = 0; i < x.size(); i++) {
                if (!same(x.get(i), y.get(i))) {
                    return false;
                }
            }
            return true;
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
        return a.getClass().getName().compareTo(b.getClass().getName());
    }
}
