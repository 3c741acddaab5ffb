package jubatus.common.rpc;

import static jubatus.common.rpc.RawConnection.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class IdleConnectionIT {
    private static final Duration TIMEOUT = Duration.ofMillis(300);

    private final TestServer server = new TestServer(TIMEOUT, 1 << 24, 100);

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void silentConnection_isClosedAfterTheTimeout() throws IOException {
        long start = System.nanoTime();
        try (var client = new RawConnection(server.port())) {
            assertThat(client.isEnded()).isTrue();
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(TIMEOUT);
        assertThat(server.rpc.statistics().connections()).containsEntry(RpcStatistics.Connections.IDLE_CLOSED, 1L);
    }

    @Test
    void connection_withAnAnswer_isClosedTheTimeoutAfterIt() throws IOException {
        try (var client = new RawConnection(server.port())) {
            client.send(request(1, "echo", "a"));
            client.receive();
            long answered = System.nanoTime();
            assertThat(client.isEnded()).isTrue();
            // The timer runs from the moment when the answer was queued, a little before it was received.
            assertThat(Duration.ofNanos(System.nanoTime() - answered)).isGreaterThan(TIMEOUT.dividedBy(2));
        }
    }

    @Test
    void unfinishedRequest_isCutAfterTheTimeout() throws IOException {
        byte[] request = request(1, "echo", "never complete");
        try (var client = new RawConnection(server.port())) {
            client.send(request, 0, request.length - 1);
            assertThat(client.receiveToEnd()).isEmpty();
        }
    }

    @Test
    void runningRequest_isNeverCut() throws Exception {
        try (var client = new RawConnection(server.port())) {
            client.send(request(1, "gated", "slow"));
            server.entered.await();
            // Another connection measures the time: it is idle for as long.
            for (int i = 0; i < 2; i++) {
                passTimeout(server);
            }
            server.gate.countDown();
            assertThat(client.receive()).isEqualTo("[1,1,null,\"slow\"]");
            long answered = System.nanoTime();
            assertThat(client.isEnded()).isTrue();
            assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - answered))
                    .isGreaterThan(TIMEOUT.toMillis() / 2);
        }
    }

    @Test
    void longAnswer_readSlowly_isNotCut() throws IOException {
        int rounds = 7;
        // The kernel reports progress only after a third of its send buffer, 4 MiB at most, has drained.
        int piece = 4 << 20;
        int length = rounds * piece;
        try (var slow = new TestServer(TIMEOUT.multipliedBy(4), 1 << 20, 10);
                var client = new RawConnection(slow.port(), 4_096)) {
            client.send(request(1, "repeat", Integer.toString(length)));
            for (int i = 0; i < rounds; i++) {
                passTimeout(server);
                assertThat(client.receiveHex(piece)).as("round %d", i).hasSize(2 * piece);
            }
            int header = 4 + 5;
            assertThat(client.receiveHex(header)).hasSize(2 * header);
        }
    }

    @Test
    void longAnswer_notReadAtAll_isCut() throws IOException {
        try (var client = new RawConnection(server.port(), 4_096)) {
            client.send(request(1, "repeat", Integer.toString(32 << 20)));
            await().until(() -> {
                passTimeout(server);
                return server.rpc.statistics().openConnections() == 0;
            });
        }
    }

    /** Lets a server's time-out pass: a connection that does nothing is closed after it. */
    private static void passTimeout(TestServer clock) throws IOException {
        try (var other = new RawConnection(clock.port())) {
            assertThat(other.isEnded()).isTrue();
        }
    }
}
