package jubatus.common.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import jubatus.common.rpc.FrameScanner.Verdict;
import jubatus.core.bytes.Page;
import org.junit.jupiter.api.Test;

class PagedMessageTest {
    private static final int LIMIT = 1 << 30;

    /** Each header and each value of several bytes, behind a raw that fills a page up to the cut. */
    private static final byte[] VALUES = HexFormat.of()
            .parseHex("dc0009" + "cb400921fb54442d18" + "ca3fc00000" + "cf8000000000000401" + "d2fffffffe" + "d9026162"
                    + "db000000066c6162656c73" + "de0001a16bc3" + "dd0000000201cd0102" + "c0");

    @Test
    void scan_everyCutInPiecesOfEveryLength_endsWhereTheValueEnds() {
        for (int cut = 0; cut <= VALUES.length; cut++) {
            byte[] message = message(Page.BYTES - cut);
            for (int piece = 1; piece <= VALUES.length; piece++) {
                var scanner = new FrameScanner(LIMIT);
                var paged = new PagedMessage(scanner);
                int arrived = Page.BYTES - cut;
                paged.append(message, 0, arrived);
                while (arrived < message.length) {
                    assertThat(paged.scan()).as("cut %d, piece %d", cut, piece).isEqualTo(Verdict.INCOMPLETE);
                    int next = Math.min(piece, message.length - arrived);
                    paged.append(message, arrived, next);
                    arrived += next;
                }
                assertThat(paged.scan()).as("cut %d, piece %d", cut, piece).isEqualTo(Verdict.COMPLETE);
                assertThat(scanner.length()).isEqualTo(message.length);
            }
        }
    }

    @Test
    void scan_randomValuesInRandomPieces_isAsInOneArray() {
        long seed = new Random().nextLong();
        var random = new Random(seed);
        var values = new RandomMessages(seed);
        for (int round = 0; round < 300; round++) {
            byte[] value = values.value(5);
            int before = 6 + random.nextInt(2 * Page.BYTES);
            byte[] message = wrapped(before, value);
            var scanner = new FrameScanner(LIMIT);
            var paged = new PagedMessage(scanner);
            int arrived = 0;
            while (arrived < message.length) {
                int next = Math.min(message.length - arrived, 1 + random.nextInt(400_000));
                paged.append(message, arrived, next);
                arrived += next;
                var whole = new FrameScanner(LIMIT);
                assertThat(paged.scan())
                        .as("seed %d, round %d", seed, round)
                        .isEqualTo(whole.scan(message, 0, arrived));
                assertThat(scanner.length())
                        .as("seed %d, round %d", seed, round)
                        .isEqualTo(whole.length());
            }
            assertThat(paged.reader(message.length).readRest()).isEqualTo(message);
        }
    }

    @Test
    void scan_reservedByteBehindTheEndOfAPage_isMalformed() {
        byte[] message = message(Page.BYTES - 3);
        message[Page.BYTES] = (byte) 0xc1;
        var paged = new PagedMessage(new FrameScanner(LIMIT));
        paged.append(message, 0, message.length);
        assertThat(paged.scan()).isEqualTo(Verdict.MALFORMED);
    }

    @Test
    void copyRest_behindTheMessage_isWhatCameThen() {
        byte[] message = message(Page.BYTES);
        byte[] next = new byte[3 * Page.BYTES / 2];
        Arrays.fill(next, (byte) 7);
        var scanner = new FrameScanner(LIMIT);
        var paged = new PagedMessage(scanner);
        paged.append(message, 0, message.length);
        paged.append(next, 0, next.length);
        assertThat(paged.scan()).isEqualTo(Verdict.COMPLETE);
        byte[] rest = new byte[next.length];
        paged.copyRest(scanner.length(), rest);
        assertThat(rest).isEqualTo(next);
    }

    @Test
    void cost_isThatOfThePages() {
        assertThat(PagedMessage.cost(1)).isEqualTo(Page.BYTES);
        assertThat(PagedMessage.cost(Page.BYTES)).isEqualTo(Page.BYTES);
        assertThat(PagedMessage.cost(Page.BYTES + 1)).isEqualTo(2 * Page.BYTES);
    }

    /** An array whose last element are the values, which begin at {@code start}. */
    private static byte[] message(int start) {
        return wrapped(start, VALUES);
    }

    /** {@code [raw, value]}, in which the value begins at {@code start}, at 6 or later. */
    private static byte[] wrapped(int start, byte[] value) {
        byte[] message = new byte[start + value.length];
        message[0] = (byte) 0x92;
        int length = start - 6;
        if (length < 0) {
            throw new IllegalArgumentException("no room for a raw: " + start);
        }
        message[1] = (byte) 0xdb;
        for (int i = 0; i < 4; i++) {
            message[2 + i] = (byte) (length >>> (24 - 8 * i));
        }
        System.arraycopy(value, 0, message, start, value.length);
        return message;
    }
}
