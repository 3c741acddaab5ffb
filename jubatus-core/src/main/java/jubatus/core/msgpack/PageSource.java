package jubatus.core.msgpack;

import jubatus.core.bytes.Page;

/** Brings the bytes of pages where they lie; only a value that is cut by the end of a page is copied together. */
final class PageSource extends Source {
    private final Pages pages;
    private final long until;

    /** The bytes from {@code from} up to {@code until} of the pages. */
    PageSource(Pages pages, long from, long until) {
        super(until - from);
        this.pages = pages;
        this.until = until;
        bytes = new byte[0];
    }

    @Override
    void bring(int unread, int count) {
        int held = end - unread;
        if (held == 0 && count <= pageLeft()) {
            bytes = pages.page(pageIndex());
            start = offset();
            end = start + (int) Math.min(pageLeft(), beyond);
            beyond -= end - start;
            return;
        }
        byte[] together = new byte[count];
        System.arraycopy(bytes, unread, together, 0, held);
        for (int done = held; done < count; ) {
            int part = Math.min(count - done, pageLeft());
            System.arraycopy(pages.page(pageIndex()), offset(), together, done, part);
            done += part;
            beyond -= part;
        }
        bytes = together;
        start = 0;
        end = count;
    }

    @Override
    Source part(long left, long length) {
        return new PageSource(pages, until - left, until - left + length);
    }

    private int pageIndex() {
        return (int) ((until - beyond) / Page.BYTES);
    }

    private int offset() {
        return (int) ((until - beyond) % Page.BYTES);
    }

    private int pageLeft() {
        return Page.BYTES - offset();
    }
}
