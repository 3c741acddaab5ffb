package jubatus.common.rpc;

import io.netty.buffer.ByteBuf;
import jubatus.core.bytes.Page;
import jubatus.core.msgpack.MessageReader;

/**
 * The bytes of one connection that have arrived and not been used, and the message at their head.
 *
 * <p>They lie in an array, which grows with what arrives, never with what is announced; a message that is known to be large goes on in
 * pages, see {@link PagedMessage}. Both only as far as the {@link BufferBudget} allows. A connection borrows the array from its thread's
 * {@link Workspace} and returns it as soon as nothing is left in it, so an idle connection holds none. Used by the connection's event loop
 * only; while a message is {@linkplain #lend lent} a worker may read that message's bytes, which then neither move nor change.
 */
final class ReceiveBuffer {
    private static final byte[] NONE = new byte[0];
    /** A page is worth it for what fills a quarter of it. */
    private static final int LEAST_IN_PAGES = Page.BYTES / 4;

    private final FrameScanner scanner;
    private final BufferBudget budget;
    private byte[] bytes = NONE;
    private int start;
    private int end;
    /** Has all that has arrived, and the array nothing; null unless the message at the head is large. */
    private PagedMessage paged;
    /** Whether the message at the head was found to lack its end. */
    private boolean incomplete;

    private boolean lent;
    /** What the current array or pages take of the budget. */
    private long taken;
    /** What a lent message takes of it that is no longer the current one. */
    private long takenByLent;

    ReceiveBuffer(int maxMessageBytes, BufferBudget budget) {
        scanner = new FrameScanner(maxMessageBytes);
        this.budget = budget;
    }

    /** Takes the bytes, or none and answers false if there is no memory for them. */
    boolean append(ByteBuf source, Workspace workspace) {
        int count = source.readableBytes();
        if (paged != null || goesOnInPages(count)) {
            return appendPaged(source, workspace);
        }
        if (count > bytes.length - end && !makeRoom(count, workspace)) {
            return false;
        }
        source.readBytes(bytes, end, count);
        end += count;
        return true;
    }

    /** Whether the message at the head is too large for an array, by what it says or by what is there. */
    private boolean goesOnInPages(int count) {
        long needed = (long) end - start + count;
        return incomplete
                && !lent
                && (needed > RpcLimits.LARGEST_ARRAY_BYTES
                        || (needed > LEAST_IN_PAGES && scanner.length() > RpcLimits.LARGEST_ARRAY_BYTES));
    }

    private boolean appendPaged(ByteBuf source, Workspace workspace) {
        long there = paged == null ? end - start : paged.length();
        long cost = PagedMessage.cost(there + source.readableBytes());
        // While the bytes are copied there are both the array and the pages.
        long ofArray = paged == null ? taken : 0;
        if (!budget.take(cost + ofArray - taken)) {
            return false;
        }
        taken = cost + ofArray;
        if (paged == null) {
            paged = new PagedMessage(scanner);
            paged.append(bytes, start, end - start);
            dropArray(workspace);
            budget.give(ofArray);
            taken = cost;
        }
        paged.append(source);
        return true;
    }

    /** Whether taking so many bytes more would be the first here to count in the budget. */
    boolean wouldBeginToCount(int count) {
        return taken == 0 && takenByLent == 0 && (goesOnInPages(count) || needsCountedArray(count));
    }

    private boolean needsCountedArray(int count) {
        return count > bytes.length - end && cost(lengthFor(end - start, count)) > 0 && (lent || !fitsMoved(count));
    }

    /** Whether there are bytes that have not been used. */
    boolean hasBegun() {
        return start < end || paged != null;
    }

    /** Whether the message at the head is known to be too large for an array. */
    boolean isLarge() {
        return paged != null;
    }

    /** Whether what lies at the head is no array, and so cannot become a message of MessagePack-RPC. Of large ones it is known before. */
    boolean beginsOtherwise() {
        if (start == end) {
            return false;
        }
        int first = bytes[start] & 0xff;
        return (first & 0xf0) != 0x90 && first != 0xdc && first != 0xdd;
    }

    /** Looks at the message at the head. */
    FrameScanner.Verdict head() {
        FrameScanner.Verdict verdict = paged == null ? scanner.scan(bytes, start, end) : paged.scan();
        incomplete = verdict == FrameScanner.Verdict.INCOMPLETE;
        return verdict;
    }

    /**
     * A reader of the complete message at the head: that of the workspace, good until something is appended or settled, or if the message
     * lies in pages one of its own, good for ever.
     */
    MessageReader reader(Workspace workspace) {
        if (paged != null) {
            return paged.reader(scanner.length());
        }
        workspace.reader().reset(bytes, start, scanner.length());
        return workspace.reader();
    }

    /** The length of the complete message at the head. */
    int length() {
        return scanner.length();
    }

    /** How much the array takes that holds what has arrived. */
    int arrayBytes() {
        return bytes.length;
    }

    /** Passes over the complete message at the head. */
    void consume() {
        if (paged == null) {
            start += scanner.length();
        } else {
            leavePages();
        }
        incomplete = false;
        scanner.reset();
    }

    /** What came behind the large message is little: what was read before it could be served. */
    private void leavePages() {
        int rest = (int) (paged.length() - scanner.length());
        letGo();
        if (rest > 0) {
            bytes = new byte[Math.max(rest, RpcLimits.SMALL_ARRAY_BYTES)];
            paged.copyRest(scanner.length(), bytes);
            end = rest;
            taken = cost(bytes.length);
            budget.takeAnyway(taken);
        }
        paged = null;
    }

    /**
     * Keeps the complete message at the head as it is, for the time from {@link #consume} to {@link #takeBack}; false if there is no memory
     * for it.
     *
     * @param asArray whether a message in pages is going to be copied to an array
     */
    boolean lend(boolean asArray) {
        long copied = asArray && paged != null ? scanner.length() : 0;
        if (!budget.take(copied)) {
            return false;
        }
        takenByLent += copied;
        lent = true;
        return true;
    }

    void takeBack() {
        lent = false;
        budget.give(takenByLent);
        takenByLent = 0;
    }

    /** Call at the end of a batch: gives back the array, or keeps a small one if little is left. */
    void settle(Workspace workspace) {
        if (lent || bytes == NONE) {
            return;
        }
        int left = end - start;
        if (left == 0) {
            release(workspace);
        } else if (bytes.length > 4 * Math.max(left, RpcLimits.SMALL_ARRAY_BYTES)) {
            byte[] large = bytes;
            moveTo(new byte[Math.max(2 * left, RpcLimits.SMALL_ARRAY_BYTES)]);
            workspace.giveArray(large);
            long needed = cost(bytes.length);
            budget.give(taken - needed);
            taken = needed;
        }
    }

    /** Forgets everything. If a message is lent, it counts until {@link #takeBack}. */
    void release(Workspace workspace) {
        if (lent) {
            // It is the worker's until it is taken back.
            bytes = NONE;
        }
        letGo();
        dropArray(workspace);
        paged = null;
        incomplete = false;
        scanner.reset();
    }

    private void dropArray(Workspace workspace) {
        workspace.giveArray(bytes);
        bytes = NONE;
        start = 0;
        end = 0;
    }

    private boolean makeRoom(int count, Workspace workspace) {
        int left = end - start;
        if (!lent && fitsMoved(count)) {
            moveTo(bytes);
            return true;
        }
        int length = lengthFor(left, count);
        // While the bytes are copied there are both arrays.
        if (!budget.take(cost(length))) {
            return false;
        }
        byte[] small = bytes;
        boolean wasLent = lent;
        moveTo(left == 0 ? workspace.takeArray(length) : new byte[length]);
        letGo();
        taken = cost(length);
        if (!wasLent) {
            workspace.giveArray(small);
        }
        return true;
    }

    /** Whether there is room behind what has arrived once that lies at the beginning of the array. */
    private boolean fitsMoved(int count) {
        int left = end - start;
        return count <= bytes.length - left && left <= bytes.length / 2;
    }

    private static int lengthFor(int left, int count) {
        int needed = Math.addExact(left, count);
        return left == 0 ? needed : Math.max(needed, (int) Math.min(2L * needed, RpcLimits.LARGEST_ARRAY_BYTES));
    }

    /** The current array or pages are no longer this buffer's, though they may still be a worker's. */
    private void letGo() {
        if (lent) {
            takenByLent += taken;
        } else {
            budget.give(taken);
        }
        taken = 0;
        lent = false;
    }

    /** Small arrays are free: they come and go with each batch of requests. */
    private static long cost(int length) {
        return length <= RpcLimits.FREE_ARRAY_BYTES ? 0 : length;
    }

    private void moveTo(byte[] target) {
        System.arraycopy(bytes, start, target, 0, end - start);
        bytes = target;
        end -= start;
        start = 0;
    }
}
