package jubatus.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import jubatus.core.bytes.ByteString;
import jubatus.core.conversion.Converter;
import jubatus.core.plugin.Plugins;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the original server's {@code --config_test} said about 98 configurations. */
class GoldenConfigTest {
    private static final String SYNTAX_ERROR = "ERROR syntax error in configuration: <file>:";
    private static final String MESSAGE = "    (#0) Message: ";
    private static final long ABORTED = -6;
    /** Where the original looks for a plug-in last. */
    private static final String PLUGIN_FOLDER = "<libdir>/jubatus/plugin/";

    record Recording(String name, ByteString config, long exit, List<String> stderr, List<String> log) {
        @Override
        public String toString() {
            return name;
        }
    }

    @ParameterizedTest
    @MethodSource("recordings")
    void read_recordedConfiguration_isAcceptedOrRefusedAsByTheOriginal(Recording recording) {
        if (recording.exit == ABORTED && recording.log.get(0).endsWith("std::bad_cast")) {
            assertThat(problemsOf(recording.config))
                    .singleElement()
                    .satisfies(problem -> assertThat(problem.sentence()).contains("std::bad_cast"));
        } else if (!recording.log.isEmpty()) {
            assertSyntaxError(recording);
        } else if (recording.exit == 0) {
            assertThat(problemsOf(recording.config)).isEmpty();
        } else {
            List<String> sentences = problemsOf(recording.config).stream()
                    .map(Problems.Problem::sentence)
                    .toList();
            assertThat(sentences).isEqualTo(sentencesOf(recording));
        }
    }

    @Test
    void recordings_areComplete() throws IOException {
        assertThat(recordings()).hasSize(98);
    }

    /** Everything that is found wrong with a configuration, in order. */
    private static List<Problems.Problem> problemsOf(ByteString config) {
        var problems = new Problems();
        EngineConfig read = ConfigReader.read(
                config.toBytes(), problems, converter -> Converter.build(converter, Plugins.builtIn(), problems));
        assertThat(read == null).isEqualTo(!problems.isEmpty());
        return problems.list();
    }

    private static void assertSyntaxError(Recording recording) {
        String line = recording.log.get(0);
        var error = catchThrowableOfType(JsonSyntaxException.class, () -> problemsOf(recording.config));
        assertThat(error).isNotNull();
        if (line.startsWith(SYNTAX_ERROR)) {
            assertThat(error.text()).hasToString(line.substring(SYNTAX_ERROR.length()));
        } else {
            assertThat("FATAL error in main thread: " + error.text()).isEqualTo(line);
            assertThat(error.isTruncated()).isTrue();
        }
    }

    /** The Message lines, or, if there are none, what follows the name of the exception class. */
    private static List<String> sentencesOf(Recording recording) {
        List<String> messages = recording.stderr.stream()
                .filter(line -> line.startsWith(MESSAGE))
                .map(line -> line.substring(MESSAGE.length()))
                .toList();
        String diagnostic = recording.stderr.get(1);
        String sentence = diagnostic.substring(diagnostic.indexOf(": ") + 2);
        // A plug-in that is not there has the attempt as a message besides; its sentence has it too.
        boolean hasOwnSentence = messages.isEmpty() || sentence.endsWith(messages.get(0));
        return hasOwnSentence ? List.of(sentence.replace(PLUGIN_FOLDER, "")) : messages;
    }

    static List<Recording> recordings() throws IOException {
        List<Recording> all = new ArrayList<>();
        try (InputStream file = GoldenConfigTest.class.getResourceAsStream("/golden/config.jsonl")) {
            for (String line : new String(file.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                all.add(recording((JsonValue.Obj) JsonReader.read(line.getBytes(StandardCharsets.UTF_8))));
            }
        }
        return all;
    }

    private static Recording recording(JsonValue.Obj json) {
        return new Recording(
                string(member(json, "name")).toString(),
                string(member(json, "config")),
                ((JsonValue.Int) member(json, "exit")).value(),
                strings(member(json, "stderr")),
                strings(member(json, "log")));
    }

    private static JsonValue member(JsonValue.Obj json, String key) {
        return json.members().get(ByteString.utf8(key));
    }

    private static ByteString string(JsonValue json) {
        return ((JsonValue.Str) json).value();
    }

    private static List<String> strings(JsonValue json) {
        return ((JsonValue.Array) json)
                .elements().stream().map(element -> string(element).toString()).toList();
    }
}
