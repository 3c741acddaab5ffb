package jubatus.core.bytes;

import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * Numbers in parameter texts as a C++ stream reads them (02 §2.4): leading white space is skipped and whatever follows the number is
 * ignored, so {@code " 2.5abc"} is 2.5 and {@code "0x10"} is 0.
 *
 * <p>The stream takes an {@code e} after digits as the begin of an exponent for good: {@code "1e"} and {@code "1e+"} are no numbers.
 * Neither are {@code inf}, {@code nan} and anything out of range.
 */
public final class StreamNumber {
    private final ByteString text;
    private final StringBuilder number = new StringBuilder();
    private int at;

    private StreamNumber(ByteString text) {
        this.text = text;
        while (at < text.length() && isSpace(text.at(at))) {
            at++;
        }
        if (at < text.length() && (text.at(at) == '-' || text.at(at) == '+')) {
            number.append((char) text.at(at++));
        }
    }

    /** Reads a double; empty if the stream would fail. */
    public static OptionalDouble parseDouble(ByteString text) {
        var in = new StreamNumber(text);
        int digits = in.takeDigits();
        if (in.take('.')) {
            digits += in.takeDigits();
        }
        if (digits == 0) {
            return OptionalDouble.empty();
        }
        if (in.take('e') || in.take('E')) {
            if (!in.take('+')) {
                in.take('-');
            }
            if (in.takeDigits() == 0) {
                return OptionalDouble.empty();
            }
        }
        double value = Double.parseDouble(in.number.toString());
        return Double.isInfinite(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    /** Reads a decimal integer within −2³¹ … 2³¹−1; empty if the stream would fail. */
    public static OptionalInt parseInt(ByteString text) {
        var in = new StreamNumber(text);
        if (in.takeDigits() == 0) {
            return OptionalInt.empty();
        }
        try {
            return OptionalInt.of(Integer.parseInt(in.number.toString()));
        } catch (NumberFormatException outOfRange) {
            return OptionalInt.empty();
        }
    }

    private int takeDigits() {
        int count = 0;
        while (at < text.length() && text.at(at) >= '0' && text.at(at) <= '9') {
            number.append((char) text.at(at++));
            count++;
        }
        return count;
    }

    private boolean take(char wanted) {
        if (at == text.length() || text.at(at) != wanted) {
            return false;
        }
        number.append(wanted);
        at++;
        return true;
    }

    private static boolean isSpace(byte b) {
        return b == ' ' || (b >= '\t' && b <= '\r');
    }
}
