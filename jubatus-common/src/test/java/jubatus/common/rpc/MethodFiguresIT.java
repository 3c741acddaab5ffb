package jubatus.common.rpc;

import static jubatus.common.rpc.RawConnection.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class MethodFiguresIT {
    private static final RpcServer.Options OPTIONS =
            new RpcServer.Options("127.0.0.1", 0, 2, Duration.ZERO, 1 << 24, 100);

    private final TestServer server = TestServer.timed(OPTIONS);

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void calls_onTheLoopOnAWorkerAndDeferred_countByOutcome() throws IOException {
        try (var client = new RawConnection(server.port())) {
            ask(client, "echo", "a");
            ask(client, "echo", "x".repeat(RpcLimits.LARGE_REQUEST_BYTES));
            ask(client, "echo_blocking", "a");
            ask(client, "echo_pages_later", "a");
            ask(client, "refuse", "no");
            ask(client, "fail", "");
            client.send(RawConnection.pack(out -> {
                out.packArrayHeader(4);
                out.packInt(0).packInt(1);
                out.packString("echo");
                out.packArrayHeader(1);
                out.packInt(3);
            }));
            client.receive();
        }

        assertThat(figures("echo").succeeded()).isEqualTo(2);
        assertThat(figures("echo").errors()).containsEntry(RpcStatistics.Errors.TYPE_MISMATCH, 1L);
        assertThat(figures("echo_blocking").succeeded()).isEqualTo(1);
        assertThat(figures("echo_pages_later").succeeded()).isEqualTo(1);
        assertThat(figures("refuse").errors()).containsEntry(RpcStatistics.Errors.REPORTED, 1L);
        assertThat(figures("fail").errors()).containsEntry(RpcStatistics.Errors.INTERNAL, 1L);
        assertThat(server.rpc.statistics().methods()).allSatisfy(figures -> {
            assertThat(figures.inFlight()).isZero();
            assertThat(timed(figures)).isEqualTo(figures.calls());
        });
    }

    @Test
    void call_untilItsAnswer_isInFlight() throws Exception {
        try (var client = new RawConnection(server.port())) {
            client.send(request(1, "gated", "a"));
            server.entered.await();
            assertThat(figures("gated").inFlight()).isEqualTo(1);
            assertThat(timed(figures("gated"))).isZero();
            server.gate.countDown();
            client.receive();
            await().untilAsserted(() -> assertThat(figures("gated").inFlight()).isZero());
        }
    }

    @Test
    void calls_ofAServerThatDoesNotTime_haveNoLatency() throws IOException {
        try (var untimed = new TestServer(OPTIONS);
                var client = new RawConnection(untimed.port())) {
            ask(client, "echo", "a");

            assertThat(untimed.rpc.statistics().methods())
                    .allSatisfy(figures -> assertThat(figures.latency()).isEqualTo(LatencyFigures.NONE))
                    .anySatisfy(figures -> assertThat(figures.succeeded()).isEqualTo(1));
        }
    }

    private static void ask(RawConnection client, String method, String text) throws IOException {
        client.send(request(1, method, text));
        client.receive();
    }

    private MethodFigures figures(String method) {
        return server.rpc.statistics().methods().stream()
                .filter(figures -> figures.method().equals(method))
                .findFirst()
                .orElseThrow();
    }

    private static long timed(MethodFigures figures) {
        return figures.latency().counts().stream().mapToLong(Long::longValue).sum();
    }
}
