package jubatus.core.msgpack;

import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import jubatus.core.bytes.Page;

/**
 * The bytes of a long message. They lie in pages, so that it grows without being copied, and can be in many messages at once, which only
 * {@linkplain MessageWriter#raw(Pages) refer} to it. Not safe for concurrent use; read by many once it is written.
 */
public final class Pages extends OutputStream {
    private static final int SMALLEST = 1 << 10;

    private final List<byte[]> full = new ArrayList<>();
    private byte[] last;
    private int end;

    /** For a message that may be short: the first page grows with it. */
    public Pages() {
        this(SMALLEST);
    }

    private Pages(int first) {
        last = new byte[first];
    }

    /** For a message that is known to take more than a page: nothing that is written is moved again. */
    public static Pages ofLong() {
        return new Pages(Page.BYTES);
    }

    /** What {@code content} writes. */
    public static Pages of(Consumer<MessageWriter> content) {
        var pages = new Pages();
        MessageWriter out = MessageWriter.to(pages);
        content.accept(out);
        out.flush();
        return pages;
    }

    /** Takes the bytes of one page, or of a part of it. */
    @FunctionalInterface
    public interface Sink {
        void accept(byte[] bytes, int offset, int length);
    }

    @Override
    public void write(int value) {
        makeRoom();
        last[end++] = (byte) value;
    }

    @Override
    public void write(byte[] source, int offset, int length) {
        for (int done = 0; done < length; ) {
            makeRoom();
            int part = Math.min(length - done, last.length - end);
            System.arraycopy(source, offset + done, last, end, part);
            end += part;
            done += part;
        }
    }

    /** Appends {@code length} bytes, which {@code filler} puts in their places, part by part. */
    public void fill(int length, Sink filler) {
        for (int done = 0; done < length; ) {
            makeRoom();
            int part = Math.min(length - done, last.length - end);
            filler.accept(last, end, part);
            end += part;
            done += part;
        }
    }

    public long length() {
        return (long) full.size() * Page.BYTES + end;
    }

    /** The page with the bytes from {@code index} times {@link Page#BYTES} on; the last page has room behind those written. */
    public byte[] page(int index) {
        return index < full.size() ? full.get(index) : last;
    }

    /** Hands over all bytes in order, without copying them; they are not to be changed. */
    public void forEach(Sink sink) {
        full.forEach(page -> sink.accept(page, 0, page.length));
        if (end > 0) {
            sink.accept(last, 0, end);
        }
    }

    private void makeRoom() {
        if (end < last.length) {
            return;
        }
        if (end == Page.BYTES) {
            full.add(last);
            last = new byte[Page.BYTES];
            end = 0;
        } else {
            // Only the first page starts small.
            last = Arrays.copyOf(last, Math.min(Page.BYTES, 4 * end));
        }
    }
}
