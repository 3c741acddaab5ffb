package jubatus.jubaload.input;

/**
 * Takes one line of JSON apart (RFC 8259, strictly) and hands what it holds to a {@link Sink}. Members of objects within objects are
 * called {@code outer.inner}; texts of an array have the name of the array, its numbers {@code name[0]} and so on, so that both stay
 * features of their own. Strings are bytes and need not be UTF-8. Not safe for concurrent use.
 */
final class JsonLine {
    /** Gets the values in the order of the line; {@code key} and {@code value} are valid during the call. */
    interface Sink {
        void text(GrowingBytes key, GrowingBytes value, int offset) throws BadLineException;

        void number(GrowingBytes key, byte[] line, int from, int to) throws BadLineException;
    }

    private static final int DEEPEST = 32;

    private final GrowingBytes key = new GrowingBytes();
    private final GrowingBytes value = new GrowingBytes();
    private final Sink sink;
    private byte[] line;
    private int end;
    private int at;
    private long number;

    JsonLine(Sink sink) {
        this.sink = sink;
    }

    /** @param lineNumber for the exception */
    void read(byte[] bytes, int length, long lineNumber) throws BadLineException {
        line = bytes;
        end = length;
        number = lineNumber;
        at = 0;
        key.clear();
        skipBlanks();
        if (peek() != '{') {
            throw bad("a line must be one object, such as {\"label\":\"spam\",\"text\":\"cheap\"}");
        }
        object(0);
        skipBlanks();
        if (at < end) {
            throw bad("there is more behind the object; write each on a line of its own");
        }
    }

    private void value(int depth, int index) throws BadLineException {
        int length = key.length();
        int from = at;
        switch (peek()) {
            case '{' -> object(depth + 1);
            case '[' -> array(depth + 1);
            case '"' -> {
                string(value);
                sink.text(key, value, from);
            }
            case 't' -> word("true", true);
            case 'f' -> word("false", true);
            case 'n' -> word("null", false);
            default -> {
                number();
                addIndex(index);
                sink.number(key, line, from, at);
            }
        }
        key.cut(length);
    }

    private void object(int depth) throws BadLineException {
        enter(depth);
        int length = key.length();
        for (boolean first = true; another('}', first); first = false) {
            if (peek() != '"') {
                throw bad("the name of a member must come here, in quotes");
            }
            if (length > 0) {
                key.add('.');
            }
            string(key);
            skipBlanks();
            expect(':');
            skipBlanks();
            value(depth, -1);
            key.cut(length);
        }
    }

    private void array(int depth) throws BadLineException {
        enter(depth);
        int index = 0;
        for (boolean first = true; another(']', first); first = false) {
            value(depth, index++);
        }
    }

    private void enter(int depth) throws BadLineException {
        if (depth == DEEPEST) {
            throw bad("objects and arrays may nest at most " + DEEPEST + " deep");
        }
        at++;
    }

    /** Passes over the closing character and returns false, or over the comma that is due before one more. */
    private boolean another(char close, boolean first) throws BadLineException {
        skipBlanks();
        if (peek() == close) {
            at++;
            return false;
        }
        if (!first) {
            expect(',');
            skipBlanks();
        }
        return true;
    }

    private void addIndex(int index) {
        if (index >= 0) {
            key.add('[');
            String digits = Integer.toString(index);
            for (int i = 0; i < digits.length(); i++) {
                key.add(digits.charAt(i));
            }
            key.add(']');
        }
    }

    private void word(String word, boolean counts) throws BadLineException {
        int from = at;
        value.clear();
        for (int i = 0; i < word.length(); i++) {
            expect(word.charAt(i));
            value.add(word.charAt(i));
        }
        if (counts) {
            sink.text(key, value, from);
        }
    }

    private void number() throws BadLineException {
        if (peek() == '-') {
            at++;
        }
        if (peek() == '0') {
            at++;
        } else {
            digits();
        }
        if (at < end && line[at] == '.') {
            at++;
            digits();
        }
        if (at < end && (line[at] == 'e' || line[at] == 'E')) {
            at++;
            if (peek() == '+' || peek() == '-') {
                at++;
            }
            digits();
        }
    }

    private void digits() throws BadLineException {
        if (peek() < '0' || peek() > '9') {
            throw bad("a value must come here: a text in quotes, a number, true, false, null, an array or an object");
        }
        while (at < end && line[at] >= '0' && line[at] <= '9') {
            at++;
        }
    }

    /** Reads a string; adds it to a key, or puts it in the place of a value. */
    private void string(GrowingBytes into) throws BadLineException {
        if (into == value) {
            value.clear();
        }
        at++;
        while (peek() != '"') {
            int b = line[at++];
            if (b >= 0 && b < ' ') {
                at--;
                throw bad("control characters within texts are written as escapes, such as \\n");
            }
            if (b == '\\') {
                escape(into);
            } else {
                into.add(b);
            }
        }
        at++;
    }

    private void escape(GrowingBytes into) throws BadLineException {
        int b = peek();
        at++;
        switch (b) {
            case '"', '\\', '/' -> into.add(b);
            case 'b' -> into.add('\b');
            case 'f' -> into.add('\f');
            case 'n' -> into.add('\n');
            case 'r' -> into.add('\r');
            case 't' -> into.add('\t');
            case 'u' -> addUtf8(into, codePoint());
            default -> {
                at--;
                throw bad("behind a backslash one of \"\\/bfnrtu must come");
            }
        }
    }

    private int codePoint() throws BadLineException {
        int first = unit();
        if (Character.isHighSurrogate((char) first) && at + 1 < end && line[at] == '\\' && line[at + 1] == 'u') {
            int before = at;
            at += 2;
            int second = unit();
            if (Character.isLowSurrogate((char) second)) {
                return Character.toCodePoint((char) first, (char) second);
            }
            at = before;
        }
        return first;
    }

    private int unit() throws BadLineException {
        int unit = 0;
        for (int i = 0; i < 4; i++) {
            int digit = Character.digit(peek(), 16);
            if (digit < 0) {
                throw bad("behind \\u four hexadecimal digits must come");
            }
            unit = (unit << 4) | digit;
            at++;
        }
        return unit;
    }

    /** A surrogate without its other half becomes three bytes, as any other unit of its size. */
    private static void addUtf8(GrowingBytes into, int code) {
        if (code < 0x80) {
            into.add(code);
        } else if (code < 0x800) {
            into.add(0xc0 | (code >> 6));
            into.add(0x80 | (code & 0x3f));
        } else if (code < 0x10000) {
            into.add(0xe0 | (code >> 12));
            into.add(0x80 | ((code >> 6) & 0x3f));
            into.add(0x80 | (code & 0x3f));
        } else {
            into.add(0xf0 | (code >> 18));
            into.add(0x80 | ((code >> 12) & 0x3f));
            into.add(0x80 | ((code >> 6) & 0x3f));
            into.add(0x80 | (code & 0x3f));
        }
    }

    private void skipBlanks() {
        while (at < end && (line[at] == ' ' || line[at] == '\t' || line[at] == '\r' || line[at] == '\n')) {
            at++;
        }
    }

    private void expect(char wanted) throws BadLineException {
        if (peek() != wanted) {
            throw bad("a " + wanted + " must come here");
        }
        at++;
    }

    private int peek() throws BadLineException {
        if (at == end) {
            throw bad("the line ends within its object; write the whole object on one line");
        }
        return line[at];
    }

    private BadLineException bad(String reason) {
        return new BadLineException(number, at + 1, reason);
    }
}
