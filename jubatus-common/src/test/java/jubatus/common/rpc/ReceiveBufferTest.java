package jubatus.common.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ReceiveBufferTest {
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
        assertThat(buffer.array()).isEmpty();
    }

    @Test
    void settle_littleLeftInALargeArray_keepsASmallOne() {
        byte[] large = raw(500_000);
        append(large, 0, large.length);
        append(new byte[] {(byte) 0x91}, 0, 1);
        take();
        buffer.settle(workspace);
        assertThat(buffer.array()).hasSizeLessThanOrEqualTo(RpcLimits.SMALL_ARRAY_BYTES);
        append(new byte[] {7}, 0, 1);
        assertThat(take()).containsExactly(0x91, 7);
    }

    @Test
    void append_announcedLength_doesNotSizeTheArray() {
        append(new byte[] {(byte) 0xdb, 0, (byte) 0xf0, 0, 0}, 0, 5);
        assertThat(buffer.head()).isEqualTo(FrameScanner.Verdict.INCOMPLETE);
        assertThat(buffer.array()).hasSizeLessThan(1 << 21);
    }

    @Test
    void append_whileAMessageIsLent_leavesItsBytesAlone() {
        byte[] message = raw(1_000);
        append(message, 0, message.length);
        assertThat(buffer.head()).isEqualTo(FrameScanner.Verdict.COMPLETE);
        byte[] lent = buffer.array();
        int at = buffer.start();
        buffer.lend();
        buffer.consume();
        for (int i = 0; i < 100; i++) {
            byte[] next = raw(5_000);
            append(next, 0, next.length);
            buffer.settle(workspace);
        }
        assertThat(Arrays.copyOfRange(lent, at, at + message.length)).isEqualTo(message);
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
        assertThat(other.array()).isEmpty();
        append(new byte[10], 0, 10);
        buffer.release(workspace);
        assertThat(other.append(Unpooled.wrappedBuffer(new byte[7 << 19]), workspace))
                .isTrue();
        other.release(workspace);
        assertThat(budget.taken()).isZero();
    }

    @Test
    void move_ofTheBeginningOfAMessage_keepsWhatArrived() {
        var roomy = new BufferBudget(64 << 20);
        var large = new ReceiveBuffer(1 << 24, roomy);
        byte[] message = raw(9 << 20);
        int half = 5 << 20;
        large.append(Unpooled.wrappedBuffer(message, 0, half), workspace);
        assertThat(large.movesMuch(message.length - half)).isTrue();
        ReceiveBuffer.Move move = large.beginMove(message.length - half);
        move.copy();
        large.endMove(move);
        large.append(Unpooled.wrappedBuffer(message, half, message.length - half), workspace);
        assertThat(large.head()).isEqualTo(FrameScanner.Verdict.COMPLETE);
        int start = large.start();
        assertThat(Arrays.copyOfRange(large.array(), start, start + message.length))
                .isEqualTo(message);
        large.release(workspace);
        assertThat(roomy.taken()).isZero();
    }

    @Test
    void move_thatIsNotMade_leavesWhatArrivedAndTheBudget() {
        var roomy = new BufferBudget(64 << 20);
        var large = new ReceiveBuffer(1 << 24, roomy);
        byte[] message = raw(9 << 20);
        large.append(Unpooled.wrappedBuffer(message, 0, 5 << 20), workspace);
        long before = roomy.taken();
        large.cancelMove(large.beginMove(4 << 20));
        assertThat(roomy.taken()).isEqualTo(before);
        large.append(Unpooled.wrappedBuffer(message, 5 << 20, message.length - (5 << 20)), workspace);
        assertThat(large.head()).isEqualTo(FrameScanner.Verdict.COMPLETE);
        large.release(workspace);
        assertThat(roomy.taken()).isZero();
    }

    @Test
    void move_ofABufferThatWasReleased_isInVain() {
        var roomy = new BufferBudget(64 << 20);
        var large = new ReceiveBuffer(1 << 24, roomy);
        large.append(Unpooled.wrappedBuffer(raw(9 << 20), 0, 5 << 20), workspace);
        ReceiveBuffer.Move move = large.beginMove(4 << 20);
        large.release(workspace);
        move.copy();
        large.endMove(move);
        assertThat(large.array()).isEmpty();
        assertThat(roomy.taken()).isZero();
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
                buffer.lend();
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
        buffer.lend();
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

    private byte[] take() {
        assertThat(buffer.head()).isEqualTo(FrameScanner.Verdict.COMPLETE);
        byte[] message = Arrays.copyOfRange(buffer.array(), buffer.start(), buffer.start() + buffer.length());
        buffer.consume();
        return message;
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
