package jubatus.fuzz;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Makes inputs that are nearly right of inputs that are right: some know no format, others exchange, double, drop or falsify whole
 * values of MessagePack. Everything follows from the seed of its randomness. Not safe for concurrent use.
 */
public final class Mutator {
    private static final int MOST_CHANGES = 5;
    private static final int LARGEST = 1 << 16;
    /** Bounds of lengths and numbers, each of which has been somebody's mistake. */
    private static final long[] EDGES = {
        0,
        1,
        0x7f,
        0x80,
        0xff,
        0x7fff,
        0x8000,
        0xffff,
        0x7fff_ffffL,
        0x8000_0000L,
        0xffff_ffffL,
        Long.MAX_VALUE,
        Long.MIN_VALUE,
        -1
    };

    private final List<byte[]> corpus;
    private final Random random;

    public Mutator(List<byte[]> corpus, Random random) {
        this.corpus = List.copyOf(corpus);
        this.random = random;
    }

    /** The next input. */
    public byte[] next() {
        byte[] input = any();
        for (int changes = 1 + random.nextInt(MOST_CHANGES); changes > 0; changes--) {
            input = changed(input);
        }
        return input;
    }

    private byte[] any() {
        return corpus.isEmpty() ? new byte[] {0} : corpus.get(random.nextInt(corpus.size()));
    }

    private byte[] changed(byte[] input) {
        if (input.length == 0 || input.length > LARGEST) {
            return any();
        }
        return switch (random.nextInt(10)) {
            case 0 -> withBitFlipped(input);
            case 1 -> withNumber(input);
            case 2 -> replaced(input, random.nextInt(input.length + 1), 0, randomBytes(1 + random.nextInt(8)));
            case 3 -> without(input);
            case 4 -> spliced(input);
            default -> withValueChanged(input);
        };
    }

    private byte[] withBitFlipped(byte[] input) {
        byte[] result = input.clone();
        result[random.nextInt(result.length)] ^= (byte) (1 << random.nextInt(8));
        return result;
    }

    /** An edge in one to eight bytes, big-endian. */
    private byte[] withNumber(byte[] input) {
        byte[] result = input.clone();
        int size = Math.min(1 << random.nextInt(4), result.length);
        int at = random.nextInt(result.length - size + 1);
        long edge = EDGES[random.nextInt(EDGES.length)];
        for (int i = size - 1; i >= 0; i--) {
            result[at + i] = (byte) edge;
            edge >>= 8;
        }
        return result;
    }

    private byte[] without(byte[] input) {
        int from = random.nextInt(input.length);
        return replaced(input, from, 1 + random.nextInt(Math.min(64, input.length - from)), new byte[0]);
    }

    /** The beginning of one input and the end of another. */
    private byte[] spliced(byte[] input) {
        byte[] other = any();
        int from = random.nextInt(other.length + 1);
        byte[] end = Arrays.copyOfRange(other, from, other.length);
        int cut = random.nextInt(input.length + 1);
        return replaced(input, cut, input.length - cut, end);
    }

    private byte[] withValueChanged(byte[] input) {
        List<MessageValue> values = MessageValue.in(input);
        if (values.isEmpty()) {
            return withBitFlipped(input);
        }
        MessageValue value = values.get(random.nextInt(values.size()));
        return switch (random.nextInt(5)) {
            case 0 -> replaced(input, value.start(), value.length(), new byte[0]);
            case 1 -> replaced(input, value.start(), 0, value.bytes(input));
            case 2 -> replaced(input, value.start(), value.length(), donated());
            case 3 -> replaced(input, value.start(), value.length(), atom());
            default -> replaced(input, value.start(), value.header(), header());
        };
    }

    /** A value of an input of the corpus. */
    private byte[] donated() {
        byte[] donor = any();
        List<MessageValue> values = MessageValue.in(donor);
        return values.isEmpty()
                ? atom()
                : values.get(random.nextInt(values.size())).bytes(donor);
    }

    private byte[] atom() {
        long edge = EDGES[random.nextInt(EDGES.length)];
        return switch (random.nextInt(6)) {
            case 0 -> new byte[] {(byte) 0xc0};
            case 1 -> new byte[] {(byte) (0xc2 + random.nextInt(2))};
            case 2 -> coded(0xcb, 8, Double.doubleToRawLongBits(anyDouble()));
            case 3 -> coded(0xcf, 8, edge);
            case 4 -> coded(0xd3, 8, edge);
            default -> new byte[] {(byte) random.nextInt(0x80)};
        };
    }

    private double anyDouble() {
        double[] odd = {
            0, -0.0, Double.NaN, Double.POSITIVE_INFINITY, Double.MAX_VALUE, Double.MIN_VALUE, -1e300, 1e-300
        };
        return odd[random.nextInt(odd.length)];
    }

    /** The head of a raw, an array or a map with a length that is likely a lie. */
    private byte[] header() {
        int[] codes = {0xda, 0xdc, 0xde, 0xdb, 0xdd, 0xdf};
        int kind = random.nextInt(codes.length);
        long count = random.nextBoolean() ? random.nextInt(6) : EDGES[random.nextInt(EDGES.length)];
        return random.nextBoolean()
                ? new byte[] {(byte) (0x80 + random.nextInt(0x40))}
                : coded(codes[kind], kind < 3 ? 2 : 4, count);
    }

    private static byte[] coded(int code, int size, long number) {
        byte[] result = new byte[1 + size];
        result[0] = (byte) code;
        for (int i = size; i > 0; i--) {
            result[i] = (byte) number;
            number >>= 8;
        }
        return result;
    }

    private byte[] randomBytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] replaced(byte[] input, int from, int length, byte[] by) {
        var out = new ByteArrayOutputStream(input.length + by.length);
        out.write(input, 0, from);
        out.writeBytes(by);
        out.write(input, from + length, input.length - from - length);
        return out.toByteArray();
    }
}
