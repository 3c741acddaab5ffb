package jubatus.common.rpc;

import io.netty.channel.ChannelHandler;
import io.netty.channel.EventLoop;
import io.netty.util.NetUtil;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import jubatus.common.tls.Tls;
import jubatus.core.msgpack.MessageReader;
import jubatus.core.msgpack.MessageWriter;

/**
 * Calls the methods of one MessagePack-RPC server.
 *
 * <pre>{@code
 * try (var client = new RpcClient(new RpcClient.Options("localhost", 9199, Duration.ofSeconds(10), 1 << 30))) {
 *     String config = client.call("get_config", params -> { params.array(1); params.raw(""); }, r -> r.readByteString().toString());
 * }
 * }</pre>
 *
 * <p>Safe for use by any number of threads; their calls share one connection and are under way at the same time. The connection is
 * made when a call needs it, and made anew when the server has closed it, which servers do with silent ones. A call is never sent
 * twice: if its connection breaks after it was written, it fails, see {@link RpcException#mayHaveRun}. Its time-out begins with the
 * call and covers the look-up of the host and the connecting too. Calls that a server is slow to take wait in memory: whoever makes
 * many asynchronous ones must bound their number.
 */
public final class RpcClient implements AutoCloseable {
    /**
     * Where and how to call.
     *
     * @param timeout of a call that has none of its own
     * @param maxAnswerBytes a connection that brings a longer answer is closed; about 2 GiB at most, and all answers that are on their
     *     way to this process at a time may take half of the heap
     * @param tls which the connection speaks, if it is on; the server's certificate must name the host
     */
    public record Options(String host, int port, Duration timeout, long maxAnswerBytes, Tls tls) {
        /** Without TLS. */
        public Options(String host, int port, Duration timeout, long maxAnswerBytes) {
            this(host, port, timeout, maxAnswerBytes, Tls.OFF);
        }

        public Options {
            require(!host.isEmpty(), "the host to call is empty");
            require(port > 0 && port <= 65535, "the port must lie within 1 and 65535, was " + port);
            require(timeout.compareTo(Duration.ZERO) > 0, "the time-out must be positive, was " + timeout);
            require(maxAnswerBytes > 0, "the longest answer must be positive, was " + maxAnswerBytes);
        }

        private static void require(boolean condition, String otherwise) {
            if (!condition) {
                throw new IllegalArgumentException(otherwise);
            }
        }
    }

    private final Options options;
    private final BufferBudget budget;
    private final AnswerTurns.Turn turn;
    private final ClientLoops loops = ClientLoops.acquire();
    private final EventLoop loop = loops.next();
    private final AtomicInteger lastId = new AtomicInteger(-1);
    private final AtomicBoolean closed = new AtomicBoolean();

    /** Takes the next call; null if there is none. Confined to the loop. */
    private ClientConnection connection;

    /** A client that has not connected yet. */
    public RpcClient(Options options) {
        this(options, BufferBudget.OF_ANSWERS);
    }

    /** As the other; its large answers come when it is their turn, and whoever has used one up calls {@link #release}. */
    public RpcClient(Options options, AnswerTurns turns) {
        this(options, BufferBudget.OF_ANSWERS, turns);
    }

    /** @param budget of the memory for answers */
    RpcClient(Options options, BufferBudget budget) {
        this(options, budget, new AnswerTurns(1));
    }

    RpcClient(Options options, BufferBudget budget, AnswerTurns turns) {
        this.options = options;
        this.budget = budget;
        this.turn = turns.newTurn();
    }

    public Options options() {
        return options;
    }

    /** Calls a method and waits for its answer, for at most the client's time-out. */
    public <T> T call(String method, Consumer<MessageWriter> params, Function<MessageReader, T> result) {
        return call(method, options.timeout(), params, result);
    }

    /**
     * Calls a method and waits for its answer.
     *
     * @param params writes one value, an array of the parameters
     * @param result reads the value that the method returned; called by another thread. A raw that it has read stays where it lies only
     *     until the next read
     * @throws RpcException if the call fails
     */
    public <T> T call(
            String method, Duration timeout, Consumer<MessageWriter> params, Function<MessageReader, T> result) {
        if (loop.inEventLoop()) {
            throw new IllegalStateException("a thread that completes calls must not wait for one: " + describe(method));
        }
        CompletableFuture<T> answer = callAsync(method, timeout, params, result);
        try {
            return answer.get();
        } catch (ExecutionException e) {
            throw rethrown(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RpcException.ConnectionFailed(describe(method), "interrupted while waiting", true, e);
        }
    }

    /**
     * Calls a method.
     *
     * @param params writes one value, an array of the parameters; called before this method returns
     * @param result reads the value that the method returned, as with {@link #call}; like everything that depends on the future, it is
     *     run by a thread that serves other calls too and must not block
     * @return completed with the result, or exceptionally with an {@link RpcException}
     */
    public <T> CompletableFuture<T> callAsync(
            String method, Duration timeout, Consumer<MessageWriter> params, Function<MessageReader, T> result) {
        long id = Integer.toUnsignedLong(lastId.incrementAndGet());
        MessageWriter message = MessageWriter.toArray();
        message.array(4);
        message.integer(0);
        message.unsigned(id);
        message.raw(method);
        params.accept(message);
        var call = new PendingCall<>(id, describe(method), Parts.of(message), result);
        long deadline = System.nanoTime() + timeout.toNanos();
        try {
            loop.execute(() -> begin(call, timeout, deadline));
        } catch (RejectedExecutionException e) {
            return CompletableFuture.failedFuture(
                    new RpcException.ConnectionFailed(describe(method), "the client is closed", false, e));
        }
        return call.future();
    }

    /** The latest answer is used up: if it was large, another client's may come. */
    public void release() {
        turn.give();
    }

    /** Closes the connection; calls under way fail. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            loop.execute(() -> {
                if (connection != null) {
                    connection.end("the client was closed", null);
                }
                turn.give();
            });
            loops.release();
        }
    }

    private void begin(PendingCall<?> call, Duration timeout, long deadline) {
        if (closed.get()) {
            call.connectionFailed("the client is closed", null);
            return;
        }
        boolean fresh = connection == null;
        if (fresh) {
            int maxAnswerBytes = (int) Math.min(options.maxAnswerBytes(), RpcLimits.MESSAGE_BYTES);
            var memory = new ClientConnection.Memory(maxAnswerBytes, budget, turn);
            connection = new ClientConnection(loop, memory, this::ended);
        }
        ClientConnection chosen = connection;
        Runnable timeOut = () -> {
            call.timeOut(timeout);
            chosen.forget(call);
        };
        long left = Math.max(0, deadline - System.nanoTime());
        call.timeWith(new CallTimer(loop, timeOut, left));
        chosen.submit(call);
        if (fresh) {
            connect(chosen);
        }
    }

    private void connect(ClientConnection made) {
        if (NetUtil.isValidIpV4Address(options.host()) || NetUtil.isValidIpV6Address(options.host())) {
            made.connect(new InetSocketAddress(options.host(), options.port()), beginning(made));
        } else {
            loops.resolvers().execute(() -> {
                var address = new InetSocketAddress(options.host(), options.port());
                loop.execute(() -> made.connect(address, beginning(made)));
            });
        }
    }

    private ChannelHandler beginning(ClientConnection made) {
        var to = new Handshake.Destination(options.host(), options.port(), RpcLimits.TLS_HANDSHAKE);
        return Handshake.before(made, options.tls(), to);
    }

    private void ended(ClientConnection which) {
        if (connection == which) {
            connection = null;
        }
    }

    private String describe(String method) {
        return method + " at " + options.host() + ":" + options.port();
    }

    private static RuntimeException rethrown(Throwable cause) {
        if (cause instanceof RpcException failure) {
            // Nobody else has seen it: let its trace show the caller rather than the event loop.
            failure.fillInStackTrace();
            return failure;
        }
        if (cause instanceof RuntimeException failure) {
            return failure;
        }
        return new IllegalStateException(cause);
    }
}
