package jubatus.core.conversion;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import jubatus.core.feature.FeatureVector;

/**
 * A number as a C++ stream prints it, which is {@code %g} with six significant digits (02 §2.6.2): the exact binary value rounded, ties
 * to even.
 */
final class NumberText {
    private static final int DIGITS = 6;
    private static final int LIMIT = 1_000_000;
    private static final double[] POWERS = new double[23];
    private static final byte[] INFINITY = {'i', 'n', 'f'};
    private static final byte[] NAN = {'n', 'a', 'n'};

    static {
        double power = 1;
        for (int i = 0; i < POWERS.length; i++) {
            POWERS[i] = power;
            power *= 10;
        }
    }

    private NumberText() {}

    static void append(double value, FeatureVector out) {
        // The NaN that arithmetic makes is negative on x86, and no other can come here.
        if (Double.doubleToRawLongBits(value) < 0 || Double.isNaN(value)) {
            out.append((byte) '-');
        }
        double size = Math.abs(value);
        if (Double.isNaN(size)) {
            out.append(NAN, 0, NAN.length);
        } else if (Double.isInfinite(size)) {
            out.append(INFINITY, 0, INFINITY.length);
        } else if (size < LIMIT && size == (int) size) {
            appendInteger((int) size, out);
        } else {
            appendRounded(size, out);
        }
    }

    private static void appendInteger(int value, FeatureVector out) {
        if (value >= 10) {
            appendInteger(value / 10, out);
        }
        out.append((byte) ('0' + value % 10));
    }

    /** The value is {@code digits} · 10^(exponent − 5) with 100000 ≤ digits ≤ 999999. */
    private static void appendRounded(double value, FeatureVector out) {
        int exponent = exponent(value);
        int digits = fastDigits(value, exponent);
        if (digits < 0) {
            BigDecimal rounded = new BigDecimal(value).round(new MathContext(DIGITS, RoundingMode.HALF_EVEN));
            exponent = rounded.precision() - rounded.scale() - 1;
            digits = rounded.scaleByPowerOfTen(DIGITS - 1 - exponent).intValueExact();
        } else if (digits == LIMIT) {
            digits /= 10;
            exponent++;
        }
        if (exponent < -4 || exponent >= DIGITS) {
            appendScientific(digits, exponent, out);
        } else {
            appendFixed(digits, exponent, out);
        }
    }

    /** The place of the first digit, or one less or more where that does not change what is printed. */
    private static int exponent(double value) {
        int exponent = (int) Math.floor(Math.log10(value));
        double scaled = scale(value, exponent);
        if (scaled >= LIMIT) {
            return exponent + 1;
        }
        return scaled < LIMIT / 10 ? exponent - 1 : exponent;
    }

    /** The first six digits, or −1 if double arithmetic cannot tell which way to round. */
    private static int fastDigits(double value, int exponent) {
        double scaled = scale(value, exponent);
        double floor = Math.floor(scaled);
        // One rounding happened on the way, of at most 2⁻³⁴ for a value below 10⁶. NaN, when out of the table, takes
        // the slow way.
        if (!(Math.abs(scaled - floor - 0.5) > 1e-9)) {
            return -1;
        }
        return (int) Math.rint(scaled);
    }

    private static double scale(double value, int exponent) {
        int shift = DIGITS - 1 - exponent;
        if (Math.abs(shift) >= POWERS.length) {
            return Double.NaN;
        }
        return shift >= 0 ? value * POWERS[shift] : value / POWERS[-shift];
    }

    private static void appendFixed(int digits, int exponent, FeatureVector out) {
        if (exponent < 0) {
            out.append((byte) '0');
            out.append((byte) '.');
            for (int i = -1; i > exponent; i--) {
                out.append((byte) '0');
            }
            appendInteger(withoutTrailingZeros(digits), out);
            return;
        }
        int divisor = (int) POWERS[DIGITS - 1 - exponent];
        appendInteger(digits / divisor, out);
        appendFraction(digits % divisor, DIGITS - 1 - exponent, out);
    }

    private static void appendScientific(int digits, int exponent, FeatureVector out) {
        int first = LIMIT / 10;
        out.append((byte) ('0' + digits / first));
        appendFraction(digits % first, DIGITS - 1, out);
        out.append((byte) 'e');
        out.append((byte) (exponent < 0 ? '-' : '+'));
        int size = Math.abs(exponent);
        if (size < 10) {
            out.append((byte) '0');
        }
        appendInteger(size, out);
    }

    private static void appendFraction(int fraction, int places, FeatureVector out) {
        if (fraction == 0) {
            return;
        }
        out.append((byte) '.');
        for (int power = (int) POWERS[places - 1]; power > fraction; power /= 10) {
            out.append((byte) '0');
        }
        appendInteger(withoutTrailingZeros(fraction), out);
    }

    private static int withoutTrailingZeros(int digits) {
        int shortened = digits;
        while (shortened % 10 == 0) {
            shortened /= 10;
        }
        return shortened;
    }
}
