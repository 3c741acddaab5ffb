package jubatus.core.config;

import java.util.List;
import java.util.Map;
import jubatus.core.bytes.ByteString;

/**
 * A JSON value as the original's reader sees it (01 §5.3): integers and floats are different kinds and never equal, strings are
 * bytes. Equality is structural; the order of an object's members does not count.
 */
public sealed interface JsonValue {
    /** The original's name of this kind, as its messages use it. */
    String kind();

    record Null() implements JsonValue {
        @Override
        public String kind() {
            return "Null";
        }
    }

    record Bool(boolean value) implements JsonValue {
        @Override
        public String kind() {
            return "Bool";
        }
    }

    record Int(long value) implements JsonValue {
        @Override
        public String kind() {
            return "Integer";
        }
    }

    record Decimal(double value) implements JsonValue {
        @Override
        public String kind() {
            return "Float";
        }
    }

    record Str(ByteString value) implements JsonValue {
        @Override
        public String kind() {
            return "String";
        }
    }

    record Array(List<JsonValue> elements) implements JsonValue {
        @Override
        public String kind() {
            return "Array";
        }
    }

    /** Members in the order of the text; of a repeated key the last value at the place of the first. */
    record Obj(Map<ByteString, JsonValue> members) implements JsonValue {
        @Override
        public String kind() {
            return "Object";
        }
    }
}
