package jubatus.core.msgpack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import jubatus.core.bytes.ByteString;
import jubatus.core.bytes.Page;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a {@link MessageReader} of pages reads, next to one of an array with the same bytes. */
class PageSourceTest {
    /** Each format with a header or a value of several bytes. */
    private static final byte[] VALUES = HexFormat.of()
            .parseHex("dc0009" + "cb400921fb54442d18" + "ca3fc00000" + "cf8000000000000401" + "d2fffffffe" + "d9026162"
                    + "db000000066c6162656c73" + "de0001a16bc3" + "dd0000000201cd0102" + "c0");

    @Test
    void read_everyCutOfEveryFormat_isAsInAnArray() {
        List<Object> expected = readAll(MessageReader.of(VALUES));
        for (int cut = 0; cut <= VALUES.length; cut++) {
            MessageReader in = behind(Page.BYTES - cut, VALUES);
            assertThat(readAll(in)).as("cut %d", cut).isEqualTo(expected);
            assertThat(in.remaining()).as("cut %d", cut).isZero();
        }
    }

    @Test
    void skip_everyCut_endsBehindTheValue() {
        for (int cut = 0; cut <= VALUES.length; cut++) {
            MessageReader in = behind(2 * Page.BYTES - cut, VALUES);
            in.skip();
            assertThat(in.remaining()).as("cut %d", cut).isZero();
        }
    }

    @Test
    void read_cutShort_isRefusedAsInAnArray() {
        for (int missing = 1; missing < VALUES.length; missing++) {
            byte[] cut = Arrays.copyOf(VALUES, VALUES.length - missing);
            MessageReader in = behind(Page.BYTES - 20, cut);
            assertThatThrownBy(in::skip).as("missing %d", missing).hasMessage("insufficient bytes");
        }
    }

    @ParameterizedTest
    @ValueSource(
            ints = {0, 1, Page.BYTES - 5, Page.BYTES - 4, Page.BYTES, Page.BYTES + 1, 2 * Page.BYTES, 3 * Page.BYTES + 7
            })
    void readInner_ofAnyLength_readsWhatIsInTheRawAndGoesOnBehindIt(int length) {
        byte[] content = random(length);
        var pages = new Pages();
        MessageWriter out = MessageWriter.to(pages);
        out.raw(content, 0, length);
        out.integer(7);
        out.flush();
        MessageReader in = MessageReader.of(pages, pages.length());
        MessageReader inner = in.readInner();
        assertThat(inner.remaining()).isEqualTo(length);
        assertThat(in.readInt()).isEqualTo(7);
        MessageReader again = inner.duplicate();
        assertThat(inner.readRest()).isEqualTo(content);
        assertThat(inner.remaining()).isZero();
        var parts = new ByteArrayOutputStream();
        again.readRest(parts::write);
        assertThat(parts.toByteArray()).isEqualTo(content);
        assertThatThrownBy(inner::tryNil).hasMessage("insufficient bytes");
    }

    @Test
    void readInner_ofAnArray_outlivesTheArraysUse() {
        byte[] message = HexFormat.of().parseHex("a2910709");
        MessageReader in = MessageReader.of(message);
        MessageReader inner = in.readInner();
        Arrays.fill(message, 0, 3, (byte) 0xc1);
        assertThat(inner.readArray()).isEqualTo(1);
        assertThat(inner.readInt()).isEqualTo(7);
        assertThat(in.readInt()).isEqualTo(9);
    }

    @Test
    void duplicate_inTheMiddle_readsTheSameAndLeavesTheOtherAlone() {
        for (MessageReader in : List.of(MessageReader.of(VALUES), behind(Page.BYTES - 4, VALUES))) {
            in.readArray();
            MessageReader other = in.duplicate();
            assertThat(other.readDouble()).isEqualTo(Math.PI);
            assertThat(other.readDouble()).isEqualTo(1.5);
            assertThat(in.readDouble()).isEqualTo(Math.PI);
        }
    }

    @Test
    void duplicate_ofAStream_isRefused() {
        MessageReader in = MessageReader.of(new ByteArrayInputStream(VALUES), VALUES.length);
        assertThatThrownBy(in::duplicate).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void gathered_inTheMiddle_isOneArrayOfWhatIsLeft() {
        MessageReader in = behind(Page.BYTES - 6, VALUES);
        in.readArray();
        MessageReader gathered = in.gathered();
        byte[] array = gathered.bytes();
        assertThat(array).isEqualTo(Arrays.copyOfRange(VALUES, 3, VALUES.length));
        gathered.skip();
        assertThat(gathered.bytes()).isSameAs(array);
        assertThat(gathered.gathered()).isSameAs(gathered);
    }

    @Test
    void fill_inRandomParts_isWhatAnArrayHas() {
        long seed = new Random().nextLong();
        var random = new Random(seed);
        byte[] content = random(3 * Page.BYTES + 11);
        Pages pages = random.nextBoolean() ? Pages.ofLong() : new Pages();
        for (int done = 0; done < content.length; ) {
            int part = Math.min(content.length - done, random.nextInt(500_000));
            int[] from = {done};
            pages.fill(part, (target, offset, length) -> {
                System.arraycopy(content, from[0], target, offset, length);
                from[0] += length;
            });
            done += part;
        }
        assertThat(pages.length()).isEqualTo(content.length);
        assertThat(MessageReader.of(pages, pages.length()).readRest())
                .as("seed %d", seed)
                .isEqualTo(content);
    }

    /** A reader that has passed {@code before} bytes and stands at the others. */
    private static MessageReader behind(int before, byte[] bytes) {
        Pages pages = Pages.ofLong();
        pages.write(new byte[before], 0, before);
        pages.write(bytes, 0, bytes.length);
        MessageReader in = MessageReader.of(pages, pages.length());
        in.skipBytes(before);
        return in;
    }

    private static List<Object> readAll(MessageReader in) {
        var values = new ArrayList<Object>();
        values.add(in.readArray());
        values.add(in.readDouble());
        values.add(in.readDouble());
        values.add(in.readUnsignedLong());
        values.add(in.readInt());
        values.add(in.readByteString());
        values.add(ByteString.copyOf(in.readBytes()));
        values.add(in.readMap());
        int length = in.readRaw();
        values.add(ByteString.copyOf(in.bytes(), in.rawOffset(), length));
        values.add(in.readBoolean());
        values.add(in.readArray());
        values.add(in.readLong());
        values.add(in.readInt());
        values.add(in.tryNil());
        return values;
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }
}
