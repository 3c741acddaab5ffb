package jubatus.core.config;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import jubatus.core.bytes.ByteString;

/**
 * An object of the configuration whose keys are fixed (02 §7.3). What is missing or of the wrong type is reported, and an empty
 * string or 1 stands in for it: values that pass every later check, so that all else can still be checked. Nobody sees them,
 * because reading a configuration with a problem yields none.
 *
 * <p>Here and in the readers that use it, streams and lambdas are rare: each costs a server's start a quarter of a millisecond.
 */
final class Block {
    private final Map<ByteString, JsonValue> members;
    private final String path;
    private final Problems problems;

    private Block(Map<ByteString, JsonValue> members, String path, Problems problems) {
        this.members = members;
        this.path = path;
        this.problems = problems;
    }

    /** The value as a block with no other members than {@code keys}; empty, and reported, if it is not an object. */
    static Optional<Block> of(JsonValue value, String path, Problems problems, String... keys) {
        Optional<Map<ByteString, JsonValue>> members = members(value, path, problems);
        if (members.isEmpty()) {
            return Optional.empty();
        }
        reportUnknown(members.get(), path, problems, Arrays.asList(keys));
        return Optional.of(new Block(members.get(), path, problems));
    }

    /** The members of an object; empty, and reported, if the value is not one. */
    static Optional<Map<ByteString, JsonValue>> members(JsonValue value, String path, Problems problems) {
        if (value instanceof JsonValue.Obj object) {
            return Optional.of(object.members());
        }
        reportType("Object", value, path, problems);
        return Optional.empty();
    }

    /** A string; empty, and reported, if the value is none. */
    static Optional<ByteString> string(JsonValue value, String path, Problems problems) {
        if (value instanceof JsonValue.Str string) {
            return Optional.of(string.value());
        }
        reportType("String", value, path, problems);
        return Optional.empty();
    }

    static void reportType(String expected, JsonValue given, String path, Problems problems) {
        String sentence = expected + " is expected, but " + given.kind() + " is given. (" + path + ")";
        problems.add(path, sentence, ValueHint.of(expected, given));
    }

    Problems problems() {
        return problems;
    }

    String path(String key) {
        return path + "." + key;
    }

    /** Any value; empty, and reported with what it should be, if the key is missing. */
    Optional<JsonValue> required(String key, String hint) {
        JsonValue value = members.get(ByteString.utf8(key));
        if (value == null) {
            problems.add(path, "\"" + key + "\" is not found (" + path + ")", hint);
        }
        return Optional.ofNullable(value);
    }

    /** Any value; empty, and reported, if the key is missing. */
    Optional<JsonValue> required(String key) {
        return required(key, "");
    }

    /** A value that may be missing or null. */
    Optional<JsonValue> optional(String key) {
        JsonValue value = members.get(ByteString.utf8(key));
        return value instanceof JsonValue.Null ? Optional.empty() : Optional.ofNullable(value);
    }

    ByteString string(String key) {
        return string(required(key), key).orElse(ByteString.EMPTY);
    }

    Optional<ByteString> optionalString(String key) {
        return string(optional(key), key);
    }

    private Optional<ByteString> string(Optional<JsonValue> value, String key) {
        return value.isEmpty() ? Optional.empty() : string(value.get(), path(key), problems);
    }

    /** An integer, of which the original keeps the low 32 bits. */
    int int32(String key) {
        Optional<JsonValue> value = required(key);
        return value.isEmpty() ? 1 : (int) int64(value.get(), key);
    }

    OptionalLong optionalInt64(String key) {
        Optional<JsonValue> value = optional(key);
        return value.isEmpty() ? OptionalLong.empty() : OptionalLong.of(int64(value.get(), key));
    }

    /** A number in single precision; an integer will do. */
    float single(String key) {
        Optional<JsonValue> value = required(key);
        return value.isEmpty() ? 1 : single(value.get(), key);
    }

    /** Reports the value of a key, which is there: its sentence and what would be right. */
    void reportValue(String key, String sentence, String right) {
        String given = optional(key).map(ValueHint::show).orElse("null");
        problems.add(path(key), sentence, right + ", not " + given);
    }

    private long int64(JsonValue value, String key) {
        if (value instanceof JsonValue.Int integer) {
            return integer.value();
        }
        reportType("Integer", value, path(key), problems);
        return 1;
    }

    private float single(JsonValue value, String key) {
        if (value instanceof JsonValue.Decimal decimal) {
            return (float) decimal.value();
        }
        if (value instanceof JsonValue.Int integer) {
            return (float) (double) integer.value();
        }
        reportType("Float", value, path(key), problems);
        return 1;
    }

    private static void reportUnknown(
            Map<ByteString, JsonValue> members, String path, Problems problems, List<String> keys) {
        for (ByteString key : members.keySet()) {
            if (!keys.contains(key.toString())) {
                String known = "known here: " + String.join(", ", keys);
                problems.add(path, "\"" + key + "\" is not used (" + path + ")", known);
            }
        }
    }
}
