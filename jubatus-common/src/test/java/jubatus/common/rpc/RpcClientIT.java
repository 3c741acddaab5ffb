package jubatus.common.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import jubatus.core.msgpack.MessageReader;
import jubatus.core.msgpack.MessageWriter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class RpcClientIT {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(200);

    private final TestServer server = new TestServer();
    private final RpcClient client = client(server.port());

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    @Test
    void call_fromManyThreads_eachGetsItsOwnAnswer() throws Exception {
        var threads = Executors.newFixedThreadPool(16);
        var answers = new ArrayList<Future<Boolean>>();
        for (int i = 0; i < 16; i++) {
            int number = i;
            answers.add(threads.submit(() -> {
                for (int k = 0; k < 200; k++) {
                    String text = number + "/" + k;
                    if (!echo(client, text).equals(text)) {
                        return false;
                    }
                }
                return true;
            }));
        }
        for (Future<Boolean> answer : answers) {
            assertThat(answer.get()).isTrue();
        }
        threads.shutdown();
        assertThat(server.rpc.statistics().openConnections()).isEqualTo(1);
    }

    @Test
    void callAsync_manyInFlight_allComplete() {
        var answers = new ArrayList<CompletableFuture<String>>();
        for (int i = 0; i < 5_000; i++) {
            answers.add(async(client, i % 100 == 0 ? "echo_blocking" : "echo", "text " + i, LONG));
        }
        for (int i = 0; i < answers.size(); i++) {
            assertThat(answers.get(i).join()).isEqualTo("text " + i);
        }
    }

    @Test
    void callAsync_longParametersAndAnswersInPages_arriveWholeAndInOrder() {
        String letters = "0123456789".repeat(500_000);
        var answers = new ArrayList<CompletableFuture<String>>();
        for (String method : List.of("echo", "echo_pages", "echo_pages_later")) {
            answers.add(client.callAsync(
                    method,
                    LONG,
                    params -> {
                        params.array(2);
                        params.raw("");
                        params.raw(TestServer.pages(letters + method));
                    },
                    RpcClientIT::text));
            answers.add(async(client, "echo", "short", LONG));
        }
        assertThat(answers.stream().map(CompletableFuture::join))
                .containsExactly(
                        letters + "echo",
                        "short",
                        letters + "echo_pages",
                        "short",
                        letters + "echo_pages_later",
                        "short");
    }

    @Test
    void call_unknownMethod_saysSo() {
        var failure = failure(RpcException.UnknownMethod.class, () -> call(client, "foo", "x"));
        assertThat(failure).hasMessageContaining("foo at 127.0.0.1:" + server.port());
        assertThat(failure.mayHaveRun()).isFalse();
    }

    @Test
    void call_parametersMisfit_isATypeMismatch() {
        failure(
                RpcException.TypeMismatch.class,
                () -> client.call("echo", params -> params.array(0), MessageReader::readByteString));
    }

    @Test
    void call_refused_bringsTheServersText() {
        var failure = failure(RpcException.RemoteError.class, () -> call(client, "refuse", "no luck"));
        assertThat(failure.remoteText()).hasToString("no luck");
        assertThat(failure).hasMessage("refuse at 127.0.0.1:" + server.port() + " failed: no luck");
    }

    @Test
    void call_answerOfAnotherType_isABadAnswer() {
        failure(
                RpcException.BadAnswer.class,
                () -> client.call("echo", params -> write(params, "x"), MessageReader::readInt));
        assertThat(echo(client, "still usable")).isEqualTo("still usable");
    }

    @Test
    void call_failed_hasTheCallersTrace() {
        var failure = failure(RpcException.UnknownMethod.class, () -> call(client, "foo", "x"));
        assertThat(failure.getStackTrace())
                .anyMatch(frame -> frame.getMethodName().equals("call_failed_hasTheCallersTrace"));
    }

    @Test
    void call_serverTooSlow_timesOutAndOthersGoOn() throws Exception {
        CompletableFuture<String> slow = async(client, "gated", "slow", SHORT);
        server.entered.await();
        CompletableFuture<String> patient = async(client, "echo", "patient", LONG);
        RpcException failure = failure(RpcException.TimedOut.class, slow::join);
        assertThat(failure.mayHaveRun()).isTrue();
        assertThat(failure).hasMessageContaining("within 200 ms");
        // Nothing came on the old connection, so this one takes another; the one before keeps its place.
        assertThat(echo(client, "later")).isEqualTo("later");
        server.gate.countDown();
        assertThat(patient.join()).isEqualTo("patient");
        await().untilAsserted(() ->
                assertThat(server.rpc.statistics().openConnections()).isEqualTo(1));
    }

    @Test
    void call_afterTheServerClosedTheSilentConnection_connectsAnew() {
        try (var impatient = new TestServer(Duration.ofMillis(50), 1 << 20, 10);
                var calling = client(impatient.port())) {
            for (int i = 1; i <= 3; i++) {
                assertThat(echo(calling, "again")).isEqualTo("again");
                await().until(() -> impatient.rpc.statistics().openConnections() == 0);
                assertThat(impatient.rpc.statistics().connections())
                        .containsEntry(RpcStatistics.Connections.ACCEPTED, (long) i);
            }
        }
    }

    @Test
    void call_nobodyListens_failsAndHasNotRun() throws IOException {
        int port;
        try (var unused = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = unused.getLocalPort();
        }
        try (var calling = client(port)) {
            var failure = failure(RpcException.ConnectionFailed.class, () -> echo(calling, "x"));
            assertThat(failure.mayHaveRun()).isFalse();
            assertThat(failure)
                    .hasMessageContaining("echo at 127.0.0.1:" + port)
                    .hasMessageContaining("refused");
        }
    }

    @Test
    void call_hostThatDropsPackets_timesOutAndHasNotRun() throws IOException {
        // A listener whose queue is full drops what comes, as a firewall does.
        try (var full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var first = new Socket(full.getInetAddress(), full.getLocalPort());
                var second = new Socket(full.getInetAddress(), full.getLocalPort());
                var calling = client(full.getLocalPort())) {
            assertThat(first.isConnected() && second.isConnected()).isTrue();
            long start = System.nanoTime();
            var failure = failure(
                    RpcException.TimedOut.class,
                    () -> async(calling, "echo", "x", SHORT).join());
            assertThat(failure.mayHaveRun()).isFalse();
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
        }
    }

    @Test
    void call_connectionBreaks_failsAndIsNotRepeated() throws Exception {
        try (var listener = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
                var calling = client(listener.getLocalPort())) {
            CompletableFuture<String> answer = async(calling, "echo", "x", LONG);
            try (Socket taken = listener.accept()) {
                assertThat(taken.getInputStream().read()).isEqualTo(0x94);
            }
            var failure = failure(RpcException.ConnectionFailed.class, answer::join);
            assertThat(failure.mayHaveRun()).isTrue();
            listener.setSoTimeout(200);
            assertThatThrownBy(listener::accept).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void call_answersInAnotherOrder_findTheirCalls() throws Exception {
        try (var listener = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
                var calling = client(listener.getLocalPort())) {
            CompletableFuture<String> first = async(calling, "a", "x", LONG);
            CompletableFuture<String> second = async(calling, "b", "x", LONG);
            try (Socket taken = listener.accept()) {
                int request = 9;
                assertThat(taken.getInputStream().readNBytes(2 * request)).hasSize(2 * request);
                taken.getOutputStream().write(RawConnection.pack(out -> {
                    out.packArrayHeader(4).packInt(1).packInt(77).packNil().packString("nobody's");
                    out.packArrayHeader(4).packInt(1).packInt(1).packNil().packString("second");
                    out.packArrayHeader(4).packInt(1).packInt(0).packNil().packString("first");
                }));
                assertThat(second.join()).isEqualTo("second");
                assertThat(first.join()).isEqualTo("first");
            }
        }
    }

    @Test
    void call_serverSpeaksAnotherProtocol_fails() throws Exception {
        for (String nonsense : List.of("HTTP/1.1 400 Bad Request", "\u0005", "\u00c1")) {
            try (var listener = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
                    var calling = client(listener.getLocalPort())) {
                CompletableFuture<String> answer = async(calling, "echo", "x", LONG);
                try (Socket taken = listener.accept()) {
                    taken.getOutputStream().write(nonsense.getBytes(StandardCharsets.ISO_8859_1));
                    failure(RpcException.ConnectionFailed.class, answer::join);
                }
            }
        }
    }

    @Test
    void call_answerAboveTheLimit_fails() {
        var options = new RpcClient.Options("127.0.0.1", server.port(), LONG, 10_000);
        try (var calling = new RpcClient(options)) {
            var failure = failure(RpcException.ConnectionFailed.class, () -> call(calling, "repeat", "20000"));
            assertThat(failure).hasMessageContaining("longer than 10000 bytes");
            assertThat(call(calling, "repeat", "9000")).hasSize(9_000);
        }
    }

    @Test
    void close_callsUnderWay_fail() throws Exception {
        CompletableFuture<String> answer = async(client, "gated", "x", LONG);
        server.entered.await();
        client.close();
        failure(RpcException.ConnectionFailed.class, answer::join);
        var failure = failure(RpcException.ConnectionFailed.class, () -> echo(client, "x"));
        assertThat(failure).hasMessageContaining("the client is closed");
        assertThat(failure.mayHaveRun()).isFalse();
    }

    @Test
    void call_byName_findsTheHost() {
        try (var calling = new RpcClient(new RpcClient.Options("localhost", server.port(), LONG, 1 << 20))) {
            assertThat(echo(calling, "by name")).isEqualTo("by name");
        }
    }

    private static RpcClient client(int port) {
        return new RpcClient(new RpcClient.Options("127.0.0.1", port, LONG, 1 << 24));
    }

    private static String echo(RpcClient client, String text) {
        return call(client, "echo", text);
    }

    private static String call(RpcClient client, String method, String text) {
        return client.call(method, params -> write(params, text), RpcClientIT::text);
    }

    private static CompletableFuture<String> async(RpcClient client, String method, String text, Duration timeout) {
        return client.callAsync(method, timeout, params -> write(params, text), RpcClientIT::text);
    }

    private static void write(MessageWriter params, String text) {
        params.array(2);
        params.raw("");
        params.raw(text);
    }

    private static String text(MessageReader result) {
        return result.readByteString().toString();
    }

    private static <E extends RpcException> E failure(Class<E> type, Callable<?> call) {
        E caught = catchThrowableOfType(type, () -> {
            try {
                call.call();
            } catch (CompletionException e) {
                throw e.getCause();
            }
        });
        assertThat(caught).isNotNull();
        return caught;
    }
}
