package jubatus.common.rpc;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.util.concurrent.FastThreadLocal;
import jubatus.core.msgpack.MessageReader;
import jubatus.core.msgpack.MessageWriter;

/** What a thread needs to read and answer one message after the other, so that no message allocates it anew. */
final class Workspace {
    private static final FastThreadLocal<Workspace> CURRENT = new FastThreadLocal<>() {
        @Override
        protected Workspace initialValue() {
            return new Workspace();
        }
    };

    private static final byte[] NIL = {(byte) 0xc0};

    private final MessageReader reader = MessageReader.of(NIL);
    private final RequestHeader header = new RequestHeader();
    private MessageWriter answer = newAnswer();
    private MessageWriter deferredAnswer = newAnswer();
    private byte[] spare;
    private long time = MethodTally.UNTIMED;
    private final LoopTurn turn = new LoopTurn();
    private final LoopBuffer reads = new LoopBuffer(RpcLimits.READ_BYTES);
    private final LoopBuffer writes = new LoopBuffer(RpcLimits.WRITE_BYTES);

    private Workspace() {}

    /** The workspace of the calling thread. */
    static Workspace current() {
        return CURRENT.get();
    }

    /** Of the loop whose thread this is. */
    LoopTurn turn() {
        return turn;
    }

    /** When the request before this one ended, of those that are served together; else {@link MethodTally#UNTIMED}. */
    long time() {
        return time;
    }

    void setTime(long now) {
        time = now;
    }

    MessageReader reader() {
        return reader;
    }

    RequestHeader header() {
        return header;
    }

    MessageWriter answer() {
        return answer;
    }

    /** For the answer to another request than the one that runs. */
    MessageWriter deferredAnswer() {
        return deferredAnswer;
    }

    /** Puts the reader on a lone nil: the parameters of a message that has none. */
    MessageReader nilReader() {
        reader.reset(NIL, 0, NIL.length);
        return reader;
    }

    /** Where a channel of this loop may read to; the reader releases it. */
    ByteBuf readBuffer(ByteBufAllocator others) {
        return reads.take(RpcLimits.READ_BYTES, others);
    }

    /** Where to collect at least so many bytes for a channel of this loop, which releases them once they are written. */
    ByteBuf writeBuffer(int room, ByteBufAllocator others) {
        return writes.take(room, others);
    }

    /** An array of at least {@code length} bytes, the spare one if that is long enough. */
    byte[] takeArray(int length) {
        byte[] taken = spare;
        if (taken == null || taken.length < length) {
            return new byte[Math.max(length, RpcLimits.SMALL_ARRAY_BYTES)];
        }
        spare = null;
        return taken;
    }

    /** Keeps the array for the next taker, unless it is huge or a longer one is kept. */
    void giveArray(byte[] array) {
        if (array.length <= RpcLimits.KEPT_ARRAY_BYTES && (spare == null || spare.length < array.length)) {
            spare = array;
        }
    }

    /** Appends the written answer to {@code target} and readies the writer for the next one. */
    void moveAnswerTo(ByteBuf target) {
        Parts.copy(answer, target);
        answer = cleared(answer);
    }

    /** The written answer as a buffer that any thread may send. */
    ByteBuf detachAnswer(ByteBufAllocator allocator) {
        if (answer.size() > RpcLimits.KEPT_ARRAY_BYTES) {
            ByteBuf whole = Parts.of(answer);
            answer = newAnswer();
            return whole;
        }
        ByteBuf copy = allocator.directBuffer(answer.size());
        moveAnswerTo(copy);
        return copy;
    }

    void copyDeferredAnswerTo(ByteBuf target) {
        Parts.copy(deferredAnswer, target);
    }

    void clearDeferredAnswer() {
        deferredAnswer = cleared(deferredAnswer);
    }

    private static MessageWriter newAnswer() {
        return MessageWriter.toArray(RpcLimits.ANSWER_BYTES);
    }

    private static MessageWriter cleared(MessageWriter used) {
        if (used.capacity() > RpcLimits.KEPT_ARRAY_BYTES) {
            return newAnswer();
        }
        used.clear();
        return used;
    }
}
