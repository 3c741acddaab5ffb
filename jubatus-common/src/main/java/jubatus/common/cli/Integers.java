package jubatus.common.cli;

/**
 * The integers of a command line (01 §1.1 rule 7): leading blanks, a sign and decimal digits, nothing behind them, and no more
 * than 32 bits hold. {@code 010} is ten and {@code 0x10} is not a number.
 */
final class Integers {
    private Integers() {}

    /** Returns null if {@code text} is not such an integer. */
    static Integer parse(String text) {
        int at = 0;
        while (at < text.length() && isBlank(text.charAt(at))) {
            at++;
        }
        int digits = at < text.length() && (text.charAt(at) == '-' || text.charAt(at) == '+') ? at + 1 : at;
        if (digits == text.length() || !isDecimal(text, digits)) {
            return null;
        }
        try {
            return Integer.valueOf(text.substring(at));
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static boolean isBlank(char c) {
        return c == ' ' || (c >= '\t' && c <= '\r');
    }

    private static boolean isDecimal(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }
}
