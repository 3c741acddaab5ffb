package jubatus.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class BroadcastIT {
    private final Backend first = Backend.good();
    private final Backend second = Backend.good();
    private final Backend third = Backend.good();
    private final TestProxy proxy = new TestProxy(TestProxy.settings(Duration.ofSeconds(1)), first, second, third);
    private final RawClient client = new RawClient(proxy.port());

    BroadcastIT() throws IOException {}

    @AfterEach
    void close() throws IOException {
        client.close();
        proxy.close();
        first.close();
        second.close();
        third.close();
    }

    @Test
    void clear_allSayTrue_isTrueOfAll() throws IOException {
        assertThat(client.call("clear")).isEqualTo("[null,true]");
        assertThat(first.methods()).containsExactly("clear");
        assertThat(second.methods()).containsExactly("clear");
        assertThat(third.methods()).containsExactly("clear");
        assertThat(proxy.counters.requests()).isEqualTo(1);
        assertThat(proxy.counters.forwards()).isEqualTo(3);
    }

    @Test
    void bools_thatDiffer_areCombinedByAndExceptInDeleteLabel() throws IOException {
        second.become(call -> call.result(out -> out.packBoolean(false)));
        assertThat(client.call("clear")).isEqualTo("[null,false]");
        assertThat(client.call("set_label", 1, out -> out.packString("a"))).isEqualTo("[null,false]");
        assertThat(client.call("load", 1, out -> out.packString("a"))).isEqualTo("[null,false]");
        assertThat(client.call("delete_label", 1, out -> out.packString("a"))).isEqualTo("[null,true]");
    }

    @Test
    void maps_ofAllServers_areUnitedAndSorted() throws IOException {
        answerMap(first, "b");
        answerMap(second, "a");
        answerMap(third, "c");
        assertThat(client.call("save", 1, out -> out.packString("id")))
                .isEqualTo("[null,{\"a\":\"of a\",\"b\":\"of b\",\"c\":\"of c\"}]");
    }

    @Test
    void oneServer_refuses_isAnErrorThoughOthersDid() throws IOException {
        second.become(call -> call.error(out -> out.packString("disk full")));
        assertThat(client.call("clear")).isEqualTo("[\"rpc_server error: \\\"disk full\\\"\",null]");
        assertThat(first.methods()).containsExactly("clear");
    }

    @Test
    void oneServer_isNotThere_isTheErrorWhateverElseFailed() throws IOException {
        first.become(call -> call.error(out -> out.packString("first failure")));
        second.close();
        assertThat(client.call("clear")).isEqualTo("[\"connect error in proxy\",null]");
    }

    @Test
    void oneServer_isSlow_isAwaited() throws Exception {
        var gate = new CountDownLatch(1);
        third.become(call -> {
            awaitGate(gate);
            call.result(out -> out.packBoolean(true));
        });
        client.send(RawClient.request(9, "clear", "c", 0, out -> {}));
        await().until(() -> third.methods().contains("clear"));
        client.send(RawClient.request(10, "train", "c", 1, out -> out.packArrayHeader(0)));
        first.become(call -> call.error(out -> out.packString("too late to matter")));
        gate.countDown();
        assertThat(client.receive() + client.receive()).contains("[1,9,null,true]");
    }

    @Test
    void oneServer_neverAnswers_isATimeOutAndOnlyItsConnectionGoes() throws IOException {
        third.become(call -> {});
        assertThat(client.call("clear")).isEqualTo("[\"request timed out\",null]");
        await().until(() -> third.connections() == 0);
        assertThat(first.connections()).isEqualTo(1);
        assertThat(second.connections()).isEqualTo(1);
    }

    @Test
    void connectionFoundClosed_requestIsSentAgain() throws IOException {
        client.call("clear");
        second.closeConnections();
        await().until(() -> second.connections() == 0);
        assertThat(client.call("clear")).isEqualTo("[null,true]");
    }

    private static void answerMap(Backend backend, String key) {
        backend.become(
                call -> call.result(out -> out.packMapHeader(1).packString(key).packString("of " + key)));
    }

    private static void awaitGate(CountDownLatch gate) {
        try {
            gate.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
