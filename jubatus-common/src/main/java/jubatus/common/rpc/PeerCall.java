package jubatus.common.rpc;

import jubatus.core.msgpack.MessageReader;

/** A call on a {@link PeerConnection}; used once. Confined to the connection's loop. */
public abstract class PeerCall {
    private int slot;
    private long sequence;

    /** What follows the message id in the request: the method's name and the parameters, as MessagePack. */
    protected abstract byte[] message();

    /**
     * The server has answered.
     *
     * @param answer stands at the error, if the answer has any further member; a raw that was read stays where it lies only until the
     *     next read
     * @param members how many members of the answer follow: two, error and result, unless the server is odd
     */
    protected abstract void answered(MessageReader answer, int members);

    /** No answer will come. */
    protected abstract void failed(PeerFailure failure);

    /** Whether nobody waits for the answer any more. */
    protected abstract boolean isOver();

    int slot() {
        return slot;
    }

    void place(int newSlot, long newSequence) {
        slot = newSlot;
        sequence = newSequence;
    }

    /** Counts the calls of the connection in the order in which they were submitted. */
    long sequence() {
        return sequence;
    }
}
