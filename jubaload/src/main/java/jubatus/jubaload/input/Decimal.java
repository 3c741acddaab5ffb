package jubatus.jubaload.input;

import java.nio.charset.StandardCharsets;

/** Numbers as people and programs write them: a sign, digits with a point, an exponent, blanks around; neither NaN nor infinities. */
final class Decimal {
    /** Up to here a power of ten and a product with it are exact, so that no rounding differs from that of the JDK. */
    private static final double[] POWERS = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22
    };

    private static final int EXACT_DIGITS = 15;

    private final byte[] text;
    private final int end;
    private int at;
    private long digits;
    private int significant;
    private int scale;
    private int count;

    private Decimal(byte[] text, int from, int end) {
        this.text = text;
        this.at = from;
        this.end = end;
    }

    /** The number that the bytes stand for; NaN if they are none, or one that a double cannot hold. */
    static double parse(byte[] text, int from, int to) {
        int first = from;
        int last = to;
        while (first < last && isBlank(text[first])) {
            first++;
        }
        while (first < last && isBlank(text[last - 1])) {
            last--;
        }
        return new Decimal(text, first, last).value(first);
    }

    private double value(int from) {
        boolean negative = at('-');
        if (negative || at('+')) {
            at++;
        }
        digits(false);
        if (at('.')) {
            at++;
            digits(true);
        }
        if (count == 0 || !exponent() || at != end) {
            return Double.NaN;
        }
        if (significant <= EXACT_DIGITS && Math.abs(scale) < POWERS.length) {
            double value = scale < 0 ? digits / POWERS[-scale] : digits * POWERS[scale];
            return negative ? -value : value;
        }
        double value = Double.parseDouble(new String(text, from, end - from, StandardCharsets.US_ASCII));
        return Double.isInfinite(value) ? Double.NaN : value;
    }

    private void digits(boolean behindPoint) {
        for (; at < end && text[at] >= '0' && text[at] <= '9'; at++, count++) {
            if (significant > 0 || text[at] != '0') {
                significant++;
            }
            if (significant <= EXACT_DIGITS) {
                digits = 10 * digits + (text[at] - '0');
                scale -= behindPoint ? 1 : 0;
            }
        }
    }

    /** Reads an exponent if there is one; false if there is half of one. */
    private boolean exponent() {
        if (!at('e') && !at('E')) {
            return true;
        }
        at++;
        boolean negative = at('-');
        if (negative || at('+')) {
            at++;
        }
        int first = at;
        int exponent = 0;
        for (; at < end && text[at] >= '0' && text[at] <= '9'; at++) {
            exponent = Math.min(9999, 10 * exponent + (text[at] - '0'));
        }
        scale += negative ? -exponent : exponent;
        return at > first;
    }

    private boolean at(char wanted) {
        return at < end && text[at] == wanted;
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b == '\t';
    }
}
