package jubatus.core.msgpack;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;

/** Brings the bytes of a stream through a buffer, which grows for a value that is longer as the value arrives. */
final class StreamSource extends Source {
    private static final int BUFFER_BYTES = 1 << 16;

    private final InputStream stream;

    StreamSource(InputStream stream, long size) {
        super(size);
        this.stream = stream;
        bytes = new byte[(int) Math.min(BUFFER_BYTES, Math.max(16, size))];
    }

    @Override
    void bring(int unread, int count) {
        System.arraycopy(bytes, unread, bytes, 0, end - unread);
        end -= unread;
        start = 0;
        while (end < count) {
            if (end == bytes.length) {
                // In steps that what has arrived justifies: a header alone must not size an allocation.
                bytes = Arrays.copyOf(bytes, (int) Math.min(count, 2L * bytes.length));
            }
            fill();
        }
    }

    @Override
    Source part(long left, long length) {
        throw new IllegalStateException("the bytes of a stream are read once");
    }

    private void fill() {
        try {
            int read = stream.read(bytes, end, (int) Math.min(bytes.length - end, beyond));
            if (read <= 0) {
                throw new UncheckedIOException(new EOFException("the stream ended " + beyond + " bytes early"));
            }
            end += read;
            beyond -= read;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
