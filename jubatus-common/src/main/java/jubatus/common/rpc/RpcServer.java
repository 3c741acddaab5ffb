package jubatus.common.rpc;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.channels.spi.SelectorProvider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Collectors;
import jubatus.common.cli.UsageException;
import jubatus.common.process.LogThrottle;
import jubatus.common.tls.Tls;
import jubatus.core.JubatusException;
import jubatus.core.bytes.ByteString;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A MessagePack-RPC server (03 §2) over TCP.
 *
 * <p>Register the methods, then {@link #start}. Threads: {@code rpc-loop-N} are the event loops, as many as the options say; each
 * serves its share of the connections and runs their requests, one at a time. {@code rpc-worker-N} run blocking methods and requests
 * above 256 KiB; the connection that such a request came from waits for it, no other does. Requests on one connection are answered
 * in order, but for {@linkplain #concurrentMethod concurrent methods}. Bytes that are not a request close their connection, once the requests before them have been answered.
 *
 * <p>After a request an event loop polls for 100 µs before it blocks as long as that pays, which makes a client with one request in flight
 * three times as fast and keeps a core busy meanwhile; the system property {@code jubatus.rpc.spinMicros} sets another time, 0 for none.
 */
public final class RpcServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RpcServer.class);

    private enum State {
        NEW,
        STARTED,
        CLOSED
    }

    /**
     * What may be set.
     *
     * @param address to listen on
     * @param port to listen on; 0 for any that is free, see {@link RpcServer#port}
     * @param threads number of event loops
     * @param idleTimeout after which a connection without a complete request is closed (03 §2.7); zero means never
     */
    public record Options(String address, int port, int threads, Duration idleTimeout, RpcBounds bounds) {
        public Options {
            require(!address.isEmpty(), "the address to listen on is empty");
            require(port >= 0 && port <= 65535, "the port must lie within 0 and 65535, was " + port);
            require(threads > 0, "the number of threads must be positive, was " + threads);
            require(!idleTimeout.isNegative(), "the idle time-out must not be negative, was " + idleTimeout);
        }

        /** With {@linkplain RpcBounds#of the other bounds} as they are by default. */
        public Options(
                String address, int port, int threads, Duration idleTimeout, long messageBytes, int connections) {
            this(address, port, threads, idleTimeout, RpcBounds.of(messageBytes, connections));
        }

        private static void require(boolean condition, String otherwise) {
            if (!condition) {
                throw new IllegalArgumentException(otherwise);
            }
        }
    }

    private final Options options;
    private final Map<ByteString, RpcMethod> registered = new LinkedHashMap<>();
    private final AtomicReference<State> state = new AtomicReference<>(State.NEW);
    private final OpenConnections connections;
    private final RpcStatistics statistics = new RpcStatistics(this::methods);
    private final ThreadPoolExecutor workers;
    private final BufferBudget budget;

    /** Set once by {@link #start}; read by other threads after it. */
    private volatile MethodTable methods;

    private volatile EventLoopGroup loops;
    /** The server's own, then that of reading, if there is one. */
    private volatile List<Channel> listeners = List.of();

    /** This field and the next are set before {@link #start}. */
    private Tls tls = Tls.OFF;

    private Offer offer = Offer.ALL;
    private boolean timed;

    public RpcServer(Options options) {
        this(options, new BufferBudget(options.bounds().bufferedBytes()));
    }

    RpcServer(Options options, BufferBudget budget) {
        this.options = options;
        this.budget = budget;
        this.connections = new OpenConnections(options.bounds().connections());
        workers = new ThreadPoolExecutor(
                RpcLimits.WORKERS,
                RpcLimits.WORKERS,
                RpcLimits.WORKER_KEEP_ALIVE.toSeconds(),
                TimeUnit.SECONDS,
                // At most one request per connection waits here.
                new LinkedBlockingQueue<>(),
                new NamedThreads("rpc-worker", false));
        workers.allowCoreThreadTimeOut(true);
    }

    /** Lets every port speak TLS. To be called before the server starts. */
    public RpcServer tls(Tls newTls) {
        tls = newTls;
        return this;
    }

    /** Says which methods may be called at which port. To be called before the server starts. */
    public RpcServer offer(Offer newOffer) {
        offer = newOffer;
        return this;
    }

    /** Registers a method that runs on the event loop: it must not block, nor take long. */
    public RpcServer method(String name, RpcHandler handler) {
        return register(name, handler, () -> false, workers);
    }

    /** Registers a method of which {@code blocks} tells before each call, on the event loop, whether that call may take long. */
    public RpcServer method(String name, BooleanSupplier blocks, RpcHandler handler) {
        return register(name, handler, blocks, workers);
    }

    /** Registers a method that may block or take long. */
    public RpcServer blockingMethod(String name, RpcHandler handler) {
        return register(name, handler, () -> true, workers);
    }

    /** Registers a method that may block or take long and shall not wait for those of others: it runs on the caller's executor. */
    public RpcServer blockingMethod(String name, Executor executor, RpcHandler handler) {
        return register(name, handler, () -> true, executor);
    }

    /**
     * As {@link #blockingMethod(String, Executor, RpcHandler)}, of a method that takes messages of any length: the handler reads a large
     * one where it was received, and must not expect raws that it has read to stay where they were.
     */
    public RpcServer streamingMethod(String name, Executor executor, RpcHandler handler) {
        return register(name, key -> RpcMethod.ofPages(key, executor, handler));
    }

    /** Registers a method whose answer comes later; the requests behind one on its connection wait for it. */
    public RpcServer deferredMethod(String name, DeferredHandler handler) {
        return register(name, key -> new RpcMethod(key, new RpcMethod.Deferred(handler, true), workers));
    }

    /**
     * Registers a method whose answer comes later, while the requests behind it are served: they are answered in whatever order they
     * complete. A connection with some 1 000 such requests under way, or 16 MiB of them, is not read until one is answered.
     */
    public RpcServer concurrentMethod(String name, DeferredHandler handler) {
        return register(name, key -> new RpcMethod(key, new RpcMethod.Deferred(handler, false), workers));
    }

    /**
     * Begins to listen and to serve.
     *
     * @throws BindFailedException if the address or port cannot be used; the server is then closed
     * @throws JubatusException if there cannot be so many threads; the server is then closed
     */
    public void start() {
        if (!state.compareAndSet(State.NEW, State.STARTED)) {
            throw new IllegalStateException("an RPC server starts once; this one is " + state);
        }
        methods = new MethodTable(registered.values());
        if (timed) {
            registered.values().forEach(method -> method.tally().time());
        }
        checkOffer();
        var shared = new ServerContext(
                options,
                methods,
                new MethodRunner(statistics),
                statistics,
                budget,
                new LogThrottle(),
                connections,
                new ConcurrentHashMap<>(),
                workers,
                tls);
        loops = newLoops();
        listen(options.port(), offer.allowed().isEmpty() ? shared : shared.offering(allowed()));
        if (offer.readonlyPort() > 0) {
            var reading = Door.open(
                    registered.values(), Offer.READING::contains, "--readonly_port is for what changes nothing");
            listen(offer.readonlyPort(), shared.offering(reading));
        }
        if (tls.isOn()) {
            tls.logState("RPC speaks TLS");
        }
    }

    private MethodTable allowed() {
        String why = "--allow names only " + String.join(",", new TreeSet<>(offer.allowed()));
        return Door.open(registered.values(), offer::isAllowed, why);
    }

    private void checkOffer() {
        if (offer.allowed().isEmpty()) {
            return;
        }
        try {
            offer.check(registered.keySet().stream().map(ByteString::toString).collect(Collectors.toSet()));
        } catch (UsageException e) {
            close();
            throw e;
        }
    }

    private void listen(int port, ServerContext shared) {
        var address = new InetSocketAddress(options.address(), port);
        if (address.isUnresolved()) {
            close();
            throw new BindFailedException(options.address(), port, new UnknownHostException("no such address"));
        }
        var channel = new NioServerSocketChannel();
        channel.config().setOption(ChannelOption.SO_BACKLOG, RpcLimits.ACCEPT_BACKLOG);
        channel.config().setOption(ChannelOption.SO_REUSEADDR, true);
        channel.pipeline().addLast(new Acceptor(shared, loops, () -> state.get() == State.CLOSED));
        ChannelFuture bound = loops.register(channel).awaitUninterruptibly();
        if (bound.isSuccess()) {
            bound = channel.bind(address).awaitUninterruptibly();
        }
        if (!bound.isSuccess()) {
            discard(channel);
            close();
            throw new BindFailedException(options.address(), port, bound.cause());
        }
        var all = new ArrayList<>(listeners);
        all.add(channel);
        listeners = List.copyOf(all);
    }

    private static void discard(Channel channel) {
        if (channel.isRegistered()) {
            channel.close().awaitUninterruptibly();
        } else {
            channel.unsafe().closeForcibly();
        }
    }

    /** The port that the server listens on. */
    public int port() {
        return port(0);
    }

    /** The port that offers what changes nothing; there must be one. */
    public int readonlyPort() {
        return port(1);
    }

    private int port(int listener) {
        List<Channel> bound = listeners;
        if (bound.size() <= listener) {
            throw new IllegalStateException("this RPC server is not listening");
        }
        return ((InetSocketAddress) bound.get(listener).localAddress()).getPort();
    }

    public RpcStatistics statistics() {
        return statistics;
    }

    /** The bytes of messages under way that clients hold, of {@link #maxBufferedBytes}. */
    public long bufferedBytes() {
        return budget.taken();
    }

    public long maxBufferedBytes() {
        return budget.limitBytes();
    }

    /** Measures how long calls take, for {@link RpcStatistics#methods}; else that tells how many there were only. Before the start. */
    public RpcServer timeCalls() {
        timed = true;
        return this;
    }

    /** What {@code get_status} says about connections and bounds; the keys begin with {@code rpc.}. */
    public Map<String, String> status() {
        return RpcStatus.of(statistics, options.bounds(), budget);
    }

    /** As {@link #close(Duration)}, for ten seconds. */
    @Override
    public void close() {
        close(RpcLimits.DRAIN);
    }

    /**
     * Stops accepting, lets each connection answer what has arrived, closes the connections and stops the threads. Those requests that
     * run or are deferred for longer lose their connection, and their thread is interrupted if it is a worker. Not to be called by a
     * method, which would wait for itself.
     *
     * @param drain how long to wait for requests
     */
    public void close(Duration drain) {
        if (state.getAndSet(State.CLOSED) == State.CLOSED) {
            return;
        }
        listeners.forEach(listener -> listener.close().awaitUninterruptibly());
        connections.forEach(ServerConnection::drainSoon);
        if (!awaitNoConnections(drain)) {
            LOG.warn("connections cut while their requests ran: count={}", connections.count());
            connections.forEach(ServerConnection::closeNow);
        }
        workers.shutdownNow();
        if (loops != null) {
            loops.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly();
        }
    }

    private boolean awaitNoConnections(Duration atMost) {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (!connections.isEmpty()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
        return true;
    }

    /** Those registered so far, all once the server has started. */
    MethodTable methods() {
        return methods == null ? new MethodTable(registered.values()) : methods;
    }

    private RpcServer register(String name, RpcHandler handler, BooleanSupplier blocks, Executor executor) {
        return register(name, key -> new RpcMethod(key, handler, blocks, executor));
    }

    private RpcServer register(String name, Function<ByteString, RpcMethod> method) {
        if (state.get() != State.NEW) {
            throw new IllegalStateException("methods are registered before the server starts; too late for " + name);
        }
        ByteString key = ByteString.utf8(name);
        if (registered.putIfAbsent(key, method.apply(key)) != null) {
            throw new IllegalArgumentException("the method " + name + " is registered already");
        }
        return this;
    }

    private EventLoopGroup newLoops() {
        long spinNanos = SpinThenSelect.spinNanosByDefault();
        try {
            return new MultiThreadIoEventLoopGroup(
                    options.threads(),
                    new NamedThreads("rpc-loop", false),
                    NioIoHandler.newFactory(
                            SelectorProvider.provider(),
                            () -> new SpinThenSelect(
                                    spinNanos,
                                    System::nanoTime,
                                    ready -> Workspace.current().turn().found(ready))));
        } catch (IllegalStateException e) {
            close();
            Throwable root = e;
            while (root.getCause() != null) {
                root = root.getCause();
            }
            throw new JubatusException(
                    JubatusException.Code.FAILED,
                    "cannot make " + options.threads() + " threads that serve requests: " + root.getMessage()
                            + "; as many as cores are enough",
                    e);
        }
    }
}
