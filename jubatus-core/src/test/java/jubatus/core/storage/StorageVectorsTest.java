package jubatus.core.storage;

import static jubatus.core.classifier.Features.label;
import static jubatus.core.classifier.Features.vector;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import jubatus.core.msgpack.MessageReader;
import jubatus.core.msgpack.MessageWriter;
import org.junit.jupiter.api.Test;

/** The byte vectors of 03 §10.3. */
class StorageVectorsTest {
    private static final RowSchema SCHEMA = new RowSchema(64, true);
    private static final String TABLE = "9691aa415f616263646566676801919291a0009292920a4091cd02019292090091cb3ff80000"
            + "000000000181aa415f616263646566676800";
    private static final String ROWS = "9193aa415f61626364656667689291a000929240a80000000000000201cb3ff8000000000000";
    private static final String INDEX = "958081a1668100cb4000000000000000808100cb40100000000000009381aa415f6162636465"
            + "666768008100aa415f616263646566676801";
    private static final String CELLS = "929281a1668100cb40000000000000009381aa415f6162636465666768008100aa415f616263"
            + "64656667680181aa415f6162636465666768cb4010000000000000";

    private final RowTable table = new RowTable(SCHEMA, true);
    private final RowMix mix = new RowMix(table);
    private final InvertedIndex index = new InvertedIndex(true);

    @Test
    void rowTable_oneRow_isTheOriginalsBytes() {
        addRow();
        assertThat(hex(new RowTableCodec(table)::write)).isEqualTo(TABLE);
    }

    @Test
    void rowTable_readFromTheOriginal_isWrittenAlike() {
        new RowTableCodec(table).read(reader(TABLE));
        assertThat(hex(new RowTableCodec(table)::write)).isEqualTo(TABLE);
    }

    @Test
    void rows_oneRow_areTheOriginalsBytes() {
        addRow();
        assertThat(hex(out -> RowMix.writeRows(mix.difference(), SCHEMA, out))).isEqualTo(ROWS);
    }

    @Test
    void row_of65Bits_isPaddedToBlocksOfEightBytes() {
        var row = new Row(label("k"), 0, new long[2], 0);
        assertThat(hex(out -> row.write(out, new RowSchema(65, false))))
                .isEqualTo("93a16b9291a000919241b0" + "00".repeat(16));
    }

    @Test
    void receivedClock_beforeAndAfterRowsUpToClock2_isTheOriginalsArgument() {
        assertThat(hex(mix::writeReceivedClock)).isEqualTo("80");

        mix.put(List.of(new Row(label("k"), 2, new long[1], 1)), List.of(), key -> {});

        assertThat(hex(mix::writeReceivedClock)).isEqualTo("8191a002");
        assertThat(RowMix.readReceivedClock(reader("8191a002"))).isEqualTo(OptionalLong.of(2));
    }

    @Test
    void invertedIndex_oneUnmixedCell_isTheOriginalsBytes() {
        index.add(label("A_abcdefgh"), vector("f", 2));
        assertThat(hex(new InvertedIndexCodec(index)::write)).isEqualTo(INDEX);
        assertThat(hex(new IndexMix(index).difference()::write)).isEqualTo(CELLS);
    }

    @Test
    void cells_readFromTheOriginal_areWrittenAlike() {
        var cells = new IndexCells();
        assertThat(cells.read(reader(CELLS))).isZero();
        assertThat(hex(cells::write)).isEqualTo(CELLS);
    }

    private void addRow() {
        table.add(label("A_abcdefgh"), new long[] {1 | 1 << 9}, 1.5);
    }

    private static MessageReader reader(String hex) {
        return MessageReader.of(HexFormat.of().parseHex(hex));
    }

    private static String hex(Consumer<MessageWriter> written) {
        MessageWriter out = MessageWriter.toArray();
        written.accept(out);
        return HexFormat.of().formatHex(out.toBytes());
    }
}
