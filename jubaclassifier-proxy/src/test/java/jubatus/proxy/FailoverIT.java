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

/** What becomes of a request whose server fails while there is another. Reads follow no earlier update here. */
@Timeout(30)
class FailoverIT {
    private static final Settings INDEPENDENT =
            new Settings(Duration.ofSeconds(1), Duration.ofSeconds(60), 0, Duration.ZERO);

    private final Backend good = Backend.good();
    private final Backend bad = Backend.good();
    private final TestProxy proxy = new TestProxy(INDEPENDENT, good, bad);

    FailoverIT() throws IOException {}

    @AfterEach
    void close() throws IOException {
        proxy.close();
        good.close();
        bad.close();
    }

    @Test
    void serverThatRefuses_noRequestFailsAndItIsAvoidedForAMoment() throws IOException {
        bad.close();
        try (var client = new RawClient(proxy.port())) {
            for (int i = 0; i < 200; i++) {
                assertThat(client.train()).isEqualTo("[null," + good.port() + "]");
                assertThat(client.classify()).startsWith("[null,");
            }
        }
        assertThat(proxy.counters.forwards()).isEqualTo(400);
    }

    @Test
    void connectionFoundClosed_trainGoesToAServerAllTheSame() throws IOException {
        proxy.servers("c", List.of(good.node()));
        try (var client = new RawClient(proxy.port())) {
            client.train();
            good.closeConnections();
            await().until(() -> good.connections() == 0);
            assertThat(client.train()).isEqualTo("[null," + good.port() + "]");
        }
        assertThat(good.methods()).containsExactly("train", "train");
    }

    @Test
    void connectionThatBreaks_readsAreRepeatedElsewhere() throws IOException {
        bad.become(Backend.Call::reset);
        for (int i = 0; i < 50; i++) {
            try (var client = new RawClient(proxy.port())) {
                assertThat(client.classify()).contains("\"" + good.port() + "\"");
            }
        }
        assertThat(bad.methods()).isNotEmpty();
    }

    @Test
    void connectionThatBreaks_updatesAreNeverRepeated() throws IOException {
        bad.become(Backend.Call::close);
        int failed = 0;
        for (int i = 0; i < 100; i++) {
            try (var client = new RawClient(proxy.port())) {
                failed += client.train().equals("[\"connection closed\",null]") ? 1 : 0;
            }
        }
        assertThat(good.methods().size() + bad.methods().size()).isEqualTo(100);
        assertThat(failed).isEqualTo(bad.methods().size()).isPositive();
    }

    @Test
    void serverThatHangs_readsAreAnsweredByAnother() throws IOException {
        bad.become(call -> {});
        try (var client = new RawClient(proxy.port())) {
            while (bad.methods().isEmpty()) {
                assertThat(client.classify()).contains("\"" + good.port() + "\"");
            }
        }
    }

    @Test
    void serverThatHangs_losesItsConnectionThoughAnotherAnswered() throws IOException {
        bad.become(call -> {});
        try (var client = new RawClient(proxy.port())) {
            while (bad.methods().isEmpty()) {
                client.classify();
            }
            await().until(() -> bad.connections() == 0);
        }
    }

    @Test
    void serverThatHangs_updatesTimeOutAndOthersGoOn() throws IOException {
        bad.become(call -> {});
        try (var client = new RawClient(proxy.port())) {
            Set<String> answers = new HashSet<>();
            while (bad.methods().isEmpty()) {
                answers.add(client.train());
            }
            assertThat(answers).contains("[\"request timed out\",null]");
            assertThat(client.train()).isEqualTo("[null," + good.port() + "]");
        }
        await().until(() -> bad.connections() == 0);
    }

    /** Each connection goes to the next loop, and each loop has connections of its own to the servers. */
    @Test
    void serverThatHangs_isAvoidedByTheLoopsThatHaveNotMetIt() throws IOException {
        var settings = new Settings(Duration.ofSeconds(4), Duration.ofSeconds(60), 0, Duration.ZERO);
        bad.become(call -> {});
        try (var patient = new TestProxy(settings, good, bad);
                var first = new RawClient(patient.port())) {
            while (bad.methods().isEmpty()) {
                first.train();
            }
            for (int i = 0; i < 20; i++) {
                try (var client = new RawClient(patient.port())) {
                    assertThat(client.train()).isEqualTo("[null," + good.port() + "]");
                }
            }
        }
        assertThat(bad.methods()).hasSize(1);
    }

    @Test
    void allServersRefuse_isAConnectError() throws IOException {
        good.close();
        bad.close();
        try (var client = new RawClient(proxy.port())) {
            assertThat(client.classify()).isEqualTo("[\"connect error in proxy\",null]");
        }
    }

    @Test
    void errorOfAServer_isNotAskedElsewhere() throws IOException {
        bad.become(call -> call.error(out -> out.packString("no")));
        Set<String> answers = new HashSet<>();
        try (var client = new RawClient(proxy.port())) {
            while (answers.size() < 2) {
                answers.add(client.classify());
            }
        }
        assertThat(answers).contains("[\"rpc_server error: \\\"no\\\"\",null]");
    }
}
