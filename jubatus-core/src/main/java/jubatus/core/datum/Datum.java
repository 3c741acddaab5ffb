package jubatus.core.datum;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import jubatus.core.bytes.ByteString;

/**
 * Three ordered lists of pairs: texts, numbers and blobs, each under a key. Keys may repeat, order counts, all bytes are allowed.
 *
 * <p>The bytes of keys and values lie in one array, so that a datum can be a view of the message it came in: {@link #view} points
 * at foreign bytes and copies nothing, the {@code add} methods with texts copy into an array of its own. Not safe for concurrent
 * use; a server thread reuses one datum for all its requests.
 */
public final class Datum {
    private static final byte[] NONE = {};

    private byte[] bytes = NONE;
    private int used;
    private boolean foreign;

    /** Four ints a pair: key offset, key length, value offset, value length. */
    private int[] strings = new int[16];

    private int stringCount;
    private int[] numberKeys = new int[16];
    private double[] numbers = new double[8];
    private int numberCount;
    private int[] binaries = new int[0];
    private int binaryCount;

    /** Empties the datum and makes it a view of {@code message}, which must not change while the datum is in use. */
    public void view(byte[] message) {
        clear();
        bytes = message;
        foreign = true;
    }

    /** Empties the datum; what is added next is copied into its own array. */
    public void clear() {
        if (foreign) {
            bytes = NONE;
            foreign = false;
        }
        used = 0;
        stringCount = 0;
        numberCount = 0;
        binaryCount = 0;
    }

    /** Adds a text pair of a {@linkplain #view view}. */
    public void addString(int keyOffset, int keyLength, int valueOffset, int valueLength) {
        strings = addSpans(strings, stringCount++, keyOffset, keyLength, valueOffset, valueLength);
    }

    /** Adds a number pair of a {@linkplain #view view}. */
    public void addNumber(int keyOffset, int keyLength, double value) {
        if (numberCount == numbers.length) {
            numbers = Arrays.copyOf(numbers, numberCount * 2);
            numberKeys = Arrays.copyOf(numberKeys, numberCount * 4);
        }
        numberKeys[2 * numberCount] = keyOffset;
        numberKeys[2 * numberCount + 1] = keyLength;
        numbers[numberCount++] = value;
    }

    /** Adds a blob pair of a {@linkplain #view view}. */
    public void addBinary(int keyOffset, int keyLength, int valueOffset, int valueLength) {
        binaries = addSpans(binaries, binaryCount++, keyOffset, keyLength, valueOffset, valueLength);
    }

    public Datum addString(String key, String value) {
        return addString(key.getBytes(StandardCharsets.UTF_8), value.getBytes(StandardCharsets.UTF_8));
    }

    public Datum addString(byte[] key, byte[] value) {
        int at = append(key);
        addString(at, key.length, append(value), value.length);
        return this;
    }

    public Datum addNumber(String key, double value) {
        return addNumber(key.getBytes(StandardCharsets.UTF_8), value);
    }

    public Datum addNumber(byte[] key, double value) {
        addNumber(append(key), key.length, value);
        return this;
    }

    public Datum addBinary(String key, byte[] value) {
        return addBinary(key.getBytes(StandardCharsets.UTF_8), value);
    }

    public Datum addBinary(byte[] key, byte[] value) {
        int at = append(key);
        addBinary(at, key.length, append(value), value.length);
        return this;
    }

    /** The array that all offsets refer to. Not to be changed. */
    public byte[] bytes() {
        return bytes;
    }

    public int stringCount() {
        return stringCount;
    }

    public int stringKeyOffset(int index) {
        return strings[4 * index];
    }

    public int stringKeyLength(int index) {
        return strings[4 * index + 1];
    }

    public int stringValueOffset(int index) {
        return strings[4 * index + 2];
    }

    public int stringValueLength(int index) {
        return strings[4 * index + 3];
    }

    public int numberCount() {
        return numberCount;
    }

    public int numberKeyOffset(int index) {
        return numberKeys[2 * index];
    }

    public int numberKeyLength(int index) {
        return numberKeys[2 * index + 1];
    }

    public double number(int index) {
        return numbers[index];
    }

    /** The length of all texts and blobs together, without their keys. */
    public long valueLength() {
        return sumOfLengths(strings, stringCount) + sumOfLengths(binaries, binaryCount);
    }

    private static long sumOfLengths(int[] spans, int count) {
        long sum = 0;
        for (int i = 0; i < count; i++) {
            sum += spans[4 * i + 3];
        }
        return sum;
    }

    public int binaryCount() {
        return binaryCount;
    }

    public int binaryKeyOffset(int index) {
        return binaries[4 * index];
    }

    public int binaryKeyLength(int index) {
        return binaries[4 * index + 1];
    }

    public int binaryValueOffset(int index) {
        return binaries[4 * index + 2];
    }

    public int binaryValueLength(int index) {
        return binaries[4 * index + 3];
    }

    public ByteString stringKey(int index) {
        return ByteString.copyOf(bytes, stringKeyOffset(index), stringKeyLength(index));
    }

    public ByteString numberKey(int index) {
        return ByteString.copyOf(bytes, numberKeyOffset(index), numberKeyLength(index));
    }

    private int append(byte[] piece) {
        if (foreign) {
            throw new IllegalStateException("this datum is a view of a message; clear it before adding to it");
        }
        if (used + piece.length > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(64, Math.max(2 * bytes.length, used + piece.length)));
        }
        System.arraycopy(piece, 0, bytes, used, piece.length);
        used += piece.length;
        return used - piece.length;
    }

    private static int[] addSpans(int[] spans, int index, int a, int b, int c, int d) {
        int at = 4 * index;
        int[] room = at < spans.length ? spans : Arrays.copyOf(spans, Math.max(16, 2 * spans.length));
        room[at] = a;
        room[at + 1] = b;
        room[at + 2] = c;
        room[at + 3] = d;
        return room;
    }
}
