package jubatus.common.rpc;

import io.netty.buffer.ByteBuf;
import jubatus.core.bytes.Page;
import jubatus.core.msgpack.MessageReader;
import jubatus.core.msgpack.Pages;

/**
 * A large message that arrives, and what came behind it. It lies in pages that are filled one after the other, so that it costs no more
 * memory than it has bytes, none of which is moved, and no array has to be cleared that takes longer than a request may wait. Confined to
 * the connection's event loop; once it is complete, any thread may read it.
 */
final class PagedMessage {
    private static final byte[] NONE = new byte[0];
    private static final int LONGEST_HEADER_BYTES = 5;

    private final FrameScanner scanner;
    private final Pages pages = Pages.ofLong();
    /** The bytes of a header that the end of a page may cut. */
    private final byte[] header = new byte[LONGEST_HEADER_BYTES];

    /** @param scanner stands in the message, and goes on here */
    PagedMessage(FrameScanner scanner) {
        this.scanner = scanner;
    }

    /** How many bytes the pages of a message of so many bytes take. */
    static long cost(long length) {
        return (length + Page.BYTES - 1) / Page.BYTES * Page.BYTES;
    }

    long length() {
        return pages.length();
    }

    void append(byte[] bytes, int offset, int length) {
        pages.write(bytes, offset, length);
    }

    void append(ByteBuf source) {
        pages.fill(source.readableBytes(), source::readBytes);
    }

    /** Looks at what has arrived since. */
    FrameScanner.Verdict scan() {
        while (true) {
            int from = scanner.length();
            FrameScanner.Verdict verdict = from < length() ? scanPage(from) : scanNothing();
            if (verdict != FrameScanner.Verdict.INCOMPLETE || from >= length()) {
                return verdict;
            }
            if (scanner.length() == from) {
                verdict = scanHeader(from);
                if (verdict != FrameScanner.Verdict.INCOMPLETE || scanner.length() == from) {
                    return verdict;
                }
            }
        }
    }

    /** Up to the end of the page of byte {@code from}. */
    private FrameScanner.Verdict scanPage(int from) {
        int index = from / Page.BYTES;
        int before = index * Page.BYTES;
        return scanner.scan(pages.page(index), -before, (int) Math.min(Page.BYTES, length() - before));
    }

    /** The header at {@code from}, as far as it is there. */
    private FrameScanner.Verdict scanHeader(int from) {
        int there = (int) Math.min(LONGEST_HEADER_BYTES, length() - from);
        for (int i = 0; i < there; i++) {
            header[i] = at(from + i);
        }
        return scanner.scan(header, -from, there);
    }

    /** Whether the message ends where the bytes end. */
    private FrameScanner.Verdict scanNothing() {
        return scanner.scan(NONE, (int) -length(), 0);
    }

    private byte at(int index) {
        return pages.page(index / Page.BYTES)[index % Page.BYTES];
    }

    /** A reader of the first {@code length} bytes, which any thread may have. */
    MessageReader reader(int length) {
        return MessageReader.of(pages, length);
    }

    /** Copies what came behind the first {@code length} bytes. */
    void copyRest(int length, byte[] target) {
        MessageReader in = MessageReader.of(pages, length());
        in.skipBytes(length);
        in.readFully(target, 0, (int) in.remaining());
    }
}
