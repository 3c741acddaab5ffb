package jubatus.common.rpc;

import io.netty.buffer.ByteBuf;

/**
 * The bytes of one connection that have arrived and not been used, and the message at their head.
 *
 * <p>The array grows with what arrives, never with what is announced, and as far as the {@link BufferBudget} allows. A connection
 * borrows it from its thread's {@link Workspace} and returns it as soon as nothing is left in it, so an idle connection holds none. Used by the connection's event loop only;
 * while a message is {@linkplain #lend lent} a worker may read that message's bytes, which then neither move nor change.
 */
final class ReceiveBuffer {
    private static final byte[] NONE = new byte[0];

    private final FrameScanner scanner;
    private final BufferBudget budget;
    private byte[] bytes = NONE;
    private int start;
    private int end;
    private boolean lent;
    /** What the current array takes of the budget. */
    private long taken;
    /** What a lent array takes of it that is no longer the current one. */
    private long takenByLent;

    ReceiveBuffer(int maxMessageBytes, BufferBudget budget) {
        scanner = new FrameScanner(maxMessageBytes);
        this.budget = budget;
    }

    /** Takes the bytes, or none and answers false if there is no memory for them. */
    boolean append(ByteBuf source, Workspace workspace) {
        int count = source.readableBytes();
        if (count > bytes.length - end && !makeRoom(count, workspace)) {
            return false;
        }
        source.readBytes(bytes, end, count);
        end += count;
        return true;
    }

    /** Whether taking so many bytes more would be the first here to count in the budget. */
    boolean wouldBeginToCount(int count) {
        return taken == 0
                && takenByLent == 0
                && count > bytes.length - end
                && cost(lengthFor(end - start, count)) > 0
                && (lent || !fitsMoved(count));
    }

    /** Whether there are bytes that have not been used. */
    boolean hasBegun() {
        return start < end;
    }

    /** The beginning of a message on its way to a larger array. */
    static final class Move {
        private final byte[] source;
        private final int start;
        private final int count;
        private final int length;
        private byte[] target;

        private Move(byte[] source, int start, int count, int length) {
            this.source = source;
            this.start = start;
            this.count = count;
            this.length = length;
        }

        /** Any thread. */
        void copy() {
            target = new byte[length];
            System.arraycopy(source, start, target, 0, count);
        }
    }

    /** Whether taking so many bytes more would move more than a loop should; never while a message is lent. */
    boolean movesMuch(int count) {
        int left = end - start;
        return !lent && left > RpcLimits.LARGEST_MOVE_BYTES && count > bytes.length - end && !fitsMoved(count);
    }

    /** Begins to move what has arrived; until {@link #endMove} nothing may be appended or consumed. Null if there is no memory for it. */
    Move beginMove(int count) {
        int left = end - start;
        int length = lengthFor(left, count);
        return budget.take(cost(length)) ? new Move(bytes, start, left, length) : null;
    }

    /** The move is done; it is in vain if the buffer was released meanwhile. */
    void endMove(Move move) {
        if (bytes != move.source) {
            cancelMove(move);
            return;
        }
        letGo();
        taken = cost(move.length);
        bytes = move.target;
        end -= start;
        start = 0;
    }

    /** The move was not made. */
    void cancelMove(Move move) {
        budget.give(cost(move.length));
    }

    /** Whether what lies at the head is no array, and so cannot become a message of MessagePack-RPC. */
    boolean beginsOtherwise() {
        if (start == end) {
            return false;
        }
        int first = bytes[start] & 0xff;
        return (first & 0xf0) != 0x90 && first != 0xdc && first != 0xdd;
    }

    /** Looks at the message at the head; if it is complete, it lies at {@link #start()} of {@link #array()}. */
    FrameScanner.Verdict head() {
        return scanner.scan(bytes, start, end);
    }

    byte[] array() {
        return bytes;
    }

    int start() {
        return start;
    }

    /** The length of the complete message at the head. */
    int length() {
        return scanner.length();
    }

    /** Passes over the complete message at the head. */
    void consume() {
        start += scanner.length();
        scanner.reset();
    }

    /** Keeps the array as it is up to the current end, until {@link #takeBack}. */
    void lend() {
        lent = true;
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

    /** Forgets everything. If a message is lent, its array counts until {@link #takeBack}. */
    void release(Workspace workspace) {
        if (!lent) {
            workspace.giveArray(bytes);
        }
        letGo();
        bytes = NONE;
        start = 0;
        end = 0;
        scanner.reset();
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
        int doubled = (int) Math.min(2L * needed, RpcLimits.MESSAGE_BYTES);
        return left == 0 ? needed : Math.max(needed, doubled);
    }

    /** The current array is no longer this buffer's, though it may still be a worker's. */
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
