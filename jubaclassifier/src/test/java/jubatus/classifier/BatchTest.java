package jubatus.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import jubatus.core.JubatusException;
import jubatus.core.datum.Datum;
import jubatus.core.datum.DatumCodec;
import jubatus.core.msgpack.MessageReader;
import jubatus.core.msgpack.MessageWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BatchTest {
    private final MessageWriter message = MessageWriter.toArray();

    @ParameterizedTest
    @ValueSource(ints = {0, 1, Batch.SIZE - 1, Batch.SIZE, Batch.SIZE + 1, 3 * Batch.SIZE, 1000})
    void open_listOfAnySize_readsAllInOrder(int count) {
        message.array(count);
        var expected = new ArrayList<String>();
        for (int i = 0; i < count; i++) {
            message.array(2);
            message.raw("label " + i);
            DatumCodec.write(new Datum().addNumber("x", i), message);
            expected.add("label " + i + " " + (double) i);
        }
        message.raw("what follows");
        MessageReader in = MessageReader.of(message.toBytes());

        var seen = new ArrayList<String>();
        try (Batch batch = Batch.current()) {
            assertThat(batch.open(in, true)).isEqualTo(count);
            for (int ready = batch.ready(); ready > 0; ready = batch.next()) {
                for (int i = 0; i < ready; i++) {
                    seen.add(batch.label(i) + " " + batch.datum(i).number(0));
                }
            }
        }

        assertThat(seen).isEqualTo(expected);
        assertThat(in.readByteString()).hasToString("what follows");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, Batch.SIZE, Batch.SIZE + 1, 700})
    void open_wrongTypeInTheLastDatum_isFoundBeforeTheFirstIsUsed(int count) {
        message.array(count);
        for (int i = 1; i < count; i++) {
            message.array(0);
        }
        message.integer(5);
        try (Batch batch = Batch.current()) {
            assertThatThrownBy(() -> batch.open(MessageReader.of(message.toBytes()), false))
                    .isInstanceOfSatisfying(
                            JubatusException.class,
                            e -> assertThat(e.code()).isEqualTo(JubatusException.Code.BAD_ARGUMENT));
        }
    }

    @Test
    void open_labeledDatumWithMissingAndSurplusMembers_isTolerated() {
        message.array(3);
        message.array(0);
        message.array(1);
        message.raw("A");
        message.array(4);
        message.raw("B");
        message.array(0);
        message.map(0);
        message.nil();
        try (Batch batch = Batch.current()) {
            batch.open(MessageReader.of(message.toBytes()), true);
            assertThat(List.of(batch.label(0), batch.label(1), batch.label(2)))
                    .extracting(Object::toString)
                    .containsExactly("", "A", "B");
            assertThat(batch.datum(0).numberCount()).isZero();
        }
    }

    @Test
    void close_afterALargeDatum_keepsNeitherItNorTheMessage() {
        var large = new Datum();
        for (int i = 0; i < 2000; i++) {
            large.addNumber("k", i);
        }
        message.array(1);
        DatumCodec.write(large, message);
        Batch batch = Batch.current();
        batch.open(MessageReader.of(message.toBytes()), false);
        Datum used = batch.datum(0);
        batch.close();
        assertThat(batch.datum(0)).isNotSameAs(used);
        assertThat(batch.datum(0).bytes()).isEmpty();
    }
}
