package jubatus.proxy.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import jubatus.common.tls.Tls;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The page over HTTP, of a proxy that has not found ZooKeeper yet. */
@Timeout(60)
class LivePageHttpIT {
    private final HttpClient client = HttpClient.newHttpClient();
    private HttpServer server;
    private LivePage page;

    @BeforeEach
    void start() throws IOException {
        serve(true);
    }

    private void serve(boolean mayClassify) throws IOException {
        var calling = new ProxySource.Calling(Tls.OFF, Duration.ofSeconds(10), mayClassify);
        page = new LivePage(
                new ProxySource(
                        "127.0.0.1_9199",
                        () -> null,
                        List::of,
                        node -> new ProxySource.Asked(0, 0, 0),
                        node -> false,
                        calling),
                "127.0.0.1");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", page::handle);
        server.start();
    }

    @AfterEach
    void close() {
        server.stop(0);
        page.close();
    }

    @Test
    void page_atTheRoot_letsNothingIntoItButItself() throws Exception {
        HttpResponse<String> answer = send(request("/").build());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).startsWith("<!doctype html>");
        assertThat(header(answer, "Content-Type")).isEqualTo("text/html; charset=utf-8");
        assertThat(header(answer, "Content-Security-Policy"))
                .startsWith("default-src 'self';")
                .contains("frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(header(answer, "Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(header(answer, "Cache-Control")).isEqualTo("no-cache");
    }

    @Test
    void page_thatTheBrowserHas_isNotSentAgain() throws Exception {
        String tag = header(send(request("/page.js").build()), "ETag");

        HttpResponse<String> again =
                send(request("/page.js").header("If-None-Match", tag).build());

        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
    }

    @Test
    void clusters_withoutZooKeeper_areNone() throws Exception {
        HttpResponse<String> answer = send(request("/api/clusters").build());

        assertThat(answer.body())
                .isEqualTo("{\"proxy\":\"127.0.0.1_9199\",\"version\":\"1.2.0\",\"zookeeper\":false,"
                        + "\"may_classify\":true,\"clusters\":[]}");
        assertThat(header(answer, "Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void cluster_thatThereIsNot_is404() throws Exception {
        for (String name : List.of("nosuch", "%E5%AE%B6", "..", "%2e%2e", "a%2Fb", "%00")) {
            HttpResponse<String> answer = send(request("/api/clusters/" + name).build());
            assertThat(answer.statusCode()).as(name).isEqualTo(404);
            assertThat(answer.body()).startsWith("{\"error\":\"there is no ");
        }
    }

    @Test
    void path_thatThereIsNot_is404() throws Exception {
        assertThat(send(request("/nosuch").build()).body())
                .isEqualTo("{\"error\":\"there is no page /nosuch; there are /, /livez, /metrics, /readyz, /status\"}");
        assertThat(send(request("/api/clusters/a/b/c").build()).statusCode()).isEqualTo(404);
    }

    @Test
    void post_whereNothingIsTaken_is405() throws Exception {
        for (String path : List.of("/", "/api/clusters", "/api/clusters/c")) {
            assertThat(send(post(path, "{}").build()).statusCode()).as(path).isEqualTo(405);
        }
        assertThat(send(request("/api/clusters/c/classify").build()).statusCode())
                .isEqualTo(405);
    }

    @Test
    void post_longerThanADatumMayBe_is413() throws Exception {
        assertThat(send(post("/api/clusters/c/classify", " ".repeat(LivePage.LARGEST_BODY + 1))
                                .build())
                        .statusCode())
                .isEqualTo(413);
        assertThat(send(post("/api/clusters/c/classify", " ".repeat(LivePage.LARGEST_BODY))
                                .build())
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void post_ofAFormOnAForeignPage_isRefused() throws Exception {
        HttpRequest form = request("/api/clusters/c/classify")
                .header("Content-Type", "text/plain")
                .header("Origin", "http://evil.example")
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build();

        assertThat(send(form).statusCode()).isEqualTo(403);
    }

    @Test
    void classify_thatTheProxyDoesNotOffer_isRefused() throws Exception {
        close();
        serve(false);

        HttpResponse<String> answer =
                send(post("/api/clusters/c/classify", "{}").build());

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body())
                .isEqualTo("{\"error\":\"classify is not offered here: --allow of the proxy does not name it\"}");
    }

    @Test
    void request_toAForeignName_isRefused() throws Exception {
        // The client that Java has lets nobody choose the Host.
        try (var socket =
                new Socket(InetAddress.getLoopbackAddress(), server.getAddress().getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write("GET /api/clusters HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();

            String answer = new String(in.readAllBytes(), StandardCharsets.UTF_8);

            assertThat(answer)
                    .startsWith("HTTP/1.1 403 ")
                    .contains("this page answers to an address, localhost or the machine's own name");
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path));
    }

    private HttpRequest.Builder post(String path, String body) {
        return request(path).header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(body));
    }

    private HttpResponse<String> send(HttpRequest request) throws Exception {
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }
}
