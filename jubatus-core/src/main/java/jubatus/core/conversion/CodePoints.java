package jubatus.core.conversion;

import java.util.Arrays;
import jubatus.core.JubatusException;

/** Reads characters one by one, as strictly as the original: surrogates and all up to U+1FFFFF pass, overlong forms do not. */
final class CodePoints {
    private static final int[] SMALLEST = {0, 0x80, 0x800, 0x1_0000};

    private CodePoints() {}

    /** The character that begins at {@code at}; its parts are told by {@link #codePoint} and {@link #next}. */
    static long decode(byte[] text, int at, int end) {
        int first = text[at];
        if (first >= 0) {
            return pack(first, at + 1);
        }
        int continued = Integer.numberOfLeadingZeros(~first << 24) - 1;
        if (continued < 1 || continued > 3) {
            throw invalid("Invalid UTF-8");
        }
        int codePoint = first & (0x3f >> continued);
        for (int i = 1; i <= continued; i++) {
            if (at + i == end) {
                throw invalid("Too short string");
            }
            if ((text[at + i] & 0xc0) != 0x80) {
                throw invalid("Invalid UTF-8");
            }
            codePoint = codePoint << 6 | (text[at + i] & 0x3f);
        }
        if (codePoint < SMALLEST[continued]) {
            throw invalid("Invalid UTF-8");
        }
        return pack(codePoint, at + 1 + continued);
    }

    /** The characters of a text in ascending order. */
    static int[] sorted(byte[] text) {
        int[] codePoints = new int[text.length];
        int count = 0;
        for (int at = 0; at < text.length; ) {
            long character = decode(text, at, text.length);
            codePoints[count++] = codePoint(character);
            at = next(character);
        }
        int[] sorted = Arrays.copyOf(codePoints, count);
        Arrays.sort(sorted);
        return sorted;
    }

    static int codePoint(long character) {
        return (int) character;
    }

    static int next(long character) {
        return (int) (character >>> 32);
    }

    private static long pack(int codePoint, int next) {
        return ((long) next << 32) | codePoint;
    }

    private static JubatusException invalid(String text) {
        return new JubatusException(JubatusException.Code.BAD_DATUM, text);
    }
}
