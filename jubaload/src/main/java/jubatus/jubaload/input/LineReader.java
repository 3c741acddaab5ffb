package jubatus.jubaload.input;

import java.io.IOException;

/** Reads lines, of which each is a record; passes over those that are blank. Not safe for concurrent use. */
final class LineReader {
    private final ByteStream in;
    private final int longest;
    private final GrowingBytes line = new GrowingBytes();
    private long number;

    /** @param longest bytes that a line may have */
    LineReader(ByteStream in, int longest) {
        this.in = in;
        this.longest = longest;
    }

    /** Reads the next line; false at the end. */
    boolean read() throws IOException, BadLineException {
        while (in.peek() != ByteStream.END) {
            number = in.line();
            line.clear();
            if (readOne()) {
                return true;
            }
        }
        return false;
    }

    /** Whether there is anything on it. */
    private boolean readOne() throws IOException, BadLineException {
        boolean blank = true;
        for (int b = in.read(); b != '\n' && b != ByteStream.END; b = in.read()) {
            if (line.length() == longest) {
                in.skipLine();
                throw tooLong(number, longest);
            }
            line.add(b);
            blank &= b <= ' ';
        }
        return !blank;
    }

    /** The line without its end; valid until the next is read. */
    byte[] array() {
        return line.array();
    }

    int length() {
        return line.length();
    }

    long number() {
        return number;
    }

    static BadLineException tooLong(long line, int longest) {
        return new BadLineException(
                line,
                0,
                "the record that begins here has more than " + longest
                        + " bytes; is a quote missing? --max-line KIB allows longer ones");
    }
}
