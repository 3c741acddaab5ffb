package jubatus.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import jubatus.core.Engine;
import jubatus.core.JubatusException;
import jubatus.core.datum.Datum;
import jubatus.core.datum.DatumCodec;
import jubatus.core.msgpack.MessageReader;
import jubatus.core.msgpack.MessageWriter;
import jubatus.core.plugin.Plugins;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AheadTest {
    private static final String PLAIN = "\"global_weight\":\"bin\"}],\"num_rules\":[{\"key\":\"*\",\"type\":\"num\"}]";

    private static final String COUNTED =
            "\"global_weight\":\"idf\"}],\"num_rules\":[{\"key\":\"*\",\"type\":\"log\"}]";

    private static final String GROUPS_COMBINED =
            "\"global_weight\":\"bm25\"}],\"num_rules\":[{\"key\":\"*\",\"type\":\"num\"}],"
                    + "\"combination_rules\":[{\"key_left\":\"a*\",\"key_right\":\"n*\",\"type\":\"mul\"}]";

    private static final String HASHED = COUNTED + ",\"hash_max_size\":500";

    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);

    @ParameterizedTest
    @ValueSource(strings = {PLAIN, COUNTED, GROUPS_COMBINED, HASHED})
    void train_batchesWithAHelper_learnsWhatOneThreadLearns(String rules) {
        Engine helped = engine(rules);
        Engine alone = engine(rules);
        ClassifierMethods withHelp = methods(helped, new Helpers(2));
        ClassifierMethods withoutHelp = methods(alone, new Helpers(1));
        for (int batch = 0; batch < 30; batch++) {
            byte[] params = batch(1 + random.nextInt(300), -1);
            train(withHelp, params);
            train(withoutHelp, params);
        }
        byte[] questions = questions();
        assertThat(answer(withHelp, questions)).as("seed " + seed).isEqualTo(answer(withoutHelp, questions));
        assertThat(helped.labels()).as("seed " + seed).isEqualTo(alone.labels());
        assertThat(helped.status()).as("seed " + seed).isEqualTo(alone.status());
    }

    @ParameterizedTest
    @ValueSource(strings = {PLAIN, COUNTED, GROUPS_COMBINED, HASHED})
    void train_badDatumInTheMiddle_keepsThoseBeforeItAndNothingOfThoseBehind(String rules) {
        Engine helped = engine(rules);
        Engine alone = engine(rules);
        ClassifierMethods withHelp = methods(helped, new Helpers(2));
        ClassifierMethods withoutHelp = methods(alone, new Helpers(1));
        for (int batch = 0; batch < 30; batch++) {
            int size = 60 + random.nextInt(100);
            byte[] params = batch(size, random.nextInt(size));
            assertThatThrownBy(() -> train(withHelp, params)).isInstanceOf(JubatusException.class);
            assertThatThrownBy(() -> train(withoutHelp, params)).isInstanceOf(JubatusException.class);
        }
        byte[] questions = questions();
        assertThat(answer(withHelp, questions)).as("seed " + seed).isEqualTo(answer(withoutHelp, questions));
        assertThat(helped.labels()).as("seed " + seed).isEqualTo(alone.labels());
    }

    /** Those behind the first bad one are prepared, perhaps, and never learned. */
    @ParameterizedTest
    @ValueSource(strings = {PLAIN, HASHED})
    void train_goodBatchAfterOneOfBadData_isLearnedWhole(String rules) {
        Engine engine = engine(rules);
        ClassifierMethods methods = methods(engine, new Helpers(2));
        MessageWriter bad = MessageWriter.toArray();
        bad.array(2);
        bad.raw("name");
        bad.array(100);
        for (int i = 0; i < 100; i++) {
            bad.array(2);
            bad.raw("L0");
            DatumCodec.write(datum().addString("a", "w ".repeat(150)).addNumber("n", Double.NaN), bad);
        }
        long learned = 0;
        for (int round = 0; round < 50; round++) {
            assertThatThrownBy(() -> train(methods, bad.toBytes())).isInstanceOf(JubatusException.class);
            train(methods, batch(100, -1));
            learned += 100;
        }
        assertThat(engine.labels().values().stream().mapToLong(Long::longValue).sum())
                .as("seed " + seed)
                .isEqualTo(learned);
    }

    @Test
    void begin_helperIsFasterThanWhoLearns_preparesAsManyAsThereAreSlots() {
        Engine engine = engine(PLAIN);
        Batch batch = Batch.current();
        MessageReader in = MessageReader.of(batch(100, -1));
        ClassifierMethods.open(in, 2);
        batch.open(in, true);
        batch.ahead.begin(engine, new Helpers(2));
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> batch.ahead.begun() == Ahead.SLOTS
                        || Runtime.getRuntime().availableProcessors() == 1);
        for (int i = 0; i < batch.ready(); i++) {
            engine.trainPrepared(batch.label(i), batch.datum(i), batch.ahead.take(i), batch.workspace);
            batch.ahead.learned(i);
        }
        batch.ahead.end();
        batch.close();
        assertThat(engine.labels().values().stream().mapToLong(Long::longValue).sum())
                .isEqualTo(100);
    }

    private static Engine engine(String rules) {
        String config = "{\"method\":\"AROW\",\"parameter\":{\"regularization_weight\":1.0},\"converter\":{"
                + "\"string_rules\":[{\"key\":\"*\",\"type\":\"space\",\"sample_weight\":\"tf\"," + rules + "}}";
        return Engine.create(config.getBytes(StandardCharsets.UTF_8), Engine.Mode.STANDALONE, Plugins.of(List.of()));
    }

    private static ClassifierMethods methods(Engine engine, Helpers helpers) {
        return new ClassifierMethods(engine, new UpdateCounter(), helpers, "");
    }

    /** A train call whose datum number {@code bad} cannot be learned. */
    private byte[] batch(int size, int bad) {
        MessageWriter params = MessageWriter.toArray();
        params.array(2);
        params.raw("name");
        params.array(size);
        for (int i = 0; i < size; i++) {
            params.array(2);
            params.raw("L" + random.nextInt(5));
            DatumCodec.write(i == bad ? new Datum().addNumber("n", Double.NaN) : datum(), params);
        }
        return params.toBytes();
    }

    private Datum datum() {
        var text = new StringBuilder();
        for (int i = random.nextInt(120); i > 0; i--) {
            text.append('w').append(random.nextInt(2000)).append(' ');
        }
        return new Datum().addString("a", text.toString()).addNumber("n" + random.nextInt(3), random.nextInt(9));
    }

    private byte[] questions() {
        MessageWriter params = MessageWriter.toArray();
        params.array(2);
        params.raw("name");
        params.array(50);
        for (int i = 0; i < 50; i++) {
            DatumCodec.write(datum(), params);
        }
        return params.toBytes();
    }

    private static void train(ClassifierMethods methods, byte[] params) {
        methods.train(MessageReader.of(params), MessageWriter.toArray());
    }

    private static byte[] answer(ClassifierMethods methods, byte[] params) {
        MessageWriter answer = MessageWriter.toArray();
        methods.classify(MessageReader.of(params), answer);
        return answer.toBytes();
    }
}
