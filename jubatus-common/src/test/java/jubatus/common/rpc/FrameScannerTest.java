package jubatus.common.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import jubatus.common.rpc.FrameScanner.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.msgpack.core.MessageFormat;
import org.msgpack.core.MessageInsufficientBufferException;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessageSizeException;
import org.msgpack.core.MessageUnpacker;
import org.msgpack.value.ValueType;

class FrameScannerTest {
    private static final int LIMIT = 1 << 20;

    @Test
    void scan_randomValuesInRandomPieces_endWhereMsgpackCoreSaysSo() {
        long seed = new Random().nextLong();
        var values = new RandomMessages(seed);
        var random = new Random(seed);
        var scanner = new FrameScanner(RpcLimits.MESSAGE_BYTES);
        for (int round = 0; round < 2_000; round++) {
            byte[] value = values.value(5);
            int before = random.nextInt(10);
            byte[] bytes = new byte[before + value.length + random.nextInt(10)];
            System.arraycopy(value, 0, bytes, before, value.length);
            Arrays.fill(bytes, before + value.length, bytes.length, (byte) 0xc1);
            scanner.reset();
            int arrived = 0;
            while (arrived < value.length) {
                Verdict verdict = scanner.scan(bytes, before, before + arrived);
                assertThat(verdict)
                        .as("seed %d, %d of %d", seed, arrived, value.length)
                        .isEqualTo(Verdict.INCOMPLETE);
                arrived = Math.min(value.length, arrived + 1 + random.nextInt(1 + value.length / 4));
            }
            assertThat(scanner.scan(bytes, before, before + arrived))
                    .as("seed %d", seed)
                    .isEqualTo(Verdict.COMPLETE);
            assertThat(scanner.length()).as("seed %d", seed).isEqualTo(value.length);
        }
    }

    @Test
    void scan_everyCutOfAValue_isIncomplete() {
        byte[] value = hex("94ceffffffffd9026162dc000281c404000102030fcb3ff0000000000000df00000001c0c3");
        for (int cut = 0; cut < value.length; cut++) {
            var scanner = new FrameScanner(LIMIT);
            assertThat(scanner.scan(value, 0, cut)).as("cut %d", cut).isEqualTo(Verdict.INCOMPLETE);
            assertThat(scanner.scan(value, 0, value.length)).as("cut %d", cut).isEqualTo(Verdict.COMPLETE);
            assertThat(scanner.length()).isEqualTo(value.length);
        }
    }

    @Test
    void scan_randomBytes_agreesWithMsgpackCore() throws IOException {
        long seed = new Random().nextLong();
        var random = new Random(seed);
        for (int round = 0; round < 100_000; round++) {
            byte[] bytes = new byte[1 + random.nextInt(24)];
            random.nextBytes(bytes);
            var scanner = new FrameScanner(LIMIT);
            Verdict verdict = scanner.scan(bytes, 0, bytes.length);
            String about = "seed " + seed + ", bytes " + HexFormat.of().formatHex(bytes);
            if (verdict == Verdict.TOO_LONG) {
                // What is announced does not fit the limit, so the value cannot be complete.
                assertThat(oracle(bytes)).as(about).isNotEqualTo(Verdict.COMPLETE);
            } else {
                assertThat(verdict).as(about).isEqualTo(oracle(bytes));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"32, COMPLETE", "33, MALFORMED"})
    void scan_nestedArraysAroundNil_areLimitedTo32(int nested, Verdict expected) {
        byte[] bytes = hex("91".repeat(nested) + "c0");
        assertThat(new FrameScanner(LIMIT).scan(bytes, 0, bytes.length)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"90", "80", "dc0000", "df00000000"})
    void scan_anEmptyContainerInside32_isMalformed(String container) {
        byte[] bytes = hex("91".repeat(32) + container);
        assertThat(new FrameScanner(LIMIT).scan(bytes, 0, bytes.length)).isEqualTo(Verdict.MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ddffffffff",
                "dd7fffffff",
                "dfffffffff",
                "df7fffffff",
                "dbffffffff",
                "c6ffffffff",
                "9293dd00100000"
            })
    void scan_anAnnouncementAboveTheLimit_isRefusedAtOnce(String header) {
        byte[] bytes = hex(header);
        assertThat(new FrameScanner(LIMIT).scan(bytes, 0, bytes.length)).isEqualTo(Verdict.TOO_LONG);
    }

    @Test
    void scan_manyValuesWithinAHugeArray_areRefusedAtTheLimit() {
        byte[] bytes = new byte[200];
        Arrays.fill(bytes, (byte) 0xa4);
        bytes[0] = (byte) 0xdc;
        bytes[1] = 0;
        bytes[2] = 100;
        assertThat(new FrameScanner(103).scan(bytes, 0, bytes.length)).isEqualTo(Verdict.TOO_LONG);
    }

    @Test
    void scan_announcementsOfGibibytes_allocatesNothing() {
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        byte[] bytes = hex("dd7f000000df3f000000db7e000000");
        var scanner = new FrameScanner(RpcLimits.MESSAGE_BYTES);
        scanner.scan(bytes, 0, bytes.length);
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 1_000; i++) {
            scanner.reset();
            scanner.scan(bytes, 0, bytes.length);
        }
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(16_384);
    }

    /** What msgpack-core makes of the first value, with ext as malformed and containers limited to 32. */
    private static Verdict oracle(byte[] bytes) throws IOException {
        try (MessageUnpacker unpacker = MessagePack.newDefaultUnpacker(bytes)) {
            return skip(unpacker, 0) ? Verdict.COMPLETE : Verdict.MALFORMED;
        } catch (MessageInsufficientBufferException | MessageSizeException e) {
            // The second: it announces more than 2³¹−1 elements or bytes.
            return Verdict.INCOMPLETE;
        }
    }

    private static boolean skip(MessageUnpacker in, int depth) throws IOException {
        if (!in.hasNext()) {
            throw new MessageInsufficientBufferException();
        }
        MessageFormat format = in.getNextFormat();
        if (format == MessageFormat.NEVER_USED) {
            return false;
        }
        ValueType type = format.getValueType();
        if (type == ValueType.EXTENSION || (depth == 32 && (type == ValueType.ARRAY || type == ValueType.MAP))) {
            return false;
        }
        if (type == ValueType.ARRAY || type == ValueType.MAP) {
            long values = type == ValueType.ARRAY ? in.unpackArrayHeader() : 2L * in.unpackMapHeader();
            for (long i = 0; i < values; i++) {
                if (!skip(in, depth + 1)) {
                    return false;
                }
            }
            return true;
        }
        in.skipValue();
        return true;
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }
}
