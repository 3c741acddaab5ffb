package jubatus.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import jubatus.core.bytes.ByteString;
import jubatus.core.datum.Datum;
import jubatus.core.msgpack.MessageReader;
import jubatus.core.msgpack.MessageWriter;
import jubatus.core.plugin.Plugins;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What servers with push mixers exchange. */
class EnginePushTest {
    private static final String NEAREST_NEIGHBOR = """
            {"method": "NN", "parameter": {"method": "lsh", "parameter": {"hash_num": 64},
                                           "nearest_neighbor_num": 3, "local_sensitivity": 1.0},
             "converter": {"num_rules": [{"key": "*", "type": "num"}]}}""";
    private static final String PERCEPTRON = """
            {"method": "perceptron", "parameter": {}, "converter": {"num_rules": [{"key": "*", "type": "num"}]}}""";
    /** An original's {@code [{}]}: it has received nothing. */
    private static final byte[] ARGUMENT_OF_ORIGINAL = {(byte) 0x91, (byte) 0x80};

    private final Engine first = engine(NEAREST_NEIGHBOR);
    private final Engine second = engine(NEAREST_NEIGHBOR);
    private final Engine third = engine(NEAREST_NEIGHBOR);

    @TempDir
    Path folder;

    @Test
    void push_whatWasPulled_bringsEachRowOnceAndOverOthersToo() {
        train(first, "a", 3);
        train(second, "b", 2);

        assertThat(give(first, second)).isEqualTo(3);
        assertThat(give(first, second)).isZero();
        assertThat(give(second, third)).isEqualTo(5);
        train(first, "a", 1);
        assertThat(give(first, third))
                .as("all rows of the first, though it knows three")
                .isEqualTo(4);

        assertThat(third.labels()).isEqualTo(labels("a", 4, "b", 2));
        assertThat(second.labels()).isEqualTo(labels("a", 3, "b", 2));
        assertThat(first.labels()).isEqualTo(labels("a", 4));
    }

    @Test
    void pull_ofRowsWhoseClockIsBehind_hasThem() {
        train(first, "a", 10);
        give(first, second);
        train(third, "c", 1);

        assertThat(give(third, second)).isEqualTo(1);
        assertThat(second.labels()).isEqualTo(labels("a", 10, "c", 1));
    }

    @Test
    void pull_afterALoad_hasAllRowsOfTheModel() {
        train(first, "a", 2);
        give(first, second);
        Path file = folder.resolve("model.jubatus");
        first.save(file, ByteString.utf8("model"));
        third.load(file);

        assertThat(give(third, second)).isEqualTo(2);
        assertThat(second.labels()).isEqualTo(labels("a", 2));
    }

    @Test
    void pull_byAnOriginal_answersRowsByClockAndNoTail() {
        train(first, "a", 2);
        MessageWriter pulled = MessageWriter.toArray();
        first.mix().push().pull(MessageReader.of(ARGUMENT_OF_ORIGINAL), pulled);

        MessageReader in = MessageReader.of(pulled.toBytes());
        in.skip();
        assertThat(in.remaining()).isZero();
        assertThat(second.mix().push().push(MessageReader.of(pulled.toBytes()))).isEqualTo(2);
        assertThat(second.labels()).isEqualTo(labels("a", 2));
    }

    @Test
    void writeArgument_ofALinearClassifier_isAnEmptyArray() {
        EnginePush push = engine(PERCEPTRON).mix().push();
        assertThat(push.hasRows()).isFalse();
        MessageWriter argument = MessageWriter.toArray();
        push.writeArgument(argument);
        MessageWriter pulled = MessageWriter.toArray();
        push.pull(MessageReader.of(argument.toBytes()), pulled);

        assertThat(HexFormat.of().formatHex(argument.toBytes())).isEqualTo("90");
        assertThat(HexFormat.of().formatHex(pulled.toBytes())).isEqualTo("90");
        assertThat(push.push(MessageReader.of(pulled.toBytes()))).isZero();
    }

    @Test
    void pullAndPush_ofAnotherKindOfClassifier_fail() {
        byte[] empty = {(byte) 0x90};
        EnginePush push = first.mix().push();
        assertThatThrownBy(() -> push.pull(MessageReader.of(empty), MessageWriter.toArray()))
                .hasMessage("pull array failed");
        assertThatThrownBy(() -> push.push(MessageReader.of(empty))).hasMessage("push failed");
    }

    /** Gives the receiver what it asks the giver for, and answers how many rows that was. */
    private static int give(Engine giver, Engine receiver) {
        MessageWriter argument = MessageWriter.toArray();
        receiver.mix().push().writeArgument(argument);
        MessageWriter rows = MessageWriter.toArray();
        giver.mix().push().pull(MessageReader.of(argument.toBytes()), rows);
        return receiver.mix().push().push(MessageReader.of(rows.toBytes()));
    }

    private static Map<ByteString, Long> labels(String label, long count) {
        return Map.of(ByteString.utf8(label), count);
    }

    private static Map<ByteString, Long> labels(String one, long count, String other, long otherCount) {
        return Map.of(ByteString.utf8(one), count, ByteString.utf8(other), otherCount);
    }

    private static void train(Engine engine, String label, int samples) {
        for (int i = 0; i < samples; i++) {
            engine.train(ByteString.utf8(label), new Datum().addNumber("x" + i, 1), new Workspace());
        }
    }

    private static Engine engine(String config) {
        return Engine.create(config.getBytes(StandardCharsets.UTF_8), Engine.Mode.DISTRIBUTED, Plugins.of(List.of()));
    }
}
