package jubatus.common.rpc;

import static jubatus.common.rpc.RawConnection.request;
import static org.assertj.core.api.Assertions.assertThat;

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
                try (var other = new RawConnection(server.port())) {
                    assertThat(other.isEnded()).isTrue();
                }
            }
            server.gate.countDown();
            assertThat(client.receive()).isEqualTo("[1,1,null,\"slow\"]");
            long answered = System.nanoTime();
            assertThat(client.isEnded()).isTrue();
            assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - answered))
                    .isGreaterThan(TIMEOUT.toMillis() / 2);
        }
    }
}
