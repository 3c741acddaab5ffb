package jubatus.common.rpc;

import io.netty.buffer.ByteBuf;

/**
 * The bytes of one connection that have arrived and not been used, and the message at their head.
 *
 * <p>The array grows with what arrives, never with what is announced. A connection borrows it from its thread's {@link Workspace}
 * and returns it as soon as nothing is left in it, so an idle connection holds none. Used by the connection's event loop only;
 * while a message is {@linkplain #lend lent} a worker may read that message's bytes, which then neither move nor change.
 */
final class ReceiveBuffer {
    private static final byte[] NONE = new byte[0];

    private final FrameScanner scanner;
    private byte[] bytes = NONE;
    private int start;
    private int end;
    private boolean lent;

    ReceiveBuffer(int maxMessageBytes) {
        scanner = new FrameScanner(maxMessageBytes);
    }

    void append(ByteBuf source, Workspace workspace) {
        int count = source.readableBytes();
        if (count > bytes.length - end) {
            makeRoom(count, workspace);
        }
        source.readBytes(bytes, end, count);
        end += count;
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
        }
    }

    /** Forgets everything. */
    void release(Workspace workspace) {
        if (!lent) {
            workspace.giveArray(bytes);
        }
        bytes = NONE;
        start = 0;
        end = 0;
        scanner.reset();
        lent = false;
    }

    private void makeRoom(int count, Workspace workspace) {
        int left = end - start;
        if (!lent && count <= bytes.length - left && left <= bytes.length / 2) {
            moveTo(bytes);
            return;
        }
        int needed = Math.addExact(left, count);
        int doubled = (int) Math.min(2L * needed, RpcLimits.MESSAGE_BYTES);
        byte[] small = bytes;
        boolean wasLent = lent;
        moveTo(left == 0 ? workspace.takeArray(needed) : new byte[Math.max(needed, doubled)]);
        lent = false;
        if (!wasLent) {
            workspace.giveArray(small);
        }
    }

    private void moveTo(byte[] target) {
        System.arraycopy(bytes, start, target, 0, end - start);
        bytes = target;
        end -= start;
        start = 0;
    }
}
