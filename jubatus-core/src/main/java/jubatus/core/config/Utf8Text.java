package jubatus.core.config;

/** Characters and positions in a text that should be UTF-8; a byte that is not part of a character counts as one. */
final class Utf8Text {
    private Utf8Text() {}

    /** How many bytes the character at {@code offset} has, 1 to 4. */
    static int lengthAt(byte[] text, int offset) {
        int lead = text[offset] & 0xff;
        int length = lead >= 0xf0 && lead < 0xf8 ? 4 : lead >= 0xe0 && lead < 0xf0 ? 3 : lead >= 0xc0 ? 2 : 1;
        if (lead >= 0xf8 || offset + length > text.length) {
            return 1;
        }
        for (int i = 1; i < length; i++) {
            if ((text[offset + i] & 0xc0) != 0x80) {
                return 1;
            }
        }
        return length;
    }

    static int codePointAt(byte[] text, int offset) {
        int length = lengthAt(text, offset);
        int lead = text[offset] & 0xff;
        if (length == 1) {
            return lead;
        }
        int codePoint = lead & (0xff >> (length + 1));
        for (int i = 1; i < length; i++) {
            codePoint = codePoint << 6 | (text[offset + i] & 0x3f);
        }
        return codePoint;
    }

    /** The line of {@code offset}, from 1. */
    static int lineAt(byte[] text, int offset) {
        int line = 1;
        for (int i = 0; i < offset; i++) {
            if (text[i] == '\n') {
                line++;
            }
        }
        return line;
    }

    /** The column of {@code offset} in characters, from 1. */
    static int columnAt(byte[] text, int offset) {
        int start = offset;
        while (start > 0 && text[start - 1] != '\n') {
            start--;
        }
        int column = 1;
        for (int i = start; i < offset; i += lengthAt(text, i)) {
            column++;
        }
        return column;
    }
}
