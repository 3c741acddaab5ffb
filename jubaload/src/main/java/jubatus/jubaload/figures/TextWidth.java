package jubatus.jubaload.figures;

/** How many places texts take; East Asian characters take two. */
public final class TextWidth {
    private TextWidth() {}

    public static int of(String text) {
        return text.codePoints().map(TextWidth::of).sum();
    }

    /** A text, or so much of it that it takes no more places with the ellipsis behind it. */
    public static String shortened(String text, int places) {
        if (of(text) <= places) {
            return text;
        }
        var begin = new StringBuilder();
        int left = places - 1;
        for (int c : text.codePoints().toArray()) {
            left -= of(c);
            if (left < 0) {
                break;
            }
            begin.appendCodePoint(c);
        }
        return begin.append('\u2026').toString();
    }

    private static int of(int c) {
        return isWide(c) ? 2 : 1;
    }

    private static boolean isWide(int c) {
        return (c >= 0x1100 && c <= 0x115f)
                || (c >= 0x2e80 && c <= 0xa4cf)
                || (c >= 0xac00 && c <= 0xd7a3)
                || (c >= 0xf900 && c <= 0xfaff)
                || (c >= 0xfe30 && c <= 0xfe6f)
                || (c >= 0xff00 && c <= 0xff60)
                || (c >= 0xffe0 && c <= 0xffe6)
                || (c >= 0x1f300 && c <= 0x1faff)
                || (c >= 0x20000 && c <= 0x3fffd);
    }
}
