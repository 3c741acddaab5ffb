package jubatus.core.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.OptionalLong;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import jubatus.core.Engine;
import jubatus.core.EngineMix;
import jubatus.core.JubatusException;
import jubatus.core.Workspace;
import jubatus.core.bytes.ByteString;
import jubatus.core.config.JsonReader;
import jubatus.core.config.JsonValue;
import jubatus.core.datum.Datum;
import jubatus.core.mix.Put;
import jubatus.core.mix.PutOutcome;
import jubatus.core.mix.Round;
import jubatus.core.model.ModelFile;
import jubatus.core.model.ModelReader;
import jubatus.core.msgpack.MessageReader;
import jubatus.core.msgpack.MessageWriter;
import jubatus.core.plugin.Plugins;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelSummaryTest {
    private static final String UNLEARNER =
            "\"unlearner\": \"lru\", \"unlearner_parameter\": {\"max_size\": 9}, \"regularization_weight\": 1";
    private static final String HASHED =
            "\"method\": \"lsh\", \"parameter\": {\"hash_num\": 64}, \"nearest_neighbor_num\": 3, \"local_sensitivity\": 1";
    private static final String NEIGHBORS = "\"nearest_neighbor_num\": 3, \"local_sensitivity\": 1";

    private final Workspace workspace = new Workspace();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "perceptron |  | STANDALONE | 3",
                "perceptron |  | DISTRIBUTED | 3",
                "AROW |" + UNLEARNER + "| STANDALONE | 5",
                "AROW |" + UNLEARNER + "| DISTRIBUTED | 5",
                "NN |" + HASHED + "| STANDALONE | -1",
                "NN |" + HASHED + "| DISTRIBUTED | -1",
                "cosine |" + NEIGHBORS + "| STANDALONE | 5",
                "euclidean |" + NEIGHBORS + "| DISTRIBUTED | 5"
            })
    void read_modelOfAnyMethod_tellsLabelsSamplesAndFeatures(
            String method, String parameter, Engine.Mode mode, long features) {
        Engine engine = engine(method, parameter, mode);
        learn(engine);
        engine.setLabel(ByteString.copyOf(new byte[] {(byte) 0xff}));

        ModelSummary summary = summary(engine);

        assertThat(summary.labels()).isEqualTo(engine.labels()).hasSize(3);
        assertThat(summary.samples()).isEqualTo(5);
        assertThat(summary.features()).isEqualTo(features < 0 ? OptionalLong.empty() : OptionalLong.of(features));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {"PA |", "NN |" + HASHED, "cosine |" + NEIGHBORS})
    void read_samplesBesidesAMixedModel_countsThemToo(String method, String parameter) {
        Engine engine = engine(method, parameter, Engine.Mode.DISTRIBUTED);
        learn(engine);
        mix(engine);
        engine.train(ByteString.utf8("eggs"), new Datum().addNumber("e", 1), workspace);

        ModelSummary summary = summary(engine);

        assertThat(summary.labels()).isEqualTo(engine.labels()).hasSize(3);
        assertThat(summary.samples()).isEqualTo(6);
    }

    @Test
    void read_filesOfTheOriginal_tellsWhatTheyHoldOnceLoaded() throws IOException {
        int files = 0;
        try (InputStream packed = getClass().getResourceAsStream("/golden/classifier.jsonl.gz");
                InputStream lines = new GZIPInputStream(packed)) {
            for (String line : new String(lines.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                var conversation = (JsonValue.Obj) JsonReader.read(line.getBytes(StandardCharsets.UTF_8));
                var model = (JsonValue.Str) conversation.members().get(ByteString.utf8("model"));
                Path file = Files.write(
                        folder.resolve("recorded"),
                        HexFormat.of().parseHex(model.value().toString()));

                assertThat(summary(file).labels())
                        .as(line)
                        .isEqualTo(Engine.open(file, Engine.Mode.STANDALONE, Plugins.builtIn())
                                .labels());
                files++;
            }
        }
        assertThat(files).isEqualTo(42);
    }

    @Test
    void read_bytesOfAnotherShape_isRefused() {
        MessageWriter out = MessageWriter.toArray();
        out.array(2);
        out.array(1);
        out.map(0);
        out.array(0);
        MessageReader in = MessageReader.of(out.bytes(), 0, out.size());

        assertThatThrownBy(() -> ModelSummary.read(in)).isInstanceOf(JubatusException.class);
    }

    /** Three samples of spam and two of ham, with a feature each, of which a perceptron takes those that it got wrong. */
    private void learn(Engine engine) {
        for (int i = 0; i < 5; i++) {
            String label = i < 3 ? "spam" : "ham";
            engine.train(ByteString.utf8(label), new Datum().addNumber("n" + i, 1 + i), workspace);
        }
    }

    private static void mix(Engine engine) {
        EngineMix mix = engine.mix();
        var round = new Round(new Round.Setting(Set.of(), 1, 1, 1000, 600));
        round.add(ByteString.utf8("server"), mix.handOut());
        Put put = round.finish().orElseThrow();
        assertThat(mix.put(put)).isInstanceOf(PutOutcome.Applied.class);
    }

    private ModelSummary summary(Engine engine) {
        Path file = folder.resolve("model");
        engine.save(file, ByteString.utf8("id"));
        return summary(file);
    }

    private static ModelSummary summary(Path file) {
        try (ModelReader reader = ModelFile.open(file)) {
            return reader.readModel(ModelSummary::read);
        }
    }

    private static Engine engine(String method, String parameter, Engine.Mode mode) {
        String config = "{\"method\": \"" + method + "\", \"parameter\": {" + (parameter == null ? "" : parameter)
                + "}, \"converter\": {\"num_rules\": [{\"key\": \"*\", \"type\": \"num\"}]}}";
        return Engine.create(config.getBytes(StandardCharsets.UTF_8), mode, Plugins.builtIn());
    }
}
