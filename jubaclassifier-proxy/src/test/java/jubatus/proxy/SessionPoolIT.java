package jubatus.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SessionPoolIT {
    private final Backend first = Backend.good();
    private final Backend second = Backend.good();

    SessionPoolIT() throws IOException {}

    @AfterEach
    void close() throws IOException {
        first.close();
        second.close();
    }

    @Test
    void session_unusedForItsTime_isDropped() throws IOException {
        try (var proxy = proxy(Duration.ZERO, 0);
                var client = new RawClient(proxy.port())) {
            client.train();
            await().until(() -> first.connections() == 0);
            assertThat(client.train()).startsWith("[null,");
        }
    }

    @Test
    void session_droppedFromAFullPool_makesRoomForAnother() throws IOException {
        try (var proxy = proxy(Duration.ZERO, 1);
                var client = new RawClient(proxy.port())) {
            client.train();
            proxy.servers("c", List.of(second.node()));
            await().until(() -> client.train().equals("[null," + second.port() + "]"));
        }
    }

    @Test
    void session_whoseConnectionTheServerClosed_keepsItsPlaceInThePool() throws IOException {
        try (var proxy = proxy(Duration.ofSeconds(60), 1);
                var client = new RawClient(proxy.port())) {
            client.train();
            first.closeConnections();
            await().until(() -> first.connections() == 0);
            proxy.servers("c", List.of(second.node()));
            assertThat(client.train()).isEqualTo("[\"too many session\",null]");
            proxy.servers("c", List.of(first.node()));
            assertThat(client.train()).isEqualTo("[null," + first.port() + "]");
        }
    }

    @Test
    void session_withARequestUnderWay_isNotDropped() throws IOException {
        first.become(call -> {});
        try (var proxy = proxy(Duration.ZERO, 0);
                var client = new RawClient(proxy.port())) {
            client.send(RawClient.request(1, "train", "c", 1, out -> out.packArrayHeader(0)));
            await().until(() -> first.connections() == 1);
            await().during(Duration.ofMillis(2_500)).until(() -> first.connections() == 1);
        }
    }

    private TestProxy proxy(Duration expiry, int size) {
        return new TestProxy(new Settings(Duration.ofSeconds(5), expiry, size, Duration.ZERO), first);
    }
}
