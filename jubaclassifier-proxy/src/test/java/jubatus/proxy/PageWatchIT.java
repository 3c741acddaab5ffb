package jubatus.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import jubatus.common.cluster.ClusterName;
import jubatus.common.cluster.Coordinator;
import jubatus.common.cluster.EphemeralNode;
import jubatus.common.cluster.Node;
import jubatus.common.tls.Tls;
import jubatus.proxy.page.LivePage;
import jubatus.proxy.page.ProxySource;
import org.apache.curator.test.TestingServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the live page asks of servers and tells of them; ZooKeeper is real, the servers do what the test says. */
@Timeout(90)
class PageWatchIT {
    private static final ClusterName CLUSTER = new ClusterName("classifier", "c d+e");
    private static final String PATH = "/api/clusters/c%20d+e";

    private final TestingServer zookeeper = new TestingServer(true);
    private final Coordinator coordinator = Coordinator.connect(zookeeper.getConnectString(), Duration.ofSeconds(10));
    private final Set<Node> avoided = ConcurrentHashMap.newKeySet();
    private final LivePage page = new LivePage(source(), "127.0.0.1");
    private final HttpClient client = HttpClient.newHttpClient();
    private final Backend one = new Backend(PageWatchIT::answer);
    private final Backend other = new Backend(PageWatchIT::answer);
    private HttpServer server;

    PageWatchIT() throws Exception {}

    private ProxySource source() {
        return new ProxySource(
                "127.0.0.1_9199",
                () -> coordinator,
                List::of,
                node -> new ProxySource.Asked(7, 6, 1),
                avoided::contains,
                new ProxySource.Calling(Tls.OFF, Duration.ofSeconds(10), true));
    }

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", page::handle);
        server.start();
        enter(one, true);
        enter(other, false);
    }

    @AfterEach
    void close() throws Exception {
        server.stop(0);
        page.close();
        one.close();
        other.close();
        coordinator.close();
        zookeeper.close();
    }

    private void enter(Backend backend, boolean active) {
        EphemeralNode.create(coordinator, CLUSTER.nodes() + "/" + backend.node());
        if (active) {
            EphemeralNode.create(coordinator, CLUSTER.actives() + "/" + backend.node());
        }
    }

    @Test
    void states_ofServers_areThoseOfZooKeeperAndOfTheirAnswers() throws Exception {
        assertThat(get("/api/clusters").at("/clusters/0").asText()).isEqualTo(CLUSTER.name());
        assertThat(states()).isEqualTo(Map.of(one.node(), "active", other.node(), "fetching"));
        JsonNode first = server(one);
        assertThat(first.get("updates").asLong()).isEqualTo(12);
        assertThat(first.get("sent").asLong()).isEqualTo(7);
        assertThat(first.get("avoided").asBoolean()).isFalse();

        avoided.add(one.node());
        other.close();
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(
                        () -> assertThat(states()).isEqualTo(Map.of(one.node(), "active", other.node(), "silent")));
        assertThat(server(one).get("avoided").asBoolean()).isTrue();
        assertThat(server(other).get("problem").asText()).contains("get_status at 127.0.0.1:" + other.port());

        coordinator.remove(CLUSTER.nodes() + "/" + other.node());
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(
                        () -> assertThat(states()).isEqualTo(Map.of(one.node(), "active", other.node(), "gone")));
    }

    @Test
    void server_thatIsTakenOutOfUse_isDraining() throws Exception {
        other.become(call -> call.result(out -> {
            out.packMapHeader(1).packString("me").packMapHeader(1);
            out.packString("draining").packString("1");
        }));

        assertThat(states()).isEqualTo(Map.of(one.node(), "active", other.node(), "draining"));
    }

    @Test
    void server_thatTakesTheCallAndSaysNothing_isSilent() throws Exception {
        one.become(call -> {});

        assertThat(states()).isEqualTo(Map.of(one.node(), "silent", other.node(), "fetching"));
        assertThat(server(one).get("problem").asText()).contains("timed out");
    }

    @Test
    void questions_ofManyPages_costAServerOneCallASecond() throws Exception {
        states();
        long begin = System.nanoTime();
        int before = statusCalls();
        for (int i = 0; i < 300; i++) {
            get(PATH);
        }

        long tenths = (System.nanoTime() - begin) / 100_000_000;
        assertThat(statusCalls() - before).isLessThanOrEqualTo((int) (tenths / 9) + 1);
    }

    @Test
    void labelsAndConfig_ofActiveServers_areShown() throws Exception {
        JsonNode view = get(PATH);

        assertThat(view.at("/labels/shown/0/label").asText()).isEqualTo("徳川");
        assertThat(view.at("/labels/shown/0/most").asLong()).isEqualTo(3);
        assertThat(view.get("config").asText()).isEqualTo("{}");
        // The other may have another model.
        assertThat(other.methods()).doesNotContain("get_labels", "get_config");
    }

    @Test
    void labels_tooManyToCount_areNotAskedFor() throws Exception {
        one.become(call -> {
            if (call.method().equals("get_status")) {
                call.result(out -> {
                    out.packMapHeader(1).packString("me").packMapHeader(1);
                    out.packString("num_classes").packString("10000");
                });
            } else {
                answer(call);
            }
        });

        JsonNode view = get(PATH);

        assertThat(view.at("/labels/total").asLong()).isZero();
        assertThat(server(one).get("labels").asLong()).isEqualTo(10_000);
        assertThat(one.methods()).doesNotContain("get_labels");
    }

    @Test
    void datum_thatIsTried_goesToAnActiveServerOnly() throws Exception {
        for (int i = 0; i < 5; i++) {
            HttpResponse<String> answer = classify("{\"name\": \"家康\"}");
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body())
                    .isEqualTo(
                            "{\"server\":\"" + one.node()
                                    + "\",\"total\":2,\"scores\":[{\"label\":\"b\",\"score\":1.5},{\"label\":\"a\",\"score\":-0.5}]}");
        }
        assertThat(other.methods()).doesNotContain("classify");
    }

    @Test
    void datum_thatIsNone_isRefusedBeforeAnybodyIsAsked() throws Exception {
        HttpResponse<String> answer = classify("{\"name\": true}");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).isEqualTo("{\"error\":\"the datum: 'name' must be a text or a number, was Bool\"}");
        assertThat(one.methods()).doesNotContain("classify");
    }

    @Test
    void datum_withNobodyActive_isAnsweredByASentence() throws Exception {
        coordinator.remove(CLUSTER.actives() + "/" + one.node());
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(states()).containsEntry(one.node(), "fetching"));

        HttpResponse<String> answer = classify("{}");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).isEqualTo("{\"error\":\"no server of " + CLUSTER.name() + " is active\"}");
    }

    private static void answer(Backend.Call call) throws IOException {
        switch (call.method()) {
            case "get_status" ->
                call.result(out -> {
                    out.packMapHeader(1).packString("me").packMapHeader(2);
                    out.packString("update_count").packString("12");
                    out.packString("num_classes").packString("1");
                });
            case "get_labels" ->
                call.result(out -> out.packMapHeader(1).packString("徳川").packInt(3));
            case "get_config" -> call.result(out -> out.packString("{}"));
            case "classify" ->
                call.result(out -> {
                    out.packArrayHeader(1).packArrayHeader(2);
                    out.packArrayHeader(2).packString("a").packDouble(-0.5);
                    out.packArrayHeader(2).packString("b").packDouble(1.5);
                });
            default -> call.error(out -> out.packString("not expected: " + call.method()));
        }
    }

    private Map<Node, String> states() throws Exception {
        var states = new HashMap<Node, String>();
        get(PATH)
                .get("servers")
                .forEach(each -> states.put(
                        Node.parse(each.get("node").asText()), each.get("state").asText()));
        return states;
    }

    private JsonNode server(Backend backend) throws Exception {
        for (JsonNode each : get(PATH).get("servers")) {
            if (each.get("node").asText().equals(backend.node().toString())) {
                return each;
            }
        }
        throw new AssertionError("no server " + backend.node());
    }

    private int statusCalls() {
        return Collections.frequency(one.methods(), "get_status");
    }

    private JsonNode get(String path) throws Exception {
        String body = client.send(HttpRequest.newBuilder(uri(path)).build(), HttpResponse.BodyHandlers.ofString())
                .body();
        return new JsonMapper().readTree(body);
    }

    private HttpResponse<String> classify(String datum) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(uri(PATH + "/classify"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(datum))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }
}
