package jubatus.core.config;

import java.io.ByteArrayOutputStream;
import jubatus.core.bytes.ByteString;

/** Reads the strings of a JSON text. */
final class JsonStringReader {
    private final JsonCursor cursor;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private JsonStringReader(JsonCursor cursor) {
        this.cursor = cursor;
    }

    static ByteString read(JsonCursor cursor) {
        cursor.expect('"');
        return new JsonStringReader(cursor).rest();
    }

    private ByteString rest() {
        while (!cursor.at('"')) {
            byte b = cursor.peek();
            if (b >= 0 && b < ' ') {
                throw unexpected();
            }
            cursor.advance();
            if (b == '\\') {
                escape();
            } else {
                bytes.write(b);
            }
        }
        cursor.advance();
        return ByteString.copyOf(bytes.toByteArray());
    }

    private void escape() {
        switch (cursor.peek()) {
            case '"', '\\', '/' -> bytes.write(cursor.peek());
            case 'b' -> bytes.write('\b');
            case 'f' -> bytes.write('\f');
            case 'n' -> bytes.write('\n');
            case 'r' -> bytes.write('\r');
            case 't' -> bytes.write('\t');
            case 'u' -> {
                cursor.advance();
                unit();
                return;
            }
            default -> throw unexpected();
        }
        cursor.advance();
    }

    /** Four hex digits: one UTF-16 unit, encoded by itself. */
    private void unit() {
        int unit = 0;
        for (int i = 0; i < 4; i++) {
            int digit = Character.digit(cursor.peek(), 16);
            if (digit < 0) {
                throw cursor.failPast("hex required but got " + cursor.quoted());
            }
            unit = unit << 4 | digit;
            cursor.advance();
        }
        if (unit < 0x80) {
            bytes.write(unit);
        } else if (unit < 0x800) {
            bytes.write(0xc0 | (unit >> 6));
            bytes.write(0x80 | (unit & 0x3f));
        } else {
            bytes.write(0xe0 | (unit >> 12));
            bytes.write(0x80 | (unit >> 6 & 0x3f));
            bytes.write(0x80 | (unit & 0x3f));
        }
    }

    private JsonSyntaxException unexpected() {
        return cursor.failPast("unexpected unescaped char: " + cursor.quotedWithCode());
    }
}
