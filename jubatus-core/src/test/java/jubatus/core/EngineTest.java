package jubatus.core;

import static jubatus.core.Models.classify;
import static jubatus.core.Models.label;
import static jubatus.core.Models.labels;
import static jubatus.core.Models.number;
import static jubatus.core.Models.train;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import jubatus.core.bytes.ByteString;
import jubatus.core.config.ConfigException;
import jubatus.core.config.JsonSyntaxException;
import jubatus.core.config.Problems.Problem;
import jubatus.core.datum.Datum;
import jubatus.core.plugin.Plugins;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class EngineTest {
    private static final String LINEAR = "{\"regularization_weight\": 1.0}";
    private static final String NEIGHBOURS = "{\"nearest_neighbor_num\": 5, \"local_sensitivity\": 1}";
    private static final String HASHED =
            "{\"method\": \"euclid_lsh\", \"parameter\": {\"hash_num\": 64}, \"nearest_neighbor_num\": 5,"
                    + " \"local_sensitivity\": 1}";

    @TempDir
    Path folder;

    static Stream<Arguments> methods() {
        return Stream.of(
                Arguments.of("perceptron", "{}"),
                Arguments.of("PA", "{}"),
                Arguments.of("PA1", LINEAR),
                Arguments.of("PA2", LINEAR),
                Arguments.of("CW", LINEAR),
                Arguments.of("AROW", LINEAR),
                Arguments.of("NHERD", LINEAR),
                Arguments.of("NN", HASHED),
                Arguments.of("cosine", NEIGHBOURS),
                Arguments.of("euclidean", NEIGHBOURS));
    }

    @ParameterizedTest
    @MethodSource("methods")
    void classify_afterTraining_prefersTheLabelOfWhatIsAlike(String method, String parameter) {
        Engine engine = trained(method, parameter);

        Map<String, Double> scores = classify(engine, spam());

        assertThat(scores).containsOnlyKeys("spam", "ham");
        assertThat(scores.get("spam")).isGreaterThan(scores.get("ham"));
        assertThat(labels(engine)).isEqualTo(Map.of("spam", 2L, "ham", 2L));
    }

    @ParameterizedTest
    @MethodSource("methods")
    void load_whatWasSaved_answersAndLearnsOnAlike(String method, String parameter) {
        Engine engine = trained(method, parameter);
        Path file = folder.resolve("model");
        engine.save(file, label("id"));
        Engine loaded = Models.engine(method, parameter);
        train(loaded, "else", number("y", 3));

        loaded.load(file);

        assertSame(loaded, engine);
        train(engine, "ham", spam());
        train(loaded, "ham", spam());
        assertSame(loaded, engine);
    }

    @ParameterizedTest
    @MethodSource("methods")
    void open_savedModel_needsNoConfiguration(String method, String parameter) {
        Engine engine = trained(method, parameter);
        Path file = folder.resolve("model");
        engine.save(file, label("id"));

        Engine opened = Engine.open(file, Engine.Mode.STANDALONE, Plugins.builtIn());

        assertThat(opened.configText()).isEqualTo(engine.configText());
        assertSame(opened, engine);
    }

    @Test
    void open_modelOfAStandaloneServer_servesADistributedOne() {
        Engine engine = trained("AROW", LINEAR);
        Path file = folder.resolve("model");
        engine.save(file, label("id"));

        Engine opened = Engine.open(file, Engine.Mode.DISTRIBUTED, Plugins.builtIn());

        assertSame(opened, engine);
        assertThat(opened.status()).containsEntry("storage", "local_storage_mixture");
    }

    @ParameterizedTest
    @MethodSource("methods")
    void status_modelThatGrowsAndIsCleared_tellsItsMemory(String method, String parameter) {
        Engine engine = trained(method, parameter);
        long few = modelBytes(engine);
        for (int i = 0; i < 5_000; i++) {
            String label = i % 2 == 0 ? "spam" : "ham";
            engine.train(label(label), new Datum().addString("text", "word" + i + " that" + i), new Workspace());
        }
        long many = modelBytes(engine);
        engine.clear();

        assertThat(few).isPositive();
        assertThat(many).as("a row or two features for each datum").isGreaterThan(few + 5_000 * 16);
        assertThat(modelBytes(engine)).isLessThan(many);
    }

    private static long modelBytes(Engine engine) {
        return Long.parseLong(engine.status().get("model_bytes"));
    }

    @ParameterizedTest
    @MethodSource("methods")
    void clear_trainedEngine_isLikeANewOne(String method, String parameter) {
        Engine engine = trained(method, parameter);

        engine.clear();

        assertThat(labels(engine)).isEmpty();
        assertThat(classify(engine, spam())).isEmpty();
        assertThat(engine.status()).containsEntry("diff_document_count", "0");
        teach(engine);
        assertSame(engine, trained(method, parameter));
    }

    @ParameterizedTest
    @MethodSource("methods")
    void setLabel_newThenKnown_isTrueThenFalse(String method, String parameter) {
        Engine engine = Models.engine(method, parameter);

        assertThat(engine.setLabel(label("a"))).isTrue();
        assertThat(engine.setLabel(label("a"))).isFalse();

        assertThat(labels(engine)).isEqualTo(Map.of("a", 0L));
        assertThat(classify(engine, spam())).isEqualTo(Map.of("a", 0.0));
    }

    @ParameterizedTest
    @MethodSource("methods")
    void deleteLabel_knownOne_isForgottenWhereTheOriginalForgetsIt(String method, String parameter) {
        Engine engine = trained(method, parameter);
        boolean indexed = method.equals("cosine") || method.equals("euclidean");

        assertThat(engine.deleteLabel(label("nobody"))).isFalse();
        assertThat(engine.deleteLabel(label("spam"))).isEqualTo(!indexed);

        assertThat(labels(engine)).isEqualTo(indexed ? Map.of("spam", 2L, "ham", 2L) : Map.of("ham", 2L));
    }

    @ParameterizedTest
    @MethodSource("methods")
    void train_labelThatIsNotUtf8_isKeptByteForByte(String method, String parameter) {
        Engine engine = Models.engine(method, parameter);
        ByteString odd = ByteString.copyOf(new byte[] {(byte) 0xff, 0, (byte) 0xfe});
        engine.train(odd, spam(), new Workspace());
        engine.save(folder.resolve("model"), label("id"));
        engine.clear();

        engine.load(folder.resolve("model"));

        assertThat(engine.labels()).isEqualTo(new TreeMap<>(Map.of(odd, 1L)));
        assertThat(engine.classify(spam(), new Workspace()).label(0)).isEqualTo(odd);
    }

    @Test
    void train_datumThatIsRefused_learnsNothing() {
        Engine engine = trained("AROW", LINEAR);

        assertThatThrownBy(() -> train(engine, "new", number("x", Double.NaN)))
                .hasMessage("the number of key 'x' must be finite, was NaN");

        assertSame(engine, trained("AROW", LINEAR));
    }

    @Test
    void load_fileOfAnotherConfiguration_leavesTheModelAsItWas() {
        Engine engine = trained("AROW", LINEAR);
        Path file = folder.resolve("model");
        trained("PA", "{}").save(file, label("id"));

        assertThatThrownBy(() -> engine.load(file))
                .isInstanceOf(JubatusException.class)
                .hasMessage("server config mismatched: " + Models.config("PA", "{}") + ", expected "
                        + Models.config("AROW", LINEAR));

        assertSame(engine, trained("AROW", LINEAR));
    }

    @Test
    void load_sameConfigurationInOtherWords_isTaken() {
        Path file = folder.resolve("model");
        trained("AROW", LINEAR).save(file, label("id"));
        Engine engine = Models.engine("AROW", "  {\"regularization_weight\" : 1.0 } ");

        engine.load(file);

        assertSame(engine, trained("AROW", LINEAR));
    }

    @ParameterizedTest
    @MethodSource("methods")
    void load_fileCutShort_leavesTheModelAsItWas(String method, String parameter) throws IOException {
        Engine engine = trained(method, parameter);
        Path file = folder.resolve("model");
        Models.engine(method, parameter).save(file, label("id"));
        byte[] whole = Files.readAllBytes(file);
        for (int length : new int[] {0, 47, 48, whole.length / 2, whole.length - 1}) {
            Files.write(file, Arrays.copyOf(whole, length));

            assertThatThrownBy(() -> engine.load(file)).as("%d bytes", length).hasMessage("cannot read input file");
        }

        assertSame(engine, trained(method, parameter));
    }

    @Test
    void load_missingFile_cannotBeOpened() {
        Engine engine = trained("AROW", LINEAR);

        assertThatThrownBy(() -> engine.load(folder.resolve("none"))).hasMessage("cannot open input file");
    }

    @Test
    void save_folderThatIsMissing_cannotBeOpened() {
        Engine engine = trained("AROW", LINEAR);

        assertThatThrownBy(() -> engine.save(folder.resolve("none/model"), label("id")))
                .isInstanceOf(JubatusException.class)
                .hasMessageStartingWith("cannot open output file: " + folder);

        // The snapshot of the failed save is closed: the next one works.
        engine.save(folder.resolve("model"), label("id"));
        assertThat(folder.resolve("model")).isRegularFile();
    }

    @Test
    void save_overAFolder_leavesItAlone() throws IOException {
        Path target = Files.createDirectories(folder.resolve("model/inside"));

        assertThatThrownBy(() -> trained("AROW", LINEAR).save(target.getParent(), label("id")))
                .hasMessageStartingWith("cannot open output file: " + folder);

        assertThat(target).isDirectory();
    }

    @ParameterizedTest
    @MethodSource("methods")
    void save_twice_writesTheSameModel(String method, String parameter) throws IOException {
        Engine engine = trained(method, parameter);
        engine.save(folder.resolve("1"), label("id"));
        engine.save(folder.resolve("2"), label("id"));
        byte[] first = Files.readAllBytes(folder.resolve("1"));
        byte[] second = Files.readAllBytes(folder.resolve("2"));

        // The time of the save and the checksum over it may differ.
        assertThat(second).hasSameSizeAs(first);
        Engine.open(folder.resolve("1"), Engine.Mode.STANDALONE, Plugins.builtIn())
                .save(folder.resolve("3"), label("id"));
        assertThat(Files.size(folder.resolve("3"))).isEqualTo(first.length);
    }

    @ParameterizedTest
    @EnumSource
    void create_wrongConfiguration_reportsLearnerAndConverterTogether(Engine.Mode mode) {
        byte[] config =
                "{\"method\":\"AROW\",\"parameter\":{\"regularization_weight\":-1},\"converter\":{\"hash_max_size\":0}}"
                        .getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> Engine.create(config, mode, Plugins.builtIn()))
                .isInstanceOfSatisfying(
                        ConfigException.class,
                        failure -> assertThat(failure.problems().stream().map(Problem::path))
                                .containsExactlyInAnyOrder(
                                        ".converter.hash_max_size", ".parameter.regularization_weight"));
    }

    @Test
    void create_textThatIsNotJson_showsThePlace() {
        assertThatThrownBy(() -> Models.fromConfig("{\"method\":PA}"))
                .isInstanceOf(JsonSyntaxException.class)
                .hasMessageContaining("1:11");
    }

    private static Engine trained(String method, String parameter) {
        Engine engine = Models.engine(method, parameter);
        teach(engine);
        return engine;
    }

    private static void teach(Engine engine) {
        train(engine, "spam", spam());
        train(engine, "ham", ham());
        train(engine, "spam", spam().addNumber("y", 0.25));
        train(engine, "ham", ham().addNumber("x", -0.5));
    }

    private static Datum spam() {
        return new Datum().addString("text", "buy now buy").addNumber("x", 1);
    }

    private static Datum ham() {
        return new Datum().addString("text", "see you there").addNumber("x", -1);
    }

    private static void assertSame(Engine engine, Engine expected) {
        assertThat(labels(engine)).isEqualTo(labels(expected));
        assertThat(classify(engine, spam())).isEqualTo(classify(expected, spam()));
        assertThat(classify(engine, ham())).isEqualTo(classify(expected, ham()));
        assertThat(engine.status().get("diff_document_count"))
                .isEqualTo(expected.status().get("diff_document_count"));
    }
}
