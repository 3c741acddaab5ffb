package jubatus.common.json;

import java.util.Map;
import jubatus.core.JubatusException;
import jubatus.core.bytes.ByteString;
import jubatus.core.config.JsonReader;
import jubatus.core.config.JsonSyntaxException;
import jubatus.core.config.JsonValue;
import jubatus.core.datum.Datum;

/**
 * Reads a datum that people write: {@code {"name": "tokugawa", "age": 3}}, a text or a number under each key; or the same apart, as
 * {@code {"string_values": {"name": "tokugawa"}, "num_values": {"age": 3}}}, where a text may stand under a key that has a number too.
 */
public final class JsonDatum {
    private static final ByteString TEXTS = ByteString.utf8("string_values");
    private static final ByteString NUMBERS = ByteString.utf8("num_values");

    private JsonDatum() {}

    /**
     * Reads one datum; what follows it is ignored.
     *
     * @param json bytes, of which those that are not UTF-8 stay what they are
     * @param place how messages call it
     * @throws JubatusException BAD_DATUM if it is none
     */
    public static Datum read(byte[] json, String place) {
        JsonValue value;
        try {
            value = JsonReader.read(json);
        } catch (JsonSyntaxException e) {
            throw bad(place + ": " + e.getMessage());
        }
        if (!(value instanceof JsonValue.Obj object)) {
            throw bad(place + " must be an object of texts and numbers, was " + value.kind());
        }
        var datum = new Datum();
        object.members().forEach((key, member) -> {
            if (member instanceof JsonValue.Obj values && (key.equals(TEXTS) || key.equals(NUMBERS))) {
                addAll(values, key, datum, place);
            } else {
                add(key, member, datum, place);
            }
        });
        return datum;
    }

    private static void addAll(JsonValue.Obj values, ByteString list, Datum datum, String place) {
        for (Map.Entry<ByteString, JsonValue> member : values.members().entrySet()) {
            boolean isText = member.getValue() instanceof JsonValue.Str;
            if (isText != list.equals(TEXTS)) {
                throw bad(place + ": '" + member.getKey() + "' in '" + list + "' must be a "
                        + (list.equals(TEXTS) ? "text" : "number") + ", was "
                        + member.getValue().kind());
            }
            add(member.getKey(), member.getValue(), datum, place);
        }
    }

    private static void add(ByteString key, JsonValue member, Datum datum, String place) {
        if (member instanceof JsonValue.Str text) {
            datum.addString(key.toBytes(), text.value().toBytes());
        } else if (member instanceof JsonValue.Int whole) {
            datum.addNumber(key.toBytes(), (double) whole.value());
        } else if (member instanceof JsonValue.Decimal decimal) {
            datum.addNumber(key.toBytes(), decimal.value());
        } else {
            throw bad(place + ": '" + key + "' must be a text or a number, was " + member.kind());
        }
    }

    private static JubatusException bad(String sentence) {
        return new JubatusException(JubatusException.Code.BAD_DATUM, sentence);
    }
}
