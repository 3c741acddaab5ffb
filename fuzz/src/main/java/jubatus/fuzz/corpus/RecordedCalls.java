package jubatus.fuzz.corpus;

import java.util.List;
import jubatus.core.bytes.ByteString;
import jubatus.core.config.JsonValue;
import jubatus.core.msgpack.MessageWriter;

/** Makes the messages again whose parameters were recorded as JSON. */
final class RecordedCalls {
    private static final int ENOUGH = 3_000;

    private RecordedCalls() {}

    /** The first calls of a conversation, and what reads, saves and loads at the end. */
    static byte[] messages(JsonValue.Array steps) {
        MessageWriter out = MessageWriter.toArray();
        long id = 0;
        for (JsonValue step : steps.elements()) {
            var members = ((JsonValue.Obj) step).members();
            var params = (JsonValue.Array) members.get(ByteString.utf8("params"));
            if (out.size() < ENOUGH) {
                write(id++, ((JsonValue.Str) members.get(ByteString.utf8("method"))).value(), params.elements(), out);
            }
        }
        for (String method : List.of("save", "load", "get_status", "get_config", "get_labels")) {
            write(id++, ByteString.utf8(method), List.of(new JsonValue.Str(ByteString.utf8("m.1"))), out);
        }
        return out.toBytes();
    }

    private static void write(long id, ByteString method, List<JsonValue> params, MessageWriter out) {
        out.array(4);
        out.integer(0);
        out.unsigned(id);
        out.raw(method);
        out.array(1 + params.size());
        out.raw("");
        params.forEach(value -> write(value, out));
    }

    private static void write(JsonValue value, MessageWriter out) {
        if (value instanceof JsonValue.Array array) {
            out.array(array.elements().size());
            array.elements().forEach(element -> write(element, out));
        } else if (value instanceof JsonValue.Str text) {
            out.raw(text.value());
        } else if (value instanceof JsonValue.Int number) {
            out.integer(number.value());
        } else if (value instanceof JsonValue.Decimal number) {
            out.float64(number.value());
        } else {
            out.nil();
        }
    }
}
