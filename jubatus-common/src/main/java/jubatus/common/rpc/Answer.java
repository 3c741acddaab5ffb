package jubatus.common.rpc;

import io.netty.buffer.ByteBuf;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.function.Consumer;
import java.util.function.Supplier;
import jubatus.core.bytes.ByteString;
import jubatus.core.msgpack.MessageWriter;

/**
 * The answer to one request of a deferred method, which comes when it comes and holds no thread meanwhile.
 *
 * <p>Any thread may give it; it costs least on the event loop of the request. The first answer counts, others are ignored. If the
 * connection has ended, the answer goes nowhere. To a notification it goes nowhere either, but has to be given all the same.
 */
public final class Answer {
    private static final AtomicIntegerFieldUpdater<Answer> GIVEN =
            AtomicIntegerFieldUpdater.newUpdater(Answer.class, "given");

    private final ServerConnection connection;
    private final DeferredRequest request;
    private volatile int given;

    Answer(ServerConnection connection, DeferredRequest request) {
        this.connection = connection;
        this.request = request;
    }

    DeferredRequest request() {
        return request;
    }

    /** The event loop of the connection that the request came from. */
    public RpcLoop loop() {
        return connection.loop();
    }

    /**
     * What the methods of the server remember of the connection that the request came from. On its loop only.
     *
     * @param fresh makes it when it is first asked for
     */
    public Object memory(Supplier<?> fresh) {
        return connection.memory(fresh);
    }

    /** Whether the client is still there. */
    public boolean isWanted() {
        return connection.isOpen();
    }

    /**
     * Whether the client has closed its end, as far as is known: it sends nothing more, and most likely does not wait for the answer.
     * Known of {@linkplain RpcServer#concurrentMethod concurrent methods} only, whose connections are read meanwhile.
     */
    public boolean isGivenUp() {
        return connection.isInputEnded();
    }

    /**
     * Answers with a result.
     *
     * @param value writes exactly one value, before this method returns, and gives no other answer. What it throws is answered as if
     *     the method had thrown it
     */
    public void result(Consumer<MessageWriter> value) {
        if (take()) {
            MessageWriter writer = writer();
            connection.runner().result(request, value, writer);
            deliver(writer);
        }
    }

    /** Answers with a text as the error, and logs nothing. */
    public void error(ByteString text) {
        if (take()) {
            MessageWriter writer = writer();
            connection.runner().error(request, text, writer);
            deliver(writer);
        }
    }

    /** Answers as if the method had thrown this, see {@link RpcHandler#handle}. */
    public void fail(Throwable failure) {
        if (take()) {
            MessageWriter writer = writer();
            connection.runner().failed(request, failure, writer);
            deliver(writer);
        }
    }

    private boolean take() {
        return given == 0 && GIVEN.compareAndSet(this, 0, 1);
    }

    private MessageWriter writer() {
        // Another thread may be in the middle of an answer of its own.
        return loop().isCurrent()
                ? Workspace.current().deferredAnswer()
                : MessageWriter.toArray(RpcLimits.ANSWER_BYTES);
    }

    private void deliver(MessageWriter writer) {
        if (loop().isCurrent()) {
            connection.answered(request, Workspace.current());
            return;
        }
        ByteBuf bytes = Parts.of(writer);
        try {
            loop().execute(() -> connection.answered(request, bytes));
        } catch (RejectedExecutionException e) {
            // The server has closed.
            bytes.release();
        }
    }
}
