package jubatus.common.manual;

/** Text for troff with the macros of man(7). */
final class Troff {
    private Troff() {}

    /** Text that is printed as it stands; it may begin a line. */
    static String text(String plain) {
        String escaped = plain.replace("\\", "\\e").replace("-", "\\-").replace("'", "\\(aq");
        return escaped.startsWith(".") ? "\\&" + escaped : escaped;
    }

    static String bold(String plain) {
        return "\\fB" + text(plain) + "\\fR";
    }

    static String italic(String plain) {
        return "\\fI" + text(plain) + "\\fR";
    }
}
