package jubatus.core.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jubatus.core.JubatusException;
import jubatus.core.bytes.ByteString;
import jubatus.core.msgpack.MessageReader;
import jubatus.core.msgpack.MessageWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinearStorageReaderTest {
    private final LinearStorage storage = new LinearStorage(false, false);

    @Test
    void read_entriesOfIdsWithoutLabel_leavesThemOut() {
        MessageWriter out = MessageWriter.toArray();
        out.array(4);
        out.map(2);
        row(out, "mixed", 7, 0, 8, 9);
        row(out, "orphaned", 7, 9);
        out.array(3);
        out.map(1);
        out.raw("a");
        out.unsigned(0);
        out.map(1);
        out.unsigned(0);
        out.raw("a");
        out.unsigned(1);
        out.map(0);
        out.array(1);
        out.unsigned(0);

        new LinearStorageReader(storage).read(MessageReader.of(out.toBytes()));

        WeightTable table = storage.table();
        assertThat(table.features().find(ByteString.utf8("orphaned"))).isEqualTo(-1);
        int row = table.features().find(ByteString.utf8("mixed"));
        assertThat(table.rows().count(row)).isEqualTo(1);
        assertThat(table.rows().slot(row, 0)).isEqualTo(storage.labels().slotOf(ByteString.utf8("a")));
        assertThat(table.rows().weight(row, 0)).isEqualTo(1.5);
        assertThat(storage.labels().size()).isEqualTo(1);
    }

    @Test
    void read_unmixedEntriesOfIdsWithoutLabel_leavesThemOut() {
        MessageWriter out = MessageWriter.toArray();
        out.array(4);
        out.map(0);
        labels(out, 0);
        out.map(1);
        row(out, "unmixed", 7, 0);
        out.array(1);
        out.unsigned(0);

        var distributed = new LinearStorage(false, true);
        LabeledWeights unmixed = new LinearStorageReader(distributed).read(MessageReader.of(out.toBytes()));

        assertThat(unmixed.labels()).containsExactly(ByteString.utf8("a"));
        assertThat(unmixed.entries()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, Long.MIN_VALUE, Long.MAX_VALUE})
    void read_idThatHasNoNextOne_isRefused(long id) {
        MessageWriter out = MessageWriter.toArray();
        out.array(2);
        out.map(0);
        labels(out, id);

        assertThatThrownBy(() -> new LinearStorageReader(storage).read(MessageReader.of(out.toBytes())))
                .isInstanceOf(JubatusException.class);
    }

    private static void labels(MessageWriter out, long id) {
        out.array(3);
        out.map(1);
        out.raw("a");
        out.unsigned(id);
        out.map(1);
        out.unsigned(id);
        out.raw("a");
        out.unsigned(0);
    }

    private static void row(MessageWriter out, String feature, int... ids) {
        out.raw(feature);
        out.map(ids.length);
        for (int id : ids) {
            out.unsigned(id);
            out.array(3);
            out.float64(id + 1.5);
            out.float64(0);
            out.float64(0);
        }
    }
}
