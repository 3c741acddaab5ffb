package jubatus.common.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import jubatus.common.process.Lifecycle;
import jubatus.common.tls.Tls;
import jubatus.core.JubatusException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class AdminServerIT {
    private static final String ADDRESS = "127.0.0.1";

    private final AtomicReference<Optional<String>> unready = new AtomicReference<>(Optional.empty());
    private final AdminServer server = server(0);
    private final HttpClient client = HttpClient.newHttpClient();

    @BeforeEach
    void start() {
        server.start();
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void livez_always_answers200() throws Exception {
        unready.set(Optional.of("starting"));

        assertThat(get("/livez").statusCode()).isEqualTo(200);
    }

    @Test
    void readyz_whileSomethingLacks_answers503AndWhat() throws Exception {
        assertThat(get("/readyz").statusCode()).isEqualTo(200);
        unready.set(Optional.of("stopping"));

        HttpResponse<String> answer = get("/readyz");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).isEqualTo("not ready: stopping\n");
    }

    @Test
    void metrics_ofASource_areInTheTextFormat() throws Exception {
        HttpResponse<String> answer = get("/metrics");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/plain; version=0.0.4"));
        assertThat(answer.body()).contains("jubatus_answer 42.0\n");
    }

    @Test
    void status_withQuotesAndControls_isJson() throws Exception {
        assertThat(get("/status").body()).isEqualTo("{\n  \"name\": \"a \\\"b\\\"\\n\"\n}\n");
    }

    @Test
    void page_unknown_answers404AndTheOthers() throws Exception {
        HttpResponse<String> answer = get("/metrics/x");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body())
                .isEqualTo("there is no page /metrics/x; there are /livez, /metrics, /readyz, /status\n");
    }

    @Test
    void request_thatIsNotGet_answers405() throws Exception {
        HttpRequest post = HttpRequest.newBuilder(uri("/metrics"))
                .POST(HttpRequest.BodyPublishers.ofString("x"))
                .build();

        assertThat(client.send(post, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(405);
    }

    @Test
    void head_ofAPage_hasNoBody() throws Exception {
        HttpRequest head = HttpRequest.newBuilder(uri("/livez"))
                .method("HEAD", HttpRequest.BodyPublishers.noBody())
                .build();

        HttpResponse<String> answer = client.send(head, HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void site_ofOtherPaths_isMadeWhenItIsAskedForAndClosedOnce() throws Exception {
        var made = new ArrayList<String>();
        server.site(() -> new NotingSite(made));
        get("/readyz");
        assertThat(made).isEmpty();

        assertThat(get("/a").body()).isEqualTo("the site's /a");
        assertThat(get("/").body()).isEqualTo("the site's /");
        assertThat(get("/livez").body()).isEqualTo("alive\n");

        server.close();
        assertThat(made).containsExactly("made", "closed");
    }

    private record NotingSite(List<String> notes) implements AdminSite {
        NotingSite {
            notes.add("made");
        }

        @Override
        public void handle(HttpExchange exchange) {
            new Thread(() -> answer(exchange)).start();
        }

        private static void answer(HttpExchange exchange) {
            try (exchange) {
                byte[] body = ("the site's " + exchange.getRequestURI().getPath()).getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() {
            notes.add("closed");
        }
    }

    @Test
    void start_onAPortInUse_saysWhatToChange() {
        AdminServer second = server(server.port());

        assertThatThrownBy(second::start)
                .isInstanceOf(JubatusException.class)
                .hasMessage("the admin port cannot listen on 127.0.0.1:" + server.port()
                        + ": Address already in use; choose another address or port by --admin_addr and --admin_port");
    }

    @Test
    void start_onAnAddressThatDoesNotExist_saysSo() {
        var nowhere = new AdminServer(
                new AdminOptions.Endpoint("no.such.host.invalid", 1, AdminOptions.Transport.PLAIN),
                new AdminPages(List.of(), unready::get, Map::of),
                Tls.OFF);

        assertThatThrownBy(nowhere::start)
                .hasMessageStartingWith("the admin port cannot listen on no.such.host.invalid:1: Unresolved address;");
    }

    @Test
    void lifecycle_whileItStops_isUnreadyFirst() {
        var lifecycle = new Lifecycle();
        var atClose = new AtomicReference<Optional<String>>();
        lifecycle.add("part", () -> {}, () -> atClose.set(lifecycle.unready()));
        assertThat(lifecycle.unready()).contains("starting");
        lifecycle.start();
        assertThat(lifecycle.unready()).isEmpty();

        lifecycle.close();

        assertThat(atClose.get()).contains("stopping");
    }

    private AdminServer server(int port) {
        return new AdminServer(
                new AdminOptions.Endpoint(ADDRESS, port, AdminOptions.Transport.PLAIN),
                new AdminPages(
                        List.of(page -> page.gauge("jubatus_answer", "An answer.", 42)),
                        unready::get,
                        () -> Map.of("name", "a \"b\"\n")),
                Tls.OFF);
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(uri(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create("http://" + ADDRESS + ":" + server.port() + path);
    }
}
