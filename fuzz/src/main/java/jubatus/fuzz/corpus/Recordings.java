package jubatus.fuzz.corpus;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import jubatus.core.bytes.ByteString;
import jubatus.core.config.JsonReader;
import jubatus.core.config.JsonValue;
import jubatus.core.msgpack.MessageReader;

/** Inputs of what was recorded of the original: conversations, diffs and configurations. */
final class Recordings {
    private static final String CONVERSATION = "jubaclassifier/src/test/resources/golden/wire.jsonl";
    private static final String CONVERSATIONS = "jubatus-core/src/test/resources/golden/classifier.jsonl.gz";
    private static final String VIOLATIONS = "jubatus-common/src/test/resources/jubatus/common/rpc/wire.jsonl";
    private static final String CONFIGS = "jubatus-core/src/test/resources/golden/config.jsonl";
    private static final String MIXES = "jubatus-core/src/test/resources/golden/mix.jsonl.gz";

    /** The configurations of engines that take diffs of a recorded method. */
    private static final Map<String, Integer> BY_METHOD =
            Map.of("AROW", 0, "cosine", 4, "euclidean", 5, "CW", 6, "perceptron", 7);

    private static final int ENGINES = 8;
    private static final int FROM_ORIGINAL = 2 << 3;
    private static final int LARGEST_DIFF = 6_000;
    private static final int EVERY_SO_MANY_CONFIGS = 6;
    private static final int EVERY_SO_MANY_CONVERSATIONS = 5;

    private final Path project;
    private final CorpusWriter corpus;

    Recordings(Path project, CorpusWriter corpus) {
        this.project = project;
        this.corpus = corpus;
    }

    void write() throws IOException {
        writeConversations();
        writeConfigs();
        writeMixes();
    }

    private void writeConversations() throws IOException {
        byte[] conversation = all(CONVERSATION);
        List<JsonValue.Obj> conversations = lines(CONVERSATIONS);
        for (int engine = 0; engine < ENGINES; engine++) {
            corpus.add("request", "wire-" + engine, engine, conversation);
            JsonValue.Obj recording = conversations.get(EVERY_SO_MANY_CONVERSATIONS * engine);
            byte[] messages = RecordedCalls.messages((JsonValue.Array) member(recording, "steps"));
            corpus.add("request", "recorded-" + engine, engine, messages);
        }
        corpus.add("connection", "recorded", 7, conversation);
        List<JsonValue.Obj> violations = lines(VIOLATIONS);
        for (int i = 0; i < violations.size(); i++) {
            byte[] sent = bytes(violations.get(i), "sent");
            corpus.add("connection", "violation-" + i, i, sent);
            corpus.add("frame", "violation-" + i, i, sent);
        }
        List<JsonValue.Obj> calls = lines(CONVERSATION);
        for (int i = 0; i < calls.size(); i += 3) {
            byte[] sent = bytes(calls.get(i), "sent");
            corpus.add("message", "recorded-" + i, sent);
            corpus.add("frame", "recorded-" + i, i, sent);
            byte[] received = bytes(calls.get(i), "received");
            if (received.length > 0) {
                corpus.add("proxy", "result-" + i, i / 3, last(received));
                corpus.add("proxy", "params-" + i, i / 3 % 4, last(sent));
            }
        }
    }

    /** The last member of a message. */
    private static byte[] last(byte[] message) {
        MessageReader in = MessageReader.of(message);
        for (int before = in.readArray() - 1; before > 0; before--) {
            in.skip();
        }
        return in.readRest();
    }

    private void writeConfigs() throws IOException {
        List<JsonValue.Obj> configs = lines(CONFIGS);
        for (int i = 0; i < configs.size(); i += EVERY_SO_MANY_CONFIGS) {
            corpus.add(
                    "config", "recorded-" + i, string(configs.get(i), "config").toBytes());
        }
    }

    private void writeMixes() throws IOException {
        for (JsonValue.Obj recording : lines(MIXES)) {
            String name = string(recording, "name").toString();
            Integer engine = BY_METHOD.get(name);
            var steps = (JsonValue.Array) member(recording, "steps");
            for (int i = 0; engine != null && i < steps.elements().size(); i++) {
                byte[] raw = raw((JsonValue.Obj) steps.elements().get(i));
                if (raw.length > 0 && raw.length < LARGEST_DIFF) {
                    corpus.add("mix", "recorded-" + name + "-" + i, engine | FROM_ORIGINAL, raw);
                    break;
                }
            }
        }
    }

    private static byte[] raw(JsonValue.Obj step) {
        boolean isDiff = string(step, "method").toString().equals("get_diff");
        return isDiff && member(step, "result") instanceof JsonValue.Obj result ? bytes(result, "raw") : new byte[0];
    }

    private byte[] all(String file) throws IOException {
        var all = new ByteArrayOutputStream();
        for (JsonValue.Obj line : lines(file)) {
            all.writeBytes(bytes(line, "sent"));
        }
        return all.toByteArray();
    }

    private List<JsonValue.Obj> lines(String file) throws IOException {
        try (InputStream raw = Files.newInputStream(project.resolve(file));
                InputStream in = file.endsWith(".gz") ? new GZIPInputStream(raw) : raw) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> (JsonValue.Obj) JsonReader.read(line.getBytes(StandardCharsets.UTF_8)))
                    .toList();
        }
    }

    private static JsonValue member(JsonValue.Obj object, String name) {
        return object.members().get(ByteString.utf8(name));
    }

    private static ByteString string(JsonValue.Obj object, String name) {
        return ((JsonValue.Str) member(object, name)).value();
    }

    private static byte[] bytes(JsonValue.Obj object, String name) {
        return HexFormat.of().parseHex(string(object, name).toString());
    }
}
