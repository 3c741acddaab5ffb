package jubatus.common.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import java.util.Arrays;
import java.util.Random;
import jubatus.core.bytes.Page;
import jubatus.core.msgpack.MessageReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReceiveBufferTest {
    private static final int READ = RpcLimits.READ_BYTES;

    private final Workspace workspace = Workspace.current();
    private final BufferBudget budget = new BufferBudget(4 << 20);
    private final ReceiveBuffer buffer = new ReceiveBuffer(1 << 24, budget);

    @Test
    void append_messagesInRandomPieces_giveThemBackInOrder() {
        long seed = new Random().nextLong();
        var random = new Random(seed);
        var values = new RandomMessages(seed);
        for (int round = 0; round < 200; round++) {
            byte[][] messages = new byte[1 + random.nextInt(5)][];
            int taken = 0;
            for (int i = 0; i < messages.length; i++) {
                messages[i] = values.value(4);
                int sent = 0;
                while (sent < messages[i].length) {
                    int piece = Math.min(messages[i].length - sent, 1 + random.nextInt(5_000));
                    append(messages[i], sent, piece);
                    sent += piece;
                    while (random.nextBoolean() && buffer.head() == FrameScanner.Verdict.COMPLETE) {
                        assertThat(take()).as("seed %d", seed).isEqualTo(messages[taken++]);
                    }
                    if (random.nextBoolean()) {
                        buffer.settle(workspace);
                    }
                }
            }
            while (buffer.head() == FrameScanner.Verdict.COMPLETE) {
                assertThat(take()).as("seed %d", seed).isEqualTo(messages[taken++]);
            }
            assertThat(taken).as("seed %d", seed).isEqualTo(messages.length);
        }
    }

    @Test
    void settle_nothingLeft_holdsNoArray() {
        append(new byte[] {5}, 0, 1);
        take();
        buffer.settle(workspace);
        assertThat(buffer.arrayBytes()).isZero();
    }

    @Test
    void settle_littleLeftInALargeArray_keepsASmallOne() {
        byte[] large = raw(500_000);
        append(large, 0, large.length);
        append(new byte[] {(byte) 0x91}, 0, 1);
        take();
        buffer.settle(workspace);
        assertThat(buffer.arrayBytes()).isLessThanOrEqualTo(RpcLimits.SMALL_ARRAY_BYTES);
        append(new byte[] {7}, 0, 1);
        assertThat(take()).containsExactly(0x91, 7);
    }

    @Test
    void append_announcedLength_doesNotSizeTheArray() {
        append(new byte[] {(byte) 0xdb, 0, (byte) 0xf0, 0, 0}, 0, 5);
        assertThat(buffer.head()).isEqualTo(FrameScanner.Verdict.INCOMPLETE);
        assertThat(buffer.arrayBytes()).isLessThan(1 << 21);
    }

    @Test
    void append_whileAMessageIsLent_leavesItsBytesAlone() {
        byte[] message = raw(1_000);
        append(message, 0, message.length);
        assertThat(buffer.head()).isEqualTo(FrameScanner.Verdict.COMPLETE);
        MessageReader lent = buffer.reader(workspace).duplicate();
        assertThat(buffer.lend(true)).isTrue();
        buffer.consume();
        for (int i = 0; i < 100; i++) {
            byte[] next = raw(5_000);
            append(next, 0, next.length);
            buffer.settle(workspace);
        }
        assertThat(lent.readRest()).isEqualTo(message);
        buffer.takeBack();
        for (int i = 0; i < 100; i++) {
            assertThat(take()).hasSize(5_003);
        }
    }

    @Test
    void append_beyondTheBudget_takesNothing() {
        byte[] message = raw(3 << 20);
        append(message, 0, 1 << 20);
        var other = new ReceiveBuffer(1 << 24, budget);
        assertThat(other.append(Unpooled.wrappedBuffer(new byte[7 << 19]), workspace))
                .isFalse();
        assertThat(other.arrayBytes()).isZero();
        append(new byte[10], 0, 10);
        buffer.release(workspace);
        assertThat(other.append(Unpooled.wrappedBuffer(new byte[7 << 19]), workspace))
                .isTrue();
        other.release(workspace);
        assertThat(budget.taken()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                RpcLimits.LARGEST_ARRAY_BYTES - 1,
                RpcLimits.LARGEST_ARRAY_BYTES,
                RpcLimits.LARGEST_ARRAY_BYTES + 1,
                3 * Page.BYTES - 1,
                3 * Page.BYTES,
                3 * Page.BYTES + 1,
                5 * Page.BYTES
            })
    void append_messagesAroundTheLongestArray_giveThemBackAndTheNextOne(int length) {
        byte[] message = random(length);
        byte[] next = raw(100);
        for (int piece : new int[] {READ, 70_000, length + next.length}) {
            var roomy = new BufferBudget(64 << 20);
            var large = new ReceiveBuffer(1 << 24, roomy);
            byte[] both = Arrays.copyOf(message, length + next.length);
            System.arraycopy(next, 0, both, length, next.length);
            for (int sent = 0; sent < both.length; sent += piece) {
                receive(large, both, sent, Math.min(piece, both.length - sent));
            }
            assertThat(take(large)).isEqualTo(message);
            assertThat(take(large)).isEqualTo(next);
            large.settle(workspace);
            assertThat(roomy.taken()).isZero();
        }
    }

    @Test
    void append_largeMessage_takesNoMoreThanItsPages() {
        var roomy = new BufferBudget(64 << 20);
        var large = new ReceiveBuffer(1 << 25, roomy);
        byte[] message = raw(20 << 20);
        for (int sent = 0; sent < message.length; sent += READ) {
            int piece = Math.min(READ, message.length - sent);
            receive(large, message, sent, piece);
            // One page more than has come, or the array before the first page.
            assertThat(roomy.taken()).isLessThanOrEqualTo(Math.max(Page.BYTES, sent + piece + Page.BYTES));
        }
        assertThat(roomy.taken()).isEqualTo(PagedMessage.cost(message.length));
        large.release(workspace);
        assertThat(roomy.taken()).isZero();
    }

    @Test
    void append_messageThatOutgrowsAnArray_goesOnInPages() {
        var roomy = new BufferBudget(64 << 20);
        var large = new ReceiveBuffer(1 << 25, roomy);
        byte[] message = manySmall(3 << 20);
        for (int sent = 0; sent < message.length; sent += READ) {
            receive(large, message, sent, Math.min(READ, message.length - sent));
        }
        assertThat(large.arrayBytes()).isZero();
        assertThat(roomy.taken()).isEqualTo(PagedMessage.cost(message.length));
        assertThat(take(large)).isEqualTo(message);
    }

    @Test
    void append_beginningOfALargeMessage_takesNoPageForALittle() {
        receive(buffer, raw(3 << 20), 0, 10);
        receive(buffer, raw(3 << 20), 10, 10);
        assertThat(buffer.arrayBytes()).isLessThanOrEqualTo(RpcLimits.KEPT_ARRAY_BYTES);
        assertThat(budget.taken()).isZero();
    }

    @Test
    void append_largeMessageBeyondTheBudget_takesNoMore() {
        byte[] message = raw(5 << 20);
        int sent = 0;
        while (buffer.append(Unpooled.wrappedBuffer(message, sent, READ), workspace)) {
            buffer.head();
            sent += READ;
        }
        assertThat(sent).isBetween(3 * Page.BYTES - READ, 4 << 20);
        assertThat(budget.taken()).isLessThanOrEqualTo(budget.limitBytes());
        buffer.release(workspace);
        assertThat(budget.taken()).isZero();
    }

    @Test
    void wouldBeginToCount_wherePagesBegin_isTrue() {
        byte[] message = raw(3 << 20);
        receive(buffer, message, 0, 60_000);
        assertThat(buffer.wouldBeginToCount(300_000)).isTrue();
        append(message, 60_000, 300_000);
        assertThat(buffer.wouldBeginToCount(READ)).isFalse();
        buffer.release(workspace);
    }

    @Test
    void head_largeMessageAboveTheLimit_isTooLongOnceItIs() {
        int limit = 3 << 20;
        var limited = new ReceiveBuffer(limit, new BufferBudget(64 << 20));
        byte[] message = manySmall(limit);
        Arrays.fill(message, 5, limit, (byte) 0xa1);
        int sent = 0;
        while (receive(limited, message, sent, READ) == FrameScanner.Verdict.INCOMPLETE) {
            sent += READ;
        }
        assertThat(limited.head()).isEqualTo(FrameScanner.Verdict.TOO_LONG);
        assertThat(sent).isEqualTo(limit - READ);
    }

    @Test
    void reader_ofALargeMessage_outlivesItsBuffer() {
        var roomy = new BufferBudget(64 << 20);
        var large = new ReceiveBuffer(1 << 25, roomy);
        byte[] message = random(4 << 20);
        receive(large, message, 0, 1 << 20);
        receive(large, message, 1 << 20, 3 << 20);
        MessageReader reader = large.reader(workspace);
        assertThat(large.lend(false)).isTrue();
        large.consume();
        append(large, random(3_000_000));
        large.settle(workspace);
        large.release(workspace);
        assertThat(reader.readRest()).isEqualTo(message);
        assertThat(roomy.taken()).isEqualTo(PagedMessage.cost(message.length));
        large.takeBack();
        assertThat(roomy.taken()).isZero();
    }

    @Test
    void lend_toBeCopied_countsTheCopyToo() {
        var tight = new BufferBudget(10 << 20);
        for (int length : new int[] {4 << 20, 6 << 20}) {
            var large = new ReceiveBuffer(1 << 25, tight);
            byte[] message = raw(length);
            receive(large, message, 0, 1 << 20);
            receive(large, message, 1 << 20, message.length - (1 << 20));
            assertThat(large.lend(true)).isEqualTo(length == 4 << 20);
            large.release(workspace);
            large.takeBack();
            assertThat(tight.taken()).isZero();
        }
    }

    @Test
    void budget_afterRandomUse_isWholeAgain() {
        long seed = new Random().nextLong();
        var random = new Random(seed);
        for (int round = 0; round < 300; round++) {
            // Five such messages, and the array for twice as much that they grow into, are within the budget.
            byte[] message = raw(random.nextInt(200_000));
            for (int messages = random.nextInt(4); messages > 0; messages--) {
                append(message, 0, message.length);
            }
            boolean lend = buffer.head() == FrameScanner.Verdict.COMPLETE;
            if (lend) {
                assertThat(buffer.lend(false)).isTrue();
                buffer.consume();
            }
            for (int pieces = random.nextInt(3); pieces > 0; pieces--) {
                append(message, 0, random.nextInt(message.length));
                buffer.settle(workspace);
            }
            if (random.nextBoolean()) {
                buffer.takeBack();
                buffer.settle(workspace);
                buffer.release(workspace);
            } else {
                buffer.release(workspace);
                buffer.takeBack();
            }
            assertThat(budget.taken()).as("seed %d round %d", seed, round).isZero();
        }
    }

    @Test
    void release_whileAMessageIsLent_leavesItInTheBudget() {
        byte[] message = raw(500_000);
        append(message, 0, message.length);
        assertThat(buffer.head()).isEqualTo(FrameScanner.Verdict.COMPLETE);
        assertThat(buffer.lend(false)).isTrue();
        buffer.consume();
        buffer.release(workspace);
        assertThat(budget.taken()).isGreaterThanOrEqualTo(500_000);
        buffer.takeBack();
        assertThat(budget.taken()).isZero();
    }

    private void append(byte[] bytes, int offset, int length) {
        assertThat(buffer.append(Unpooled.wrappedBuffer(bytes, offset, length), workspace))
                .isTrue();
    }

    private void append(ReceiveBuffer target, byte[] bytes) {
        assertThat(target.append(Unpooled.wrappedBuffer(bytes), workspace)).isTrue();
    }

    /** As a connection does it: looks at the message after each read. */
    private FrameScanner.Verdict receive(ReceiveBuffer target, byte[] bytes, int offset, int length) {
        assertThat(target.append(Unpooled.wrappedBuffer(bytes, offset, length), workspace))
                .isTrue();
        return target.head();
    }

    private byte[] take() {
        return take(buffer);
    }

    private byte[] take(ReceiveBuffer from) {
        assertThat(from.head()).isEqualTo(FrameScanner.Verdict.COMPLETE);
        byte[] message = from.reader(workspace).readRest();
        assertThat(message).hasSize(from.length());
        from.consume();
        return message;
    }

    /** An array of empty raws. */
    private static byte[] manySmall(int length) {
        byte[] message = new byte[length];
        Arrays.fill(message, (byte) 0xa0);
        message[0] = (byte) 0xdd;
        for (int i = 1; i < 5; i++) {
            message[i] = (byte) ((length - 5) >>> (8 * (4 - i)));
        }
        return message;
    }

    /** A raw of random bytes that is so long altogether. */
    private static byte[] random(int length) {
        byte[] raw = raw(length - 5);
        byte[] content = new byte[length - 5];
        new Random(length).nextBytes(content);
        System.arraycopy(content, 0, raw, 5, content.length);
        return raw;
    }

    private static byte[] raw(int length) {
        int header = length < 0x1_0000 ? 3 : 5;
        byte[] raw = new byte[header + length];
        raw[0] = (byte) (header == 3 ? 0xda : 0xdb);
        for (int i = 1; i < header; i++) {
            raw[i] = (byte) (length >>> (8 * (header - 1 - i)));
        }
        return raw;
    }
}
