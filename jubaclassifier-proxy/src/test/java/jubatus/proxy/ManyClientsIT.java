package jubatus.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ManyClientsIT {
    private final Backend[] backends = {Backend.good(), Backend.good(), Backend.good()};
    private final TestProxy proxy =
            new TestProxy(new Settings(Duration.ofSeconds(10), Duration.ofSeconds(60), 0, Duration.ZERO), backends);

    ManyClientsIT() throws IOException {}

    @AfterEach
    void close() throws IOException {
        proxy.close();
        for (Backend each : backends) {
            each.close();
        }
    }

    @Test
    void thousandClients_shareAFewConnectionsToEachServer() throws IOException {
        List<RawClient> clients = new ArrayList<>();
        try {
            for (int i = 0; i < 1_000; i++) {
                clients.add(new RawClient(proxy.port()));
            }
            byte[] classify = RawClient.request(7, "classify", "c", 1, out -> out.packArrayHeader(0));
            for (int round = 0; round < 3; round++) {
                for (RawClient client : clients) {
                    client.send(classify);
                }
                for (RawClient client : clients) {
                    assertThat(client.receive()).startsWith("[1,7,null,[[[\"");
                }
            }
            // Two event loops.
            assertThat(backends)
                    .allSatisfy(backend -> assertThat(backend.connections()).isBetween(1, 2));
        } finally {
            for (RawClient client : clients) {
                client.close();
            }
        }
        await().until(() -> proxy.server().statistics().openConnections() == 0);
    }

    @Test
    void requestOfMegabytes_isForwardedAndStopsNobody() throws IOException {
        String word = "x".repeat(3 << 20);
        backends[0].become(
                call -> call.result(out -> out.packString(call.params().toString())));
        proxy.servers("c", List.of(backends[0].node()));
        try (var client = new RawClient(proxy.port())) {
            client.send(RawClient.request(1, "get_config", "c", 1, out -> out.packString(word)));
            client.send(RawClient.request(2, "get_config", word, 0, out -> {}));
            assertThat(client.receive() + client.receive())
                    .contains("[1,1,null,\"[\\\"c\\\"]\"]", "[1,2,\"no server found: " + word + "\",null]");
        }
    }

    @Test
    void serverThatStopsUnderLoad_noClassifyFails() throws Exception {
        var stopping = new AtomicBoolean();
        ExecutorService threads = Executors.newCachedThreadPool();
        List<Future<Integer>> clients = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            clients.add(threads.submit(classifyUntil(stopping)));
        }
        await().until(() -> backends[0].methods().size() > 200);
        // As a server does at SIGTERM, at the worst moment: it is still listed when it closes its connections.
        backends[0].close();
        int before = backends[1].methods().size();
        await().until(() -> backends[1].methods().size() > before + 200);
        proxy.servers("c", List.of(backends[1].node(), backends[2].node()));
        stopping.set(true);
        for (Future<Integer> client : clients) {
            assertThat(client.get()).isPositive();
        }
        threads.shutdown();
    }

    private Callable<Integer> classifyUntil(AtomicBoolean stopping) {
        return () -> {
            int calls = 0;
            try (var client = new RawClient(proxy.port())) {
                while (!stopping.get()) {
                    assertThat(client.classify()).startsWith("[null,");
                    calls++;
                }
            }
            return calls;
        };
    }
}
