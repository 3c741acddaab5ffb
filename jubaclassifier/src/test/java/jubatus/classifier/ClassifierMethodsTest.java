package jubatus.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import jubatus.common.rpc.RpcHandler;
import jubatus.core.Engine;
import jubatus.core.JubatusException;
import jubatus.core.datum.Datum;
import jubatus.core.datum.DatumCodec;
import jubatus.core.msgpack.MessageReader;
import jubatus.core.msgpack.MessageWriter;
import jubatus.core.plugin.Plugins;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassifierMethodsTest {
    private final UpdateCounter updates = new UpdateCounter();

    @TempDir
    Path folder;

    private ClassifierMethods methods;
    private ModelMethods models;
    private byte[] config;

    @BeforeEach
    void createEngine() throws IOException {
        try (var in = getClass().getResourceAsStream("/pa.json")) {
            config = in.readAllBytes();
        }
        Engine engine = Engine.create(config, Engine.Mode.STANDALONE, Plugins.of(List.of()));
        methods = new ClassifierMethods(engine, updates, new Helpers(2), "");
        ServerOptions options = TestOptions.withDataFolder(folder.toString());
        models = new ModelMethods(options, updates, new ModelStore(engine, new ServerStatus(options, engine, updates)));
    }

    @Test
    void train_twoLabels_answersTheirNumberAndCountsOneUpdate() {
        assertThat(trainTwo().readInt()).isEqualTo(2);
        assertThat(updates.count()).isEqualTo(1);
        MessageReader labels = call(methods::getLabels, params -> {});
        assertThat(labels.readMap()).isEqualTo(2);
        assertThat(labels.readByteString()).hasToString("A");
        assertThat(labels.readLong()).isEqualTo(1);
        assertThat(labels.readByteString()).hasToString("B");
        assertThat(labels.readLong()).isEqualTo(1);
    }

    @Test
    void train_emptyList_isAnUpdateToo() {
        assertThat(call(methods::train, params -> params.array(0)).readInt()).isZero();
        assertThat(updates.count()).isEqualTo(1);
    }

    @Test
    void train_wrongTypeInTheSecondDatum_learnsNothingAndIsNoUpdate() {
        assertTypeMismatch(methods::train, params -> {
            params.array(2);
            labeled(params, "A", 1);
            params.array(2);
            params.raw("B");
            params.raw("no datum");
        });
        assertThat(updates.count()).isZero();
        assertThat(call(methods::getLabels, params -> {}).readMap()).isZero();
    }

    @Test
    void train_secondDatumCannotBeLearned_keepsTheFirst() {
        assertThatThrownBy(() -> call(methods::train, params -> {
                    params.array(3);
                    labeled(params, "A", 1);
                    labeled(params, "B", Double.NaN);
                    labeled(params, "C", 1);
                }))
                .isInstanceOf(JubatusException.class);
        assertThat(updates.count()).isEqualTo(1);
        assertThat(call(methods::getLabels, params -> {}).readMap()).isEqualTo(1);
    }

    @Test
    void classify_afterTraining_answersLabelsAndScoresOfEachDatum() {
        trainTwo();
        MessageReader answer = call(methods::classify, params -> {
            params.array(2);
            DatumCodec.write(new Datum().addNumber("x", 1), params);
            DatumCodec.write(new Datum(), params);
        });
        assertThat(answer.readArray()).isEqualTo(2);
        for (int datum = 0; datum < 2; datum++) {
            assertThat(answer.readArray()).isEqualTo(2);
            for (int label = 0; label < 2; label++) {
                answer.readArrayOf(2);
                assertThat(answer.readByteString().toString()).isIn("A", "B");
                assertThat(answer.readDouble()).isFinite();
            }
        }
        assertThat(updates.count()).isEqualTo(1);
    }

    @Test
    void setLabelAndDeleteLabel_answerWhetherTheyChangedSomething() {
        assertThat(call(methods::setLabel, params -> params.raw("A")).readBoolean())
                .isTrue();
        assertThat(call(methods::setLabel, params -> params.raw("A")).readBoolean())
                .isFalse();
        assertThat(call(methods::deleteLabel, params -> params.raw("A")).readBoolean())
                .isTrue();
        assertThat(call(methods::deleteLabel, params -> params.raw("A")).readBoolean())
                .isFalse();
        assertThat(updates.count()).isEqualTo(4);
    }

    @Test
    void clear_afterTraining_forgetsTheLabels() {
        trainTwo();
        assertThat(call(methods::clear, params -> {}).readBoolean()).isTrue();
        assertThat(call(methods::getLabels, params -> {}).readMap()).isZero();
        assertThat(updates.count()).isEqualTo(2);
    }

    @Test
    void getConfig_answersTheTextAsItWasRead() {
        assertThat(call(methods::getConfig, params -> {}).readBytes()).isEqualTo(config);
    }

    @Test
    void anyMethod_withoutNameOrWithoutItsParameter_isATypeMismatch() {
        MessageWriter none = MessageWriter.toArray();
        none.array(0);
        for (RpcHandler method : List.<RpcHandler>of(methods::getLabels, methods::clear, models::getStatus)) {
            assertTypeMismatch(() -> method.handle(MessageReader.of(none.toBytes()), MessageWriter.toArray()));
        }
        for (RpcHandler method : List.<RpcHandler>of(methods::setLabel, methods::train, models::save, models::load)) {
            assertTypeMismatch(method, params -> {});
        }
        assertTypeMismatch(methods::setLabel, params -> params.integer(1));
        assertThat(updates.count()).isZero();
    }

    @Test
    void save_thenLoad_answersTheFileAndKeepsTheModel() {
        trainTwo();
        MessageReader saved = call(models::save, params -> params.raw("m1"));
        assertThat(saved.readMap()).isEqualTo(1);
        assertThat(saved.readByteString()).hasToString("192.168.0.11_9199");
        Path file = folder.resolve("192.168.0.11_9199_classifier_m1.jubatus");
        assertThat(saved.readByteString()).hasToString(file.toString());
        assertThat(file).exists();

        assertThat(call(models::load, params -> params.raw("m1")).readBoolean()).isTrue();
        assertThat(call(methods::getLabels, params -> {}).readMap()).isEqualTo(2);
        assertThat(updates.count()).isEqualTo(2);
    }

    @Test
    void load_ofAFileThatIsNotThere_failsAndIsAnUpdate() {
        assertThatThrownBy(() -> call(models::load, params -> params.raw("none")))
                .hasMessage("cannot open input file");
        assertThatThrownBy(() -> call(models::load, params -> params.raw("a/b")))
                .hasMessage("model ID contains invalid character");
        assertThat(updates.count()).isEqualTo(2);
    }

    private MessageReader trainTwo() {
        return call(methods::train, params -> {
            params.array(2);
            labeled(params, "A", 1);
            labeled(params, "B", -1);
        });
    }

    private static void labeled(MessageWriter params, String label, double x) {
        params.array(2);
        params.raw(label);
        DatumCodec.write(new Datum().addNumber("x", x), params);
    }

    private static void assertTypeMismatch(RpcHandler method, Consumer<MessageWriter> second) {
        assertTypeMismatch(() -> call(method, second));
    }

    private static void assertTypeMismatch(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        JubatusException.class,
                        e -> assertThat(e.code()).isEqualTo(JubatusException.Code.BAD_ARGUMENT));
    }

    /** Calls a method with a cluster's name and, if {@code second} writes one, a second parameter. */
    private static MessageReader call(RpcHandler method, Consumer<MessageWriter> second) {
        MessageWriter parameter = MessageWriter.toArray();
        second.accept(parameter);
        MessageWriter params = MessageWriter.toArray();
        params.array(parameter.size() == 0 ? 1 : 2);
        params.raw("any name");
        params.bytes(parameter.bytes(), 0, parameter.size());
        MessageWriter result = MessageWriter.toArray();
        method.handle(MessageReader.of(params.toBytes()), result);
        return MessageReader.of(result.toBytes());
    }
}
