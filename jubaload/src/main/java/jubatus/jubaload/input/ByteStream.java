package jubatus.jubaload.input;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Bytes one by one, with the place in their text. Not safe for concurrent use. */
final class ByteStream implements Closeable {
    static final int END = -1;

    private static final int BUFFER = 1 << 16;
    private static final byte[] MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

    private final InputStream in;
    private final byte[] buffer = new byte[BUFFER];
    private int next;
    private int end;
    private long line = 1;
    private int column = 1;

    /**
     * Passes over the byte order mark that some programs begin a UTF-8 file with.
     *
     * @throws IOException also if the mark is that of UTF-16, in which delimiters and line ends are other bytes
     */
    ByteStream(InputStream in) throws IOException {
        this.in = in;
        end = Math.max(0, in.readNBytes(buffer, 0, MARK.length));
        if (end > 1 && isMarkOfUtf16(buffer[0] & 0xff, buffer[1] & 0xff)) {
            throw new IOException("it is written in UTF-16; save it as UTF-8, as iconv -f UTF-16 -t UTF-8 does");
        }
        if (end == MARK.length && Arrays.equals(buffer, 0, end, MARK, 0, end)) {
            next = end;
        }
    }

    private static boolean isMarkOfUtf16(int first, int second) {
        return (first == 0xff && second == 0xfe) || (first == 0xfe && second == 0xff);
    }

    /** The next byte, 0 to 255, or {@link #END}. */
    int read() throws IOException {
        if (next == end && !fill()) {
            return END;
        }
        int b = buffer[next++] & 0xff;
        if (b == '\n') {
            line++;
            column = 1;
        } else {
            column++;
        }
        return b;
    }

    /** What {@link #read} would return. */
    int peek() throws IOException {
        return next == end && !fill() ? END : buffer[next] & 0xff;
    }

    /** Passes over the rest of this line and its end. */
    void skipLine() throws IOException {
        for (int b = read(); b != '\n' && b != END; ) {
            b = read();
        }
    }

    /** The line of the next byte, from 1. */
    long line() {
        return line;
    }

    /** The place of the next byte in its line, from 1. */
    int column() {
        return column;
    }

    private boolean fill() throws IOException {
        next = 0;
        end = Math.max(0, in.read(buffer));
        return end > 0;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
