package jubatus.classifier;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jubatus.core.bytes.ByteString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Conversations with the original server, recorded once, replayed against ours over a socket. */
@Timeout(60)
class GoldenIT {
    private static final Pattern ROW_ID = Pattern.compile("_[A-Za-z0-9]{8}$");
    private static final String WIRE_CONFIG = """
            {"method": "PA", "converter": {
              "string_rules": [{"key": "*", "type": "str", "sample_weight": "bin", "global_weight": "bin"}],
              "num_rules": [{"key": "*", "type": "num"}]}}
            """;

    @TempDir
    Path folder;

    static Stream<Recording> conversations() {
        return Stream.concat(Recording.read("/golden/classifier.jsonl.gz"), Recording.read("/golden/rules.jsonl.gz"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("conversations")
    void replay_recordedConversation_answersTheSame(Recording recording) throws IOException {
        try (var server = new TestServer(folder, recording.config());
                var client = new RawClient(server.port())) {
            byte[] model = replay(recording.steps(), server, client);
            assertThat(model.length > 0).isEqualTo(!recording.model().isEmpty());
            if (model.length > 0) {
                DecodedModel ours = DecodedModel.of(model, hasRowIds(recording));
                DecodedModel theirs = DecodedModel.of(recording.model().toBytes(), hasRowIds(recording));
                assertThat(Values.same(ours.system(), theirs.system()))
                        .as("%s%n%s", ours.system(), theirs.system())
                        .isTrue();
                assertThat(Values.same(ours.model(), theirs.model()))
                        .as("ours   %s%ntheirs %s", ours.model(), theirs.model())
                        .isTrue();
            }
        }
    }

    static Stream<Recording> conversationsWithModels() {
        return conversations().filter(recording -> !recording.model().isEmpty());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("conversationsWithModels")
    void load_recordedModel_goesOnLikeTheRecording(Recording recording) throws IOException {
        int saved = 0;
        List<Recording.Step> steps = recording.steps();
        for (int i = 0; i < steps.size(); i++) {
            saved = steps.get(i).method().equals("save") ? i : saved;
        }
        try (var server = new TestServer(folder, recording.config());
                var client = new RawClient(server.port())) {
            String id = steps.get(saved).params().get(0).toString();
            Files.write(server.modelFile(id), recording.model().toBytes());
            assertThat(client.call("load", List.of(ByteString.utf8(id)))).isEqualTo(new RawClient.Answer(null, true));
            byte[] again = saveAgain(server, client);
            assertThat(Values.same(
                            DecodedModel.of(again, hasRowIds(recording)).model(),
                            DecodedModel.of(recording.model().toBytes(), hasRowIds(recording))
                                    .model()))
                    .isTrue();
            replay(steps.subList(saved + 1, steps.size()), server, client);
        }
    }

    private static byte[] saveAgain(TestServer server, RawClient client) throws IOException {
        client.call("save", List.of(ByteString.utf8("again")));
        return Files.readAllBytes(server.modelFile("again"));
    }

    private static byte[] replay(List<Recording.Step> steps, TestServer server, RawClient client) throws IOException {
        byte[] model = new byte[0];
        for (int i = 0; i < steps.size(); i++) {
            Recording.Step step = steps.get(i);
            RawClient.Answer answer = client.call(step.method(), step.params());
            Object result = answer.result();
            if (step.method().equals("save") && answer.error() == null) {
                assertThat(result).isInstanceOf(Map.class);
                Path path = server.modelFile(step.params().get(0).toString());
                assertThat(((Map<?, ?>) result).values().iterator().next()).hasToString(path.toString());
                model = Files.readAllBytes(path);
                continue;
            }
            if (step.method().equals("classify") && answer.error() == null) {
                result = sorted(result);
                step = new Recording.Step(step.method(), step.params(), sorted(step.result()), step.error());
            }
            assertThat(withoutRowId(answer.error()))
                    .as("step %d %s", i, step.method())
                    .isEqualTo(withoutRowId(step.error()));
            assertThat(Values.same(result, step.result()))
                    .as("step %d %s%nours   %s%ntheirs %s", i, step.method(), result, step.result())
                    .isTrue();
        }
        return model;
    }

    static Stream<JsonNode> exchanges() {
        return Recording.lines("/golden/wire.jsonl").map(Recording::json);
    }

    @Test
    void wire_recordedExchangesInOrder_answerByteForByte() throws IOException {
        try (var server = new TestServer(folder, WIRE_CONFIG)) {
            for (JsonNode exchange : exchanges().toList()) {
                byte[] sent = HexFormat.of().parseHex(exchange.get("sent").asText());
                String expected = exchange.get("received").asText();
                boolean closes = exchange.get("closed").asBoolean();
                var got = RawClient.exchange(server.port(), sent, expected.length() / 2, closes);
                assertThat(HexFormat.of().formatHex(got.received().toBytes()))
                        .as(exchange.get("note").asText())
                        .isEqualTo(expected);
                assertThat(got.closed()).as(exchange.get("note").asText()).isEqualTo(closes);
            }
        }
    }

    /** The order of labels in one answer is free. */
    private static Object sorted(Object classified) {
        var answers = new ArrayList<>();
        for (Object answer : (List<?>) classified) {
            var pairs = new ArrayList<>((List<?>) answer);
            pairs.sort(Comparator.comparing(pair -> (ByteString) ((List<?>) pair).get(0)));
            answers.add(pairs);
        }
        return answers;
    }

    private static Object withoutRowId(Object error) {
        return error instanceof ByteString text && text.toString().contains(": ")
                ? ROW_ID.matcher(text.toString()).replaceAll("")
                : error;
    }

    private static boolean hasRowIds(Recording recording) {
        String method = Recording.json(recording.config()).get("method").asText();
        return method.equals("NN") || method.equals("cosine") || method.equals("euclidean");
    }
}
