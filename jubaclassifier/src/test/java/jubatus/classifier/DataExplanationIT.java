package jubatus.classifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import jubatus.core.Engine;
import jubatus.core.Workspace;
import jubatus.core.bytes.ByteString;
import jubatus.core.datum.Datum;
import jubatus.core.plugin.Plugins;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code --explain-datum} as a process. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class DataExplanationIT {
    private static final String CONFIG = """
            {"method": "PA", "converter": {
              "string_rules": [{"key": "*", "type": "space", "sample_weight": "tf", "global_weight": "bin"}],
              "num_rules": [{"key": "*", "type": "num"}, {"key": "n", "type": "str"}]}}
            """;

    @TempDir
    Path temporary;

    private Path config;

    @BeforeEach
    void writeConfig() throws Exception {
        config = Files.writeString(temporary.resolve("config.json"), CONFIG);
    }

    @Test
    void shouldShowTheFeaturesOfEachDatum() throws Exception {
        Path data = Files.writeString(temporary.resolve("data"), "{\"t\": \"b a b\", \"n\": 1.5}\n\n{\"n\": 0}\n{}\n");
        try (var shown = explain("-f", config.toString(), "--explain-datum", data.toString())) {
            assertThat(shown.awaitExit()).isZero();
            assertThat(shown.output().split("\n\n", -1)[0].split("\n"))
                    .containsExactlyInAnyOrder(
                            "2\tt$b@space#tf/bin", "1\tt$a@space#tf/bin", "1.5\tn@num", "1\tn@str$1.5");
            assertThat(shown.output()).endsWith("\n\n1\tn@str$0\n\n\n");
        }
    }

    @Test
    void shouldShowTheScoresThatAModelGives() throws Exception {
        Engine engine =
                Engine.create(CONFIG.getBytes(StandardCharsets.UTF_8), Engine.Mode.STANDALONE, Plugins.of(List.of()));
        engine.train(ByteString.utf8("A"), new Datum().addNumber("x", 2), new Workspace());
        engine.train(ByteString.utf8("B"), new Datum().addNumber("y", 2), new Workspace());
        Path model = temporary.resolve("model");
        engine.save(model, ByteString.utf8("id"));
        Path data = Files.writeString(temporary.resolve("data"), "{\"y\": 1}\n");
        try (var shown = explain("-m", model.toString(), "--explain-datum", data.toString())) {
            assertThat(shown.awaitExit()).isZero();
            assertThat(shown.output())
                    .startsWith("1\ty@num\n")
                    .contains("\nscore of A\t-0.25\n", "\nscore of B\t0.25\n");
        }
    }

    @Test
    void shouldSayWhichLineIsNoDatum() throws Exception {
        assertFails("{}\n[1]\n", "line 2 of FILE must be an object of texts and numbers, was Array");
        assertFails("{\"a\": true}\n", "line 1 of FILE: 'a' must be a text or a number, was Bool");
        assertFails("{\"a\": }\n", "line 1 of FILE: ");
    }

    @Test
    void shouldSayThatAFileIsNotThere() throws Exception {
        Path data = temporary.resolve("none");
        try (var failing = explain("-f", config.toString(), "--explain-datum", data.toString())) {
            assertThat(failing.awaitExit()).isEqualTo(1);
            assertThat(failing.errors())
                    .isEqualTo("jubaclassifier: cannot read the data in " + data + ": there is no such file\n");
        }
    }

    private void assertFails(String lines, String sentence) throws Exception {
        Path data = Files.writeString(temporary.resolve("data"), lines);
        try (var failing = explain("-f", config.toString(), "--explain-datum", data.toString())) {
            assertThat(failing.awaitExit()).isEqualTo(1);
            assertThat(failing.errors()).contains("jubaclassifier: " + sentence.replace("FILE", data.toString()));
        }
    }

    private ServerCommand explain(String... arguments) throws Exception {
        return ServerCommand.start(temporary, arguments);
    }
}
