package jubatus.common.rpc;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import jubatus.common.tls.Tls;
import jubatus.core.JubatusException;
import jubatus.core.msgpack.MessageReader;
import jubatus.core.msgpack.MessageWriter;
import jubatus.core.msgpack.Pages;

/** A server with a handful of methods whose params are {@code ["", text]}. */
final class TestServer implements AutoCloseable {
    final AtomicInteger noted = new AtomicInteger();
    /** Whether {@code thread_now} takes long at present. */
    final AtomicBoolean costly = new AtomicBoolean();

    final CountDownLatch entered = new CountDownLatch(1);
    final CountDownLatch gate = new CountDownLatch(1);
    final RpcServer rpc;

    TestServer() {
        this(Duration.ZERO, 1 << 24, 2_000);
    }

    TestServer(Duration idleTimeout, long maxMessageBytes, int maxConnections) {
        this(new RpcServer(new RpcServer.Options("127.0.0.1", 0, 2, idleTimeout, maxMessageBytes, maxConnections)));
    }

    TestServer(RpcServer.Options options) {
        this(new RpcServer(options));
    }

    /** With a budget for the messages of all connections. */
    TestServer(BufferBudget budget) {
        this(new RpcServer(new RpcServer.Options("127.0.0.1", 0, 2, Duration.ZERO, 1 << 24, 100), budget));
    }

    /** That speaks TLS. */
    TestServer(Tls tls) {
        this(new RpcServer(new RpcServer.Options("127.0.0.1", 0, 2, Duration.ZERO, 1 << 24, 100)).tls(tls));
    }

    /** That offers some methods. */
    TestServer(Offer offer) {
        this(new RpcServer(new RpcServer.Options("127.0.0.1", 0, 2, Duration.ZERO, 1 << 24, 100)).offer(offer));
    }

    /** That measures how long calls take. */
    static TestServer timed(RpcServer.Options options) {
        return new TestServer(new RpcServer(options).timeCalls());
    }

    private TestServer(RpcServer server) {
        rpc = server;
        rpc.method("get_labels", (params, result) -> {
                    RpcParams.open(params, 1);
                    params.readRaw();
                    result.map(0);
                })
                .method("echo", (params, result) -> result.raw(text(params)))
                .blockingMethod("echo_blocking", (params, result) -> result.raw(text(params)))
                .blockingMethod("echo_pages", (params, result) -> result.raw(pages(text(params))))
                .concurrentMethod("echo_pages_later", (params, answer) -> {
                    Pages pages = pages(text(params));
                    new Thread(() -> answer.result(out -> out.raw(pages))).start();
                })
                .method(
                        "thread",
                        (params, result) -> result.raw(Thread.currentThread().getName()))
                .method(
                        "thread_now",
                        costly::get,
                        (params, result) -> result.raw(Thread.currentThread().getName()))
                .method("note", (params, result) -> result.integer(noted.incrementAndGet()))
                .method("refuse", (params, result) -> {
                    result.raw("half an answer");
                    throw new JubatusException(JubatusException.Code.BAD_DATUM, text(params));
                })
                .method("fail", (params, result) -> {
                    result.raw("half an answer");
                    throw new IllegalStateException("a bug");
                })
                .method("repeat", TestServer::repeat)
                .blockingMethod("gated", this::gated);
        rpc.start();
    }

    int port() {
        return rpc.port();
    }

    @Override
    public void close() {
        gate.countDown();
        rpc.close();
    }

    private static String text(MessageReader params) {
        RpcParams.open(params, 2);
        params.readRaw();
        return params.readByteString().toString();
    }

    static Pages pages(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return Pages.of(out -> out.bytes(bytes, 0, bytes.length));
    }

    /** Answers as many letters as the text says. */
    private static void repeat(MessageReader params, MessageWriter result) {
        byte[] letters = new byte[Integer.parseInt(text(params))];
        result.raw(letters);
    }

    private void gated(MessageReader params, MessageWriter result) {
        entered.countDown();
        try {
            gate.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new JubatusException(JubatusException.Code.FAILED, "interrupted", e);
        }
        result.raw(text(params));
    }
}
