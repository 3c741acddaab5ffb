package jubatus.proxy;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import jubatus.core.bytes.ByteString;
import jubatus.core.msgpack.MessageReader;

/** A MessagePack value as the original prints one: {@code [1, "a", nil]}, {@code {"a"=>1}}; raws as they are, not escaped. */
final class PrintedValue {
    private static final MathContext SIX_DIGITS = new MathContext(6, RoundingMode.HALF_EVEN);

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final MessageReader in;

    private PrintedValue(MessageReader in) {
        this.in = in;
    }

    /** Reads and prints one value. */
    static ByteString of(MessageReader in) {
        var printed = new PrintedValue(in);
        printed.value();
        return ByteString.copyOf(printed.out.toByteArray());
    }

    private void value() {
        switch (in.peek()) {
            case NIL -> {
                in.tryNil();
                text("nil");
            }
            case BOOLEAN -> text(Boolean.toString(in.readBoolean()));
            case INTEGER -> text(integer());
            case FLOAT -> text(number(in.readDouble()));
            case RAW -> {
                int length = in.readRaw();
                text("\"");
                out.write(in.bytes(), in.rawOffset(), length);
                text("\"");
            }
            case ARRAY -> list();
            case MAP -> map();
        }
    }

    // The frame's depth was bounded when it was received, and so is this recursion.
    private void list() {
        int size = in.readArray();
        text("[");
        for (int i = 0; i < size; i++) {
            text(i == 0 ? "" : ", ");
            value();
        }
        text("]");
    }

    private void map() {
        int size = in.readMap();
        text("{");
        for (int i = 0; i < size; i++) {
            text(i == 0 ? "" : ", ");
            value();
            text("=>");
            value();
        }
        text("}");
    }

    private String integer() {
        boolean unsigned = (in.bytes()[in.position()] & 0xff) == 0xcf;
        return unsigned ? Long.toUnsignedString(in.readUnsignedLong()) : Long.toString(in.readLong());
    }

    /** As a C++ stream prints a double: six significant digits, no trailing zeros. */
    static String number(double value) {
        if (Double.isNaN(value)) {
            return "nan";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "inf" : "-inf";
        }
        if (value == 0) {
            return 1 / value < 0 ? "-0" : "0";
        }
        BigDecimal rounded = new BigDecimal(value).round(SIX_DIGITS).stripTrailingZeros();
        int exponent = rounded.precision() - rounded.scale() - 1;
        if (exponent >= -4 && exponent < 6) {
            return rounded.toPlainString();
        }
        String digits = rounded.unscaledValue().abs().toString();
        String fraction = digits.length() == 1 ? "" : "." + digits.substring(1);
        return (value < 0 ? "-" : "")
                + digits.charAt(0)
                + fraction
                + (exponent < 0 ? "e-" : "e+")
                + (Math.abs(exponent) < 10 ? "0" : "")
                + Math.abs(exponent);
    }

    private void text(String ascii) {
        out.writeBytes(ascii.getBytes(StandardCharsets.US_ASCII));
    }
}
