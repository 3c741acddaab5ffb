package jubatus.core.storage;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.UncheckedIOException;
import jubatus.core.JubatusException;
import jubatus.core.bytes.ByteString;
import jubatus.core.msgpack.MessageReader;
import jubatus.core.msgpack.MessageWriter;
import org.junit.jupiter.api.Test;

/** A model file that announces a thousand million elements and ends: nothing may be made for elements that do not come. */
class AnnouncedSizesTest {
    private static final int ANNOUNCED = 1 << 30;

    private final MessageWriter out = MessageWriter.toArray();

    @Test
    void cells_moreAnnouncedThanCome_failAtTheEnd() {
        out.array(5);
        out.map(1);
        out.raw("f");
        out.map(ANNOUNCED);
        assertThatThrownBy(() -> new InvertedIndexCodec(new InvertedIndex(false)).read(announced()))
                .isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void norms_moreAnnouncedThanCome_failAtTheEnd() {
        out.array(5);
        out.map(0);
        out.map(0);
        out.map(ANNOUNCED);
        assertThatThrownBy(() -> new InvertedIndexCodec(new InvertedIndex(false)).read(announced()))
                .isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void versionsOfRows_moreAnnouncedThanKeys_areRefused() {
        beginTableOfOneRow();
        out.array(ANNOUNCED);
        assertThatThrownBy(() -> new RowTableCodec(new RowTable(new RowSchema(64, false), false)).read(announced()))
                .isInstanceOf(JubatusException.class)
                .hasMessageContaining("versions is 1073741824 and should be 1");
    }

    @Test
    void blocksOfSignatures_moreAnnouncedThanRows_areRefused() {
        beginTableOfOneRow();
        out.array(1);
        Row.writeVersion(0, out);
        out.array(1);
        out.array(2);
        out.array(2);
        out.unsigned(10);
        out.unsigned(64);
        out.array(ANNOUNCED);
        assertThatThrownBy(() -> new RowTableCodec(new RowTable(new RowSchema(64, false), false)).read(announced()))
                .isInstanceOf(JubatusException.class)
                .hasMessageContaining("blocks of signatures is 1073741824 and should be 1");
    }

    private void beginTableOfOneRow() {
        out.array(6);
        out.array(1);
        out.raw(ByteString.utf8("a_12345678"));
        out.unsigned(1);
    }

    /** What was written, as the beginning of a stream that claims to be long enough. */
    private MessageReader announced() {
        return MessageReader.of(new ByteArrayInputStream(out.toBytes()), 1L << 40);
    }
}
