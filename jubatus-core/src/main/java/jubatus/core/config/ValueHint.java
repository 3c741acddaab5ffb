package jubatus.core.config;

/** Values of a configuration as a message shows them, and what a user may have meant by one of the wrong type. */
final class ValueHint {
    private ValueHint() {}

    /** What to write instead of {@code given}, or empty if that cannot be guessed. */
    static String of(String expected, JsonValue given) {
        boolean isNumber = given instanceof JsonValue.Int || given instanceof JsonValue.Decimal;
        if (expected.equals("String") && isNumber) {
            return "write \"" + show(given) + "\"";
        }
        if (expected.equals("Integer") && given instanceof JsonValue.Decimal number && isWhole(number.value())) {
            return "write " + (long) number.value();
        }
        if ((expected.equals("Integer") || expected.equals("Float")) && given instanceof JsonValue.Str) {
            return "write a number, without quotes";
        }
        return "";
    }

    static String show(JsonValue value) {
        if (value instanceof JsonValue.Int integer) {
            return Long.toString(integer.value());
        }
        if (value instanceof JsonValue.Decimal decimal) {
            return Double.toString(decimal.value());
        }
        if (value instanceof JsonValue.Str string) {
            return "\"" + string.value() + "\"";
        }
        return value.kind();
    }

    private static boolean isWhole(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1L << 53;
    }
}
