package jubatus.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import jubatus.common.cluster.ClusterName;
import jubatus.common.cluster.Coordinator;
import jubatus.common.cluster.EphemeralNode;
import jubatus.common.cluster.Node;
import org.apache.curator.test.TestingServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The proxy as a process, with a real ZooKeeper. */
@Timeout(120)
class ProxyProcessIT {
    @TempDir
    private Path folder;

    private final TestingServer zookeeper = new TestingServer(true);
    private final Coordinator coordinator = Coordinator.connect(zookeeper.getConnectString(), Duration.ofSeconds(4));
    private final int port = Command.freePort();
    private final List<AutoCloseable> resources = new ArrayList<>();

    ProxyProcessIT() throws Exception {}

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : resources) {
            each.close();
        }
        coordinator.close();
        zookeeper.close();
    }

    @Test
    void shouldAnswerAsRecordedWhenAServerIsBehindIt() throws IOException {
        int serverPort = Command.freePort();
        keep(Command.server(folder, serverPort));
        activate("wirerec", new Node("127.0.0.1", serverPort));
        start();
        for (String line : Files.readAllLines(Path.of("src", "test", "resources", "golden", "wire-proxy.jsonl"))) {
            JsonNode exchange = new JsonMapper().readTree(line);
            byte[] sent = HexFormat.of().parseHex(exchange.get("sent").asText());
            String expected = exchange.get("received").asText();
            boolean closes = exchange.get("closed").asBoolean();
            var got = RawClient.exchange(port, sent, expected.length() / 2, closes);
            assertThat(got).as(exchange.get("note").asText()).isEqualTo(new RawClient.Exchange(expected, closes));
        }
    }

    @Test
    void shouldTellItsStatusAndRegisterWhenItRuns() throws IOException {
        start();
        assertThat(coordinator.children("/jubatus/jubaproxies/classifier")).containsExactly("127.0.0.1_" + port);
        assertThat(coordinator.children("/jubatus")).containsExactly("actors", "config", "jubaproxies", "supervisors");
        try (var client = new RawClient(port)) {
            client.callCluster("nosuch", "clear", 0, out -> {});
            String status = client.callCluster("", "get_proxy_status", 0, out -> {});
            assertThat(status)
                    .startsWith("[null,{\"127.0.0.1_" + port + "\":{\"PROGNAME\":\"jubaclassifier_proxy\",")
                    .contains("\"connected_zookeeper\":\"127.0.0.1:" + zookeeper.getPort() + "\"")
                    .contains("\"request_count\":\"2\"", "\"forward_count\":\"0\"", "\"session_pool_expire\":\"60\"");
        }
    }

    @Test
    void shouldAnswerWhatIsInFlightWhenItIsTerminated() throws Exception {
        var gate = new CountDownLatch(1);
        Backend slow = keep(new Backend(call -> {
            awaitGate(gate);
            call.result(out -> out.packInt(7));
        }));
        activate("c", slow.node());
        Command proxy = start();
        try (var client = new RawClient(port)) {
            client.send(RawClient.request(1, "train", "c", 1, out -> out.packArrayHeader(0)));
            await().until(() -> slow.methods().contains("train"));
            proxy.terminate();
            await().until(() ->
                    coordinator.children("/jubatus/jubaproxies/classifier").isEmpty());
            gate.countDown();
            assertThat(client.receive()).isEqualTo("[1,1,null,7]");
        }
        assertThat(proxy.awaitExit()).isZero();
        assertThat(proxy.output()).contains("caught SIGTERM", "stopping RPC server");
    }

    @Test
    void shouldServeOnWhenZooKeeperIsAway() throws Exception {
        Backend backend = keep(Backend.good());
        activate("c", backend.node());
        start();
        try (var client = new RawClient(port)) {
            await().until(() -> client.train().startsWith("[null,"));
            zookeeper.stop();
            await().until(() -> client.callCluster("", "get_proxy_status", 0, out -> {})
                    .equals("[\"cannot get connected host\",null]"));
            assertThat(client.train()).startsWith("[null,");
            assertThat(client.callCluster("nosuch", "clear", 0, out -> {}))
                    .isEqualTo("[\"no server found: nosuch\",null]");
            zookeeper.restart();
            await().atMost(30, TimeUnit.SECONDS).until(() -> {
                assertThat(client.train()).startsWith("[null,");
                return client.callCluster("", "get_proxy_status", 0, out -> {}).startsWith("[null,");
            });
        }
    }

    @Test
    void shouldServeOnAndEnterAgainWhenZooKeeperComesBackEmpty() throws Exception {
        Backend backend = keep(Backend.good());
        activate("c", backend.node());
        start();
        try (var client = new RawClient(port)) {
            await().until(() -> client.train().startsWith("[null,"));
            int zookeeperPort = zookeeper.getPort();
            zookeeper.close();
            try (var empty = new TestingServer(zookeeperPort, true)) {
                assertThat(empty.getPort()).isEqualTo(zookeeperPort);
                await().atMost(40, TimeUnit.SECONDS).until(() -> {
                    assertThat(client.train()).startsWith("[null,");
                    return coordinator.isConnected()
                            && coordinator
                                    .children("/jubatus/jubaproxies/classifier")
                                    .contains("127.0.0.1_" + port);
                });
                assertThat(coordinator.children("/jubatus"))
                        .containsExactly("actors", "config", "jubaproxies", "supervisors");
                assertThat(client.train()).startsWith("[null,");
            }
        }
    }

    @Test
    void shouldShowALivePageThatClassifiesOnlyWhereThatIsAllowed() throws Exception {
        for (String allowed : List.of("train", "train,classify", "")) {
            int adminPort = Command.freePort();
            Command proxy = Command.proxy(
                            folder,
                            "-z",
                            zookeeper.getConnectString(),
                            "-b",
                            "127.0.0.1",
                            "-p",
                            Integer.toString(Command.freePort()),
                            "--allow=" + allowed,
                            "--admin_port",
                            Integer.toString(adminPort))
                    .awaitStarted();
            try (proxy) {
                String page = "http://127.0.0.1:" + adminPort;
                assertThat(get(page + "/")).startsWith("<!doctype html>");
                assertThat(get(page + "/readyz")).isEqualTo("ready\n");
                JsonNode told = new JsonMapper().readTree(get(page + "/api/clusters"));
                assertThat(told.get("may_classify").asBoolean()).as(allowed).isEqualTo(!allowed.equals("train"));
            }
        }
    }

    private static String get(String address) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address)).build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
    }

    @Test
    void shouldSayWhyWhenItCannotStart() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Command busy = keep(Command.proxy(
                    folder,
                    "-z",
                    zookeeper.getConnectString(),
                    "-b",
                    "127.0.0.1",
                    "-p",
                    Integer.toString(taken.getLocalPort())));
            assertThat(busy.awaitExit()).isEqualTo(1);
            assertThat(busy.errors())
                    .contains("server failed to start: bind failed: Address already in use (any process using port "
                            + taken.getLocalPort() + "?)");
        }
        Command alone = keep(Command.proxy(
                folder, "-z", "127.0.0.1:" + Command.freePort(), "-Z", "1", "-p", Integer.toString(port)));
        assertThat(alone.awaitExit()).isEqualTo(1);
        assertThat(alone.errors()).contains("cannot connect zk in 1 sec: 127.0.0.1:");
    }

    private Command start() throws IOException {
        return keep(Command.proxy(
                        folder,
                        "-z",
                        zookeeper.getConnectString(),
                        "-Z",
                        "4",
                        "-b",
                        "127.0.0.1",
                        "-p",
                        Integer.toString(port)))
                .awaitStarted();
    }

    private void activate(String cluster, Node node) {
        EphemeralNode.create(coordinator, new ClusterName("classifier", cluster).actives() + "/" + node);
    }

    private <T extends AutoCloseable> T keep(T resource) {
        resources.add(resource);
        return resource;
    }

    private static void awaitGate(CountDownLatch gate) {
        try {
            gate.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
