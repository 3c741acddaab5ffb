package jubatus.core.mix;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import jubatus.core.bytes.ByteString;
import jubatus.core.config.JsonReader;
import jubatus.core.config.JsonValue;
import jubatus.core.msgpack.MessageWriter;

/**
 * A recorded conversation with a cluster of two original servers {@code a} and {@code b}.
 *
 * @param config as JSON text
 */
record MixRecording(String name, ByteString config, List<Step> steps) {
    /**
     * One call and its answer as decoded values; a byte string in either is a {@link ByteString}.
     *
     * @param params packed as MessagePack
     * @param error null if there was none
     */
    record Step(String server, String method, ByteString params, Object result, Object error) {
        @Override
        public String toString() {
            return server + "." + method;
        }
    }

    static List<MixRecording> read() {
        try (InputStream file = MixRecording.class.getResourceAsStream("/golden/mix.jsonl.gz");
                var lines =
                        new BufferedReader(new InputStreamReader(new GZIPInputStream(file), StandardCharsets.UTF_8))) {
            return lines.lines().map(MixRecording::parse).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static MixRecording parse(String line) {
        String config = line.substring(line.indexOf("\"config\": ") + 10, line.indexOf(", \"steps\": "));
        Map<ByteString, JsonValue> recording = members(JsonReader.read(line.getBytes(StandardCharsets.UTF_8)));
        var steps = new ArrayList<Step>();
        for (JsonValue step : ((JsonValue.Array) recording.get(ByteString.utf8("steps"))).elements()) {
            Map<ByteString, JsonValue> call = members(step);
            MessageWriter params = MessageWriter.toArray();
            pack(call.get(ByteString.utf8("params")), params);
            steps.add(new Step(
                    value(call, "server").toString(),
                    value(call, "method").toString(),
                    ByteString.copyOf(params.toBytes()),
                    value(call, "result"),
                    value(call, "error")));
        }
        return new MixRecording(value(recording, "name").toString(), ByteString.utf8(config), steps);
    }

    private static Map<ByteString, JsonValue> members(JsonValue object) {
        return ((JsonValue.Obj) object).members();
    }

    private static Object value(Map<ByteString, JsonValue> members, String name) {
        JsonValue member = members.get(ByteString.utf8(name));
        if (member == null) {
            return null;
        }
        MessageWriter packed = MessageWriter.toArray();
        pack(member, packed);
        return Values.unpack(packed.toBytes());
    }

    /** {@code {"raw": hex}} is a byte string. */
    private static void pack(JsonValue value, MessageWriter out) {
        if (value instanceof JsonValue.Null) {
            out.nil();
        } else if (value instanceof JsonValue.Bool bool) {
            out.bool(bool.value());
        } else if (value instanceof JsonValue.Int number) {
            out.integer(number.value());
        } else if (value instanceof JsonValue.Decimal number) {
            out.float64(number.value());
        } else if (value instanceof JsonValue.Str text) {
            out.raw(text.value());
        } else if (value instanceof JsonValue.Array array) {
            out.array(array.elements().size());
            array.elements().forEach(element -> pack(element, out));
        } else {
            pack(members(value), out);
        }
    }

    private static void pack(Map<ByteString, JsonValue> object, MessageWriter out) {
        if (object.get(ByteString.utf8("raw")) instanceof JsonValue.Str hex) {
            out.raw(HexFormat.of().parseHex(hex.value().toString()));
            return;
        }
        out.map(object.size());
        object.forEach((key, member) -> {
            out.raw(key);
            pack(member, out);
        });
    }

    @Override
    public String toString() {
        return name;
    }
}
