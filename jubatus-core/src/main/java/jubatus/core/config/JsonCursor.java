package jubatus.core.config;

import java.nio.charset.StandardCharsets;

/** A place in a JSON text, and the errors that name it. */
final class JsonCursor {
    private final byte[] text;
    private int position;

    JsonCursor(byte[] text) {
        this.text = text;
    }

    int position() {
        return position;
    }

    void advance() {
        position++;
    }

    /** The next byte; the end of the text is an error. */
    byte peek() {
        if (position == text.length) {
            throw JsonSyntaxException.truncatedAt(line(), column());
        }
        return text[position];
    }

    boolean at(char wanted) {
        return position < text.length && text[position] == wanted;
    }

    void expect(char wanted) {
        if (peek() != wanted) {
            throw fail("'" + wanted + "' is required but got " + quoted());
        }
        position++;
    }

    void skipBlanks() {
        while (at(' ') || at('\t') || at('\n') || at('\r')) {
            position++;
        }
    }

    /** Passes over digits and returns how many there were. */
    int skipDigits() {
        int start = position;
        while (position < text.length && text[position] >= '0' && text[position] <= '9') {
            position++;
        }
        return position - start;
    }

    /** The ASCII text from {@code start} to here. */
    String since(int start) {
        return new String(text, start, position - start, StandardCharsets.US_ASCII);
    }

    /** The next character in quotes. */
    String quoted() {
        return "'" + new String(text, position, Utf8Text.lengthAt(text, position), StandardCharsets.UTF_8) + "'";
    }

    /** The next character in quotes, with its code point. */
    String quotedWithCode() {
        return String.format("%s (U+%04X)", quoted(), Utf8Text.codePointAt(text, position));
    }

    /** An error at the next character. */
    JsonSyntaxException fail(String reason) {
        return JsonSyntaxException.at(line(), column(), reason);
    }

    /** An error at the next character that is reported one column later, as errors inside strings are. */
    JsonSyntaxException failPast(String reason) {
        return JsonSyntaxException.at(line(), column() + 1, reason);
    }

    private int line() {
        return Utf8Text.lineAt(text, position);
    }

    private int column() {
        return Utf8Text.columnAt(text, position);
    }
}
