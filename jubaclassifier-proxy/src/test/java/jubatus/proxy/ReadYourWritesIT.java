package jubatus.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ReadYourWritesIT {
    private final Backend[] backends = {Backend.good(), Backend.good(), Backend.good()};

    ReadYourWritesIT() throws IOException {}

    @AfterEach
    void close() throws IOException {
        for (Backend each : backends) {
            each.close();
        }
    }

    @Test
    void classify_afterTrainOnTheSameConnection_goesToTheServerThatLearned() throws IOException {
        try (var proxy = proxy(Duration.ofSeconds(20));
                var client = new RawClient(proxy.port())) {
            for (int i = 0; i < 30; i++) {
                String learned = client.train().replaceAll("\\D", "");
                assertThat(client.classify()).contains("\"" + learned + "\"");
                assertThat(client.classify()).contains("\"" + learned + "\"");
            }
        }
    }

    @Test
    void classify_pipelinedBehindTrain_goesToTheSameServer() throws IOException {
        try (var proxy = proxy(Duration.ofSeconds(20));
                var client = new RawClient(proxy.port())) {
            for (int i = 0; i < 30; i++) {
                client.send(RawClient.request(1, "train", "c", 1, out -> out.packArrayHeader(0)));
                client.send(RawClient.request(2, "classify", "c", 1, out -> out.packArrayHeader(0)));
                String learned = client.receive().replaceAll(".*null,|]", "");
                assertThat(client.receive()).contains("\"" + learned + "\"");
            }
        }
    }

    @Test
    void classify_onAnotherConnection_goesToAny() throws IOException {
        try (var proxy = proxy(Duration.ofSeconds(20));
                var writer = new RawClient(proxy.port());
                var reader = new RawClient(proxy.port())) {
            writer.train();
            assertThat(serversOf(reader)).hasSize(3);
        }
    }

    @Test
    void classify_whenTheTimeHasPassed_goesToAny() throws IOException {
        try (var proxy = proxy(Duration.ofMillis(50));
                var client = new RawClient(proxy.port())) {
            client.train();
            assertThat(serversOf(client)).hasSize(3);
        }
    }

    @Test
    void classify_withoutTheOption_goesToAny() throws IOException {
        try (var proxy = proxy(Duration.ZERO);
                var client = new RawClient(proxy.port())) {
            client.train();
            assertThat(serversOf(client)).hasSize(3);
        }
    }

    @Test
    void classify_whenTheServerHasLeft_goesToAnother() throws IOException {
        try (var proxy = proxy(Duration.ofSeconds(20));
                var client = new RawClient(proxy.port())) {
            String learned = client.train().replaceAll("\\D", "");
            proxy.servers(
                    "c",
                    List.of(backends).stream()
                            .map(Backend::node)
                            .filter(node -> node.port() != Integer.parseInt(learned))
                            .toList());
            assertThat(client.classify()).startsWith("[null,").doesNotContain(learned);
        }
    }

    private TestProxy proxy(Duration readYourWrites) {
        return new TestProxy(new Settings(Duration.ofSeconds(5), Duration.ofSeconds(60), 0, readYourWrites), backends);
    }

    /** Asks until all servers have answered once. */
    private static Set<String> serversOf(RawClient client) {
        Set<String> servers = new HashSet<>();
        await().until(() -> {
            servers.add(client.classify());
            return servers.size() == 3;
        });
        return servers;
    }
}
