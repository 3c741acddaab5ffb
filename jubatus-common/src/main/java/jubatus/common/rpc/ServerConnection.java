package jubatus.common.rpc;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import jubatus.core.msgpack.MessageReader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection of a client: its requests run and are answered strictly in the order in which they came (03 §2.6), save those of
 * concurrent methods.
 *
 * <p>Threads: everything here is confined to the connection's event loop, save {@link #work}. A request runs on the loop, on the
 * bytes as they were received; a blocking or large one runs on a worker, and until it has been answered the connection serves
 * nothing else and reads nothing more; likewise for a deferred one whose answer is to come in order. Concurrent ones are open until
 * they are answered, and bounded. Answers are collected and sent once per batch of received bytes. A client that does not read its
 * answers is not served further until it does, so what a connection holds is bounded.
 */
@SuppressWarnings("FutureReturnValueIgnored") // Netty reports what fails to exceptionCaught and channelInactive.
final class ServerConnection extends PassingHandler {
    private static final Logger LOG = LoggerFactory.getLogger(RpcServer.class);

    private enum State {
        SERVING,
        /** A worker has the current request, or the requests behind it must wait for its answer. */
        WAITING,
        /** The client broke the protocol; it gets the answers that are open, and what is received is thrown away. */
        LAST_ANSWERS,
        /** No request runs any more; what is received is thrown away. */
        ENDING
    }

    private final ServerContext server;
    private final ReceiveBuffer received;
    private final Backlog backlog;
    private final OpenRequests open;
    /** Null until the connection is in its pipeline; volatile for the thread that closes the server. */
    private volatile ChannelHandlerContext context;

    private RpcLoop loop;
    /** Null until a method wants to remember something. */
    private Object memory;

    private ConnectionTimer timer;
    private Outgoing outgoing;
    private State state = State.SERVING;
    /** How many things must happen before a waiting connection serves on. */
    private int awaited;

    private final Runnable proceeding = this::proceedNow;
    private boolean proceedDue;
    /** Serve what has arrived, then end. */
    private boolean draining;

    /** Set on the loop; any thread may look. */
    private volatile boolean inputEnded;
    /** How many requests have come. */
    private long requests;

    ServerConnection(ServerContext server) {
        this.server = server;
        this.received = new ReceiveBuffer(server.maxMessageBytes(), server.budget());
        this.open = new OpenRequests(server.budget());
        this.backlog = new Backlog(received, server.budget());
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
        loop = server.loop(added.channel().eventLoop());
        timer = new ConnectionTimer(added, server, () -> outgoing.unsent());
        timer.start();
        outgoing = new Outgoing(added, server, timer, new AnswerEvents());
    }

    @Override
    public void channelRead(ChannelHandlerContext ignored, Object message) {
        ByteBuf bytes = (ByteBuf) message;
        try {
            server.statistics().countIn(bytes.readableBytes());
            if (state == State.ENDING || state == State.LAST_ANSWERS) {
                return;
            }
            if (!backlog.keeps(bytes, context.executor(), this::roomCame)) {
                Workspace.current().turn().readBegins();
                take(bytes);
            }
        } finally {
            bytes.release();
        }
        // Before the channel reads on: it would bring another megabyte before the batch ends.
        followReading();
    }

    private void take(ByteBuf bytes) {
        if (received.append(bytes, Workspace.current())) {
            serve();
        } else {
            refuseForMemory();
        }
    }

    /** Memory is no longer tight. */
    private void roomCame() {
        if (!isOpen() || state == State.ENDING || state == State.LAST_ANSWERS) {
            backlog.release();
        } else if (!backlog.end(Workspace.current())) {
            refuseForMemory();
        }
        proceed();
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ignored) {
        endBatch();
        Workspace.current().turn().readEnds();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ignored) {
        // Not at once: this may be called in the middle of serve().
        context.executor().execute(this::proceed);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ignored, Object event) {
        boolean isEnd = event instanceof ChannelInputShutdownEvent
                || (server.tls().isOn() && event instanceof SslCloseCompletionEvent);
        if (isEnd) {
            inputEnded = true;
            if (state == State.ENDING) {
                context.close();
            } else {
                drain();
            }
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ignored) {
        state = State.ENDING;
        timer.stop();
        received.release(Workspace.current());
        outgoing.release();
        backlog.release();
        server.connections().remove(this);
        server.statistics().count(RpcStatistics.Connections.CLOSED);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ignored, Throwable cause) {
        StreamEnd.broken(context, cause);
    }

    /** Answers what has arrived, then ends. Any thread. Does nothing before {@link #handlerAdded}. */
    void drainSoon() {
        Optional.ofNullable(context).ifPresent(current -> current.executor().execute(this::drain));
    }

    /** Closes whatever is under way. Any thread. */
    void closeNow() {
        Optional.ofNullable(context).ifPresent(ChannelHandlerContext::close);
    }

    MethodRunner runner() {
        return server.runner();
    }

    /** Any thread, once a request has come. */
    RpcLoop loop() {
        return loop;
    }

    Object memory(Supplier<?> fresh) {
        if (memory == null) {
            memory = fresh.get();
        }
        return memory;
    }

    /** Any thread, once a request has come. */
    boolean isOpen() {
        return context.channel().isActive();
    }

    /** Any thread, once a request has come. */
    boolean isInputEnded() {
        return inputEnded || !isOpen();
    }

    private void drain() {
        draining = true;
        proceed();
    }

    private void proceed() {
        if (!outgoing.isEmpty()) {
            outgoing.goOn();
            if (state == State.ENDING && outgoing.isEmpty()) {
                StreamEnd.send(context, () -> inputEnded);
            }
        }
        serve();
        if (state == State.LAST_ANSWERS && open.isEmpty()) {
            end();
        }
        endBatch();
    }

    private void serve() {
        Workspace.current().setTime(MethodTally.UNTIMED);
        while (state == State.SERVING && hasRoom()) {
            switch (received.head()) {
                case COMPLETE -> execute();
                case INCOMPLETE -> {
                    if (received.beginsOtherwise()) {
                        refuse("a message that is not a request");
                    } else if (draining && open.isEmpty()) {
                        end();
                    }
                    return;
                }
                case MALFORMED -> refuse("bytes that are not MessagePack");
                case TOO_LONG -> {
                    server.statistics().count(RpcStatistics.Limits.MESSAGE_SIZE);
                    refuse("a message above " + server.maxMessageBytes() + " bytes");
                }
            }
        }
    }

    /** Whether one more request may run, and its bytes lie still. Where memory is tight, one after the other. */
    private boolean hasRoom() {
        return !open.isFull()
                && !backlog.isWaiting()
                && outgoing.isEmpty()
                && context.channel().isWritable()
                && (!server.budget().isTight() || (open.isEmpty() && !outgoing.isCounted()));
    }

    private void execute() {
        requests++;
        Workspace workspace = Workspace.current();
        RequestHeader header = workspace.header();
        MessageReader reader = received.reader(workspace);
        if (!header.read(reader)) {
            refuse("a message that is not a request");
            return;
        }
        byte[] bytes = reader.bytes();
        MessageReader params = header.hasParams() ? reader : workspace.nilReader();
        RpcMethod method = server.methods().find(bytes, header.methodOffset(), header.methodLength());
        if (method == null) {
            server.runner().unknown(bytes, header, workspace.answer());
        } else if (method.deferred() != null) {
            defer(method, header, params);
            return;
        } else if (method.blocks().getAsBoolean() || received.length() > RpcLimits.LARGE_REQUEST_BYTES) {
            handOver(method, header, params);
            return;
        } else {
            server.runner().run(method, header.messageId(), params, workspace);
        }
        received.consume();
        if (!header.notification()) {
            workspace.moveAnswerTo(outgoing.room(workspace.answer().size()));
        }
    }

    private void handOver(RpcMethod method, RequestHeader header, MessageReader params) {
        MessageReader own = params.duplicate();
        if (lend(method)) {
            var request =
                    new WorkerRequest(method, method.tally().begin(), header.messageId(), header.notification(), own);
            runOnWorker(method, () -> work(request));
        }
    }

    private void defer(RpcMethod method, RequestHeader header, MessageReader params) {
        int bytes = received.length();
        boolean large = bytes > RpcLimits.LARGE_REQUEST_BYTES;
        MessageReader own = large ? params.duplicate() : params;
        if (bytes > RpcLimits.FREE_ARRAY_BYTES && !server.budget().allows(bytes)) {
            refuseForMemory();
            return;
        } else if (large && !lend(method)) {
            return;
        }
        var request =
                new DeferredRequest(method, method.tally().begin(), header.messageId(), header.notification(), bytes);
        var answer = new Answer(this, request);
        open.add(request);
        timer.suspend();
        if (request.inOrder()) {
            await();
        }
        if (large) {
            runOnWorker(method, () -> {
                server.runner().start(method, own, answer);
                context.executor().execute(this::started);
            });
        } else {
            server.runner().start(method, own, answer);
            received.consume();
        }
    }

    /** Lets a worker have the request's bytes, which stay as they are; false, and refused, if there is no memory for what it needs. */
    private boolean lend(RpcMethod method) {
        if (!received.lend(!method.readsPages())) {
            refuseForMemory();
            return false;
        }
        await();
        received.consume();
        return true;
    }

    private void runOnWorker(RpcMethod method, Runnable work) {
        try {
            method.executor().execute(work);
        } catch (RejectedExecutionException e) {
            LOG.warn("request refused by its executor: method={}", method.name());
            received.takeBack();
            context.close();
        }
    }

    /** Runs on a worker. */
    private void work(WorkerRequest request) {
        try {
            ByteBuf answer = request.run(server.runner(), context.alloc());
            try {
                context.executor().execute(() -> finished(answer));
            } catch (RejectedExecutionException e) {
                answer.release();
            }
        } catch (RuntimeException | Error e) {
            // Not even the answer to a failure could be written; a connection that waits for ever would be worse.
            context.executor().execute(received::takeBack);
            StreamEnd.broken(context, e);
        }
    }

    private void finished(ByteBuf answer) {
        received.takeBack();
        goOn();
        if (state == State.ENDING || !answer.isReadable()) {
            answer.release();
        } else {
            outgoing.send(answer);
        }
        proceed();
    }

    /** The worker that had a large deferred request has begun its method. */
    private void started() {
        received.takeBack();
        goOn();
        proceed();
    }

    /** On the loop: the answer to a deferred request lies in the workspace. */
    void answered(DeferredRequest request, Workspace workspace) {
        if (isAnswerOf(request)) {
            workspace.copyDeferredAnswerTo(
                    outgoing.room(workspace.deferredAnswer().size()));
        }
        workspace.clearDeferredAnswer();
        proceedSoon();
    }

    /** On the loop: the answer to a deferred request has come from another thread. */
    void answered(DeferredRequest request, ByteBuf answer) {
        if (isAnswerOf(request)) {
            outgoing.add(answer);
        } else {
            answer.release();
        }
        proceedSoon();
    }

    private boolean isAnswerOf(DeferredRequest request) {
        open.remove(request);
        if (!request.notification()) {
            timer.restart();
        }
        if (request.inOrder()) {
            goOn();
        } else {
            resumeIdle();
        }
        return state != State.ENDING && !request.notification();
    }

    /** At the end of what the loop does at present, so that answers that come together leave together. */
    private void proceedSoon() {
        if (!proceedDue) {
            proceedDue = true;
            Workspace.current().turn().putOff(proceeding, context.executor());
        }
    }

    private void proceedNow() {
        proceedDue = false;
        proceed();
    }

    private void await() {
        awaited++;
        state = State.WAITING;
        timer.suspend();
    }

    private void goOn() {
        awaited--;
        if (awaited == 0 && state == State.WAITING) {
            state = State.SERVING;
        }
        resumeIdle();
    }

    private void resumeIdle() {
        if (awaited == 0 && open.isEmpty()) {
            timer.resume();
        }
    }

    private void refuseForMemory() {
        server.statistics().count(RpcStatistics.Limits.MEMORY_CLOSED);
        refuse("more than there is room for: the messages of all connections may take "
                + server.budget().limitBytes() + " bytes together");
    }

    private void refuse(String reason) {
        server.closes(context.channel(), "sent=" + reason);
        if (open.isEmpty()) {
            end();
        } else {
            state = State.LAST_ANSWERS;
            received.release(Workspace.current());
        }
    }

    /** Sends the last answers, then the end of the stream. */
    private void end() {
        state = State.ENDING;
        timer.expectEnd();
        outgoing.sendCollected();
        received.release(Workspace.current());
        if (outgoing.isEmpty()) {
            StreamEnd.send(context, () -> inputEnded);
        }
    }

    private void endBatch() {
        outgoing.sendCollected();
        received.settle(Workspace.current());
        followReading();
    }

    /** Reads from the client as long as what it sends can be used. */
    private void followReading() {
        var config = context.channel().config();
        boolean read = switch (state) {
            case ENDING, LAST_ANSWERS -> true;
            case SERVING -> !draining && hasRoom();
            case WAITING -> false;
        };
        timer.arriving(read && state == State.SERVING && received.hasBegun(), requests);
        if (config.isAutoRead() != read) {
            if (!read && server.budget().isTight()) {
                server.statistics().count(RpcStatistics.Limits.MEMORY_PAUSED);
            }
            config.setAutoRead(read);
        }
    }

    /** What becomes of the answers. */
    private final class AnswerEvents implements Outgoing.Events {
        @Override
        public void drained() {
            if (!context.channel().config().isAutoRead()) {
                proceedSoon();
            }
        }

        @Override
        public void overflowed() {
            server.statistics().count(RpcStatistics.Limits.MEMORY_CLOSED);
            server.closes(context.channel(), "reason=no memory for an answer");
            context.close();
        }
    }
}
