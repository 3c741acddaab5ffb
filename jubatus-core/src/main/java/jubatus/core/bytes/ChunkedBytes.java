package jubatus.core.bytes;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/** Bytes in memory that may be more than an array holds; growing copies nothing. Not safe for concurrent use. */
public final class ChunkedBytes extends OutputStream {
    private static final int CHUNK = 1 << 20;

    private final List<byte[]> full = new ArrayList<>();
    private byte[] last = new byte[1 << 12];
    private int used;

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] source, int offset, int length) {
        int done = 0;
        while (done < length) {
            if (used == last.length) {
                full.add(last);
                last = new byte[CHUNK];
                used = 0;
            }
            int piece = Math.min(length - done, last.length - used);
            System.arraycopy(source, offset + done, last, used, piece);
            used += piece;
            done += piece;
        }
    }

    public long size() {
        return full.stream().mapToLong(chunk -> chunk.length).sum() + used;
    }

    /** What takes a piece of an array. */
    public interface Sink {
        void accept(byte[] bytes, int offset, int length);
    }

    /** Hands all bytes on, piece by piece. */
    public void forEachPiece(Sink sink) {
        for (byte[] chunk : full) {
            sink.accept(chunk, 0, chunk.length);
        }
        sink.accept(last, 0, used);
    }

    public void writeTo(OutputStream out) throws IOException {
        for (byte[] chunk : full) {
            out.write(chunk);
        }
        out.write(last, 0, used);
    }
}
