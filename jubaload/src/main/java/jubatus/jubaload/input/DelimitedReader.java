package jubatus.jubaload.input;

import java.io.IOException;

/**
 * Reads a table as RFC 4180 has it: records are lines, fields stand between delimiters, a field in quotes may hold delimiters, line ends
 * and doubled quotes. Looser where that is harmless: a line may end with LF alone, lines without anything are passed over, and a quote
 * within a field that does not begin with one is a character. Bytes stay what they are. Not safe for concurrent use.
 */
final class DelimitedReader {
    private static final int QUOTE = '"';

    /**
     * How a table is written.
     *
     * @param delimiter between fields
     * @param quotes whether a field may stand in quotes
     * @param longest bytes that a record may have
     */
    record Dialect(char delimiter, boolean quotes, int longest) {}

    private final ByteStream in;
    private final Dialect dialect;

    DelimitedReader(ByteStream in, Dialect dialect) {
        this.in = in;
        this.dialect = dialect;
    }

    /**
     * Reads the next record; false at the end.
     *
     * @throws BadLineException if it is not well formed; the next call goes on with the line after that
     */
    boolean read(Row row) throws IOException, BadLineException {
        do {
            if (in.peek() == ByteStream.END) {
                return false;
            }
            record(row);
        } while (row.count() == 1 && row.length() == 0);
        return true;
    }

    private void record(Row row) throws IOException, BadLineException {
        row.clear();
        long first = in.line();
        int end;
        do {
            long line = in.line();
            int column = in.column();
            end = dialect.quotes && in.peek() == QUOTE ? quoted(row, first) : plain(row, first);
            row.endField(line, column);
        } while (end == dialect.delimiter);
    }

    /** Reads a field and what ends it, which is returned: the delimiter, LF or the end. */
    private int plain(Row row, long first) throws IOException, BadLineException {
        while (true) {
            int b = in.read();
            if (b == dialect.delimiter || b == '\n' || b == ByteStream.END) {
                return b;
            }
            if (b != '\r' || (in.peek() != '\n' && in.peek() != ByteStream.END)) {
                add(row, b, first);
            }
        }
    }

    private int quoted(Row row, long first) throws IOException, BadLineException {
        long line = in.line();
        int column = in.column();
        in.read();
        while (true) {
            int b = in.read();
            if (b == ByteStream.END) {
                throw new BadLineException(
                        line,
                        column,
                        "the quote that begins here has no end; double a quote"
                                + " within quotes, or take quotes as characters with --no-quotes");
            }
            if (b != QUOTE) {
                add(row, b, first);
            } else if (in.peek() == QUOTE) {
                add(row, in.read(), first);
            } else {
                return behindQuote();
            }
        }
    }

    private int behindQuote() throws IOException, BadLineException {
        long line = in.line();
        int column = in.column();
        int b = in.read();
        if (b == '\r' && in.peek() == '\n') {
            b = in.read();
        }
        if (b == dialect.delimiter || b == '\n' || b == ByteStream.END) {
            return b;
        }
        in.skipLine();
        throw new BadLineException(
                line,
                column,
                "behind the quote that ends a field there is more of it; double a"
                        + " quote within quotes, or take quotes as characters with --no-quotes");
    }

    private void add(Row row, int b, long first) throws IOException, BadLineException {
        if (row.length() == dialect.longest) {
            in.skipLine();
            throw LineReader.tooLong(first, dialect.longest);
        }
        row.add(b);
    }
}
