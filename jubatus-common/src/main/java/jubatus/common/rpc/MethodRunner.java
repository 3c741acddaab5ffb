package jubatus.common.rpc;

import java.util.function.Consumer;
import jubatus.common.process.FullHeap;
import jubatus.common.process.LogThrottle;
import jubatus.core.JubatusException;
import jubatus.core.bytes.ByteString;
import jubatus.core.msgpack.MessageReader;
import jubatus.core.msgpack.MessageWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs a method and writes its answer {@code [1, msgid, error, result]}, whatever the method does (03 §2.2). */
final class MethodRunner {
    private static final Logger LOG = LoggerFactory.getLogger(RpcServer.class);

    private static final int RESPONSE = 1;
    private static final int UNKNOWN_METHOD = 1;
    private static final int TYPE_MISMATCH = 2;

    private final RpcStatistics statistics;
    private final LogThrottle notOffered = new LogThrottle();

    MethodRunner(RpcStatistics statistics) {
        this.statistics = statistics;
    }

    /** Runs a call right behind another, if the workspace's time is known. */
    void run(RpcMethod method, long messageId, MessageReader params, Workspace workspace) {
        long begun = method.tally().begin(workspace.time());
        workspace.setTime(run(method, begun, messageId, params, workspace.answer()));
    }

    /** Runs a call that has begun already, as {@link MethodTally#begin} told; tells when it ended. */
    long run(RpcMethod method, long begun, long messageId, MessageReader params, MessageWriter answer) {
        answer.clear();
        try {
            begin(messageId, answer);
            answer.nil();
            method.handler().handle(method.readable(params), answer);
            return method.tally().succeeded(begun);
        } catch (RuntimeException | Error e) {
            return method.tally().failed(failed(method, e, messageId, answer), begun);
        }
    }

    /** Begins a deferred method. */
    void start(RpcMethod method, MessageReader params, Answer answer) {
        try {
            method.deferred().handler().handle(method.readable(params), answer);
        } catch (RuntimeException | Error e) {
            answer.fail(e);
        }
    }

    void result(DeferredRequest request, Consumer<MessageWriter> value, MessageWriter answer) {
        answer.clear();
        try {
            begin(request.messageId(), answer);
            answer.nil();
            value.accept(answer);
            request.method().tally().succeeded(request.begun());
        } catch (RuntimeException | Error e) {
            failed(request, e, answer);
        }
    }

    void error(DeferredRequest request, ByteString text, MessageWriter answer) {
        statistics.count(RpcStatistics.Errors.REPORTED);
        request.method().tally().failed(RpcStatistics.Errors.REPORTED, request.begun());
        answer.clear();
        begin(request.messageId(), answer);
        answer.raw(text);
        answer.nil();
    }

    void failed(DeferredRequest request, Throwable failure, MessageWriter answer) {
        RpcMethod method = request.method();
        method.tally().failed(failed(method, failure, request.messageId(), answer), request.begun());
    }

    private RpcStatistics.Errors failed(RpcMethod method, Throwable failure, long messageId, MessageWriter answer) {
        if (failure instanceof JubatusException e) {
            return report(e, messageId, answer);
        }
        FullHeap.endIfFull(failure);
        statistics.count(RpcStatistics.Errors.INTERNAL);
        LOG.error("error in RPC thread: method={}", method.name(), failure);
        answer.clear();
        begin(messageId, answer);
        answer.raw(method.name() + " failed by an error of the server ("
                + failure.getClass().getSimpleName() + "); its log has the details");
        answer.nil();
        return RpcStatistics.Errors.INTERNAL;
    }

    /** @param bytes where the header was read */
    void unknown(byte[] bytes, RequestHeader header, MessageWriter answer) {
        statistics.count(RpcStatistics.Errors.UNKNOWN_METHOD);
        answer.clear();
        begin(header.messageId(), answer);
        answer.integer(UNKNOWN_METHOD);
        answer.raw(bytes, header.methodOffset(), header.methodLength());
    }

    private RpcStatistics.Errors report(JubatusException e, long messageId, MessageWriter answer) {
        answer.clear();
        begin(messageId, answer);
        if (e.code() == JubatusException.Code.BAD_ARGUMENT) {
            statistics.count(RpcStatistics.Errors.TYPE_MISMATCH);
            answer.integer(TYPE_MISMATCH);
            answer.raw("std::bad_cast");
            return RpcStatistics.Errors.TYPE_MISMATCH;
        }
        statistics.count(RpcStatistics.Errors.REPORTED);
        log(e);
        answer.raw(e.text());
        answer.nil();
        return RpcStatistics.Errors.REPORTED;
    }

    private void log(JubatusException e) {
        if (!(e instanceof Door.NotOffered)) {
            LOG.warn(
                    "exception in RPC thread: {}{}",
                    printable(e.text()),
                    e.getCause() == null ? "" : ": " + e.getCause());
            return;
        }
        notOffered
                .pass()
                .ifPresent(leftOut ->
                        LOG.atWarn().addKeyValue("leftOut", leftOut).log("call refused: {}", e.getMessage()));
    }

    /** The text may quote a label or a key, which are any bytes; a line end in one must not forge a record. */
    private static String printable(ByteString text) {
        return text.toString().replaceAll("\\p{Cntrl}", "?");
    }

    private static void begin(long messageId, MessageWriter answer) {
        answer.array(4);
        answer.integer(RESPONSE);
        answer.unsigned(messageId);
    }
}
