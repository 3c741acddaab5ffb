package jubatus.common.rpc;

import io.netty.buffer.ByteBuf;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import jubatus.core.JubatusException;
import jubatus.core.bytes.ByteString;
import jubatus.core.msgpack.MessageReader;

/** A call of a client from its encoding to its answer. Confined to the client's event loop once it has been handed there. */
final class PendingCall<T> {
    private static final int UNKNOWN_METHOD = 1;
    private static final int TYPE_MISMATCH = 2;

    private final long id;
    private final String description;
    private final ByteBuf message;
    private final Function<MessageReader, T> result;
    private final CompletableFuture<T> future = new CompletableFuture<>();
    private CallTimer timer;
    private long sentAt;
    private boolean sent;

    /** A call with its encoded request; the description is for people. */
    PendingCall(long id, String description, ByteBuf message, Function<MessageReader, T> result) {
        this.id = id;
        this.description = description;
        this.message = message;
        this.result = result;
    }

    long id() {
        return id;
    }

    ByteBuf message() {
        return message;
    }

    CompletableFuture<T> future() {
        return future;
    }

    void timeWith(CallTimer newTimer) {
        timer = newTimer;
    }

    /** The time-out stands still until {@link #goOn}. */
    void hold() {
        timer.hold();
    }

    void goOn() {
        timer.goOn();
    }

    /** The bytes go to the socket: from now on the server may run the method. */
    void markSent() {
        sent = true;
        sentAt = System.nanoTime();
    }

    boolean wasSentAfter(long nanoTime) {
        return sent && sentAt - nanoTime > 0;
    }

    /** Ends the call by its answer; {@code in} stands at the error. */
    void answer(MessageReader in) {
        try {
            if (in.tryNil()) {
                complete(result.apply(in));
            } else {
                fail(remoteError(in));
            }
        } catch (JubatusException e) {
            fail(new RpcException.BadAnswer(description, "a value of another type than expected", e));
        } catch (RuntimeException e) {
            fail(e);
        }
    }

    void timeOut(Duration after) {
        fail(new RpcException.TimedOut(description, after.toMillis(), sent));
    }

    void connectionFailed(String reason, Throwable cause) {
        fail(new RpcException.ConnectionFailed(description, reason, sent, cause));
    }

    private RpcException remoteError(MessageReader in) {
        return switch (in.peek()) {
            case RAW -> new RpcException.RemoteError(description, in.readByteString());
            case INTEGER -> numberedError(in.readLong());
            default -> new RpcException.RemoteError(description, ByteString.utf8("unknown error"));
        };
    }

    private RpcException numberedError(long number) {
        if (number == UNKNOWN_METHOD) {
            return new RpcException.UnknownMethod(description);
        }
        if (number == TYPE_MISMATCH) {
            return new RpcException.TypeMismatch(description);
        }
        return new RpcException.RemoteError(description, ByteString.utf8("unknown remote error (" + number + ")"));
    }

    private void complete(T value) {
        stopTimer();
        future.complete(value);
    }

    private void fail(Exception e) {
        stopTimer();
        future.completeExceptionally(e);
    }

    private void stopTimer() {
        if (timer != null) {
            timer.stop();
        }
    }
}
