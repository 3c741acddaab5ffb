package jubatus.common.admin;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import jubatus.common.admin.AdminOptions.Transport;
import jubatus.common.json.JsonText;
import jubatus.common.metrics.MetricPage;
import jubatus.common.tls.Tls;
import jubatus.core.JubatusException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves {@code /metrics}, {@code /livez}, {@code /readyz} and {@code /status} over HTTP or HTTPS. It has two threads of its own, so it answers
 * whatever the event loops of RPC do, and a client that is slow takes at most ten seconds of one of them. Other paths belong to the
 * program's {@link AdminSite} if it has one.
 */
public final class AdminServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AdminServer.class);
    private static final int THREADS = 2;
    private static final String PLAIN = "text/plain; charset=utf-8";
    private static final String SECONDS_FOR_A_CLIENT = "10";
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final int WRONG_METHOD = 405;
    private static final int FAILED = 500;
    private static final int UNAVAILABLE = 503;

    /** What is answered. */
    private record Answer(int code, String type, String body) {
        static Answer of(int code, String line) {
            return new Answer(code, PLAIN, line + "\n");
        }
    }

    /** Makes the answer to a request for one page. */
    @FunctionalInterface
    private interface Page {
        Answer answer() throws IOException;
    }

    private final AdminOptions.Endpoint endpoint;
    private final Map<String, Page> pages = new TreeMap<>();
    private final AdminPages content;
    private final Tls tls;
    private ExecutorService threads;
    private HttpServer server;
    /** Makes the site; null if there is none. */
    private Supplier<AdminSite> siteSource;
    /** Null until the first request for it. Guarded by this. */
    private AdminSite site;

    /** @param tls what it shows if the endpoint wants TLS */
    public AdminServer(AdminOptions.Endpoint endpoint, AdminPages content, Tls tls) {
        this.endpoint = endpoint;
        this.content = content;
        this.tls = tls;
        pages.put("/livez", () -> Answer.of(OK, "alive"));
        pages.put("/readyz", this::readiness);
        pages.put("/metrics", this::metrics);
        pages.put("/status", this::status);
    }

    /** Gives the other paths to a site. Before the start. */
    public AdminServer site(Supplier<AdminSite> source) {
        siteSource = source;
        return this;
    }

    /**
     * Begins to listen.
     *
     * @throws JubatusException if the address or port cannot be used
     */
    public void start() {
        // The only way to tell it; a value that the user gave stays.
        setIfAbsent("sun.net.httpserver.maxReqTime");
        setIfAbsent("sun.net.httpserver.maxRspTime");
        var address = new InetSocketAddress(endpoint.address(), endpoint.port());
        try {
            server = create(address);
        } catch (IOException | RuntimeException e) {
            throw new JubatusException(
                    JubatusException.Code.FAILED,
                    "the admin port cannot listen on " + endpoint.address() + ":" + endpoint.port() + ": "
                            + e.getMessage() + "; choose another address or port by --admin_addr and --admin_port",
                    e);
        }
        var number = new AtomicInteger();
        threads = Executors.newFixedThreadPool(THREADS, task -> {
            var thread = new Thread(task, "admin-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
        String scheme = isPlain() ? "http" : "https";
        LOG.info("admin port listens: {}://{}:{}/", scheme, endpoint.address(), port());
    }

    private boolean isPlain() {
        return endpoint.transport() == Transport.PLAIN;
    }

    private HttpServer create(InetSocketAddress address) throws IOException {
        if (isPlain()) {
            return HttpServer.create(address, 0);
        }
        HttpsServer secure = HttpsServer.create(address, 0);
        secure.setHttpsConfigurator(new HttpsConfigurator(tls.serverContext()) {
            @Override
            public void configure(HttpsParameters parameters) {
                parameters.setSSLParameters(tls.serverParameters(endpoint.transport() == Transport.MUTUAL_TLS));
            }
        });
        return secure;
    }

    /** The port that it listens on. */
    public int port() {
        return server.getAddress().getPort();
    }

    private static void setIfAbsent(String property) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, SECONDS_FOR_A_CLIENT);
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        if (siteSource != null && !pages.containsKey(path)) {
            openSite().handle(exchange);
            return;
        }
        try (exchange) {
            Answer answer = answer(exchange.getRequestMethod(), path);
            exchange.getResponseHeaders().set("Content-Type", answer.type());
            exchange.getResponseHeaders().set("Cache-Control", "no-store");
            if (exchange.getRequestMethod().equals("HEAD")) {
                exchange.sendResponseHeaders(answer.code(), -1);
            } else {
                byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(answer.code(), body.length);
                exchange.getResponseBody().write(body);
            }
        }
    }

    private synchronized AdminSite openSite() {
        if (site == null) {
            site = siteSource.get();
        }
        return site;
    }

    private Answer answer(String method, String path) {
        Page page = pages.get(path);
        if (page == null) {
            return Answer.of(
                    NOT_FOUND, "there is no page " + path + "; there are " + String.join(", ", pages.keySet()));
        }
        if (!method.equals("GET") && !method.equals("HEAD")) {
            return Answer.of(WRONG_METHOD, method + " is not possible here; use GET");
        }
        try {
            return page.answer();
        } catch (IOException | RuntimeException e) {
            LOG.warn("admin page failed: path={}", path, e);
            return Answer.of(FAILED, "the page " + path + " cannot be made: " + e.getMessage());
        }
    }

    private Answer readiness() {
        Optional<String> reason = content.unready().get();
        return reason.map(why -> Answer.of(UNAVAILABLE, "not ready: " + why)).orElseGet(() -> Answer.of(OK, "ready"));
    }

    private Answer metrics() throws IOException {
        var page = new MetricPage();
        content.metrics().forEach(source -> source.addTo(page));
        var out = new ByteArrayOutputStream();
        page.write(out);
        return new Answer(OK, MetricPage.CONTENT_TYPE, out.toString(StandardCharsets.UTF_8));
    }

    private Answer status() {
        return new Answer(
                OK, "application/json", JsonText.lines(content.status().get()) + "\n");
    }

    @Override
    public void close() {
        if (server != null) {
            server.stop(0);
            threads.shutdownNow();
        }
        closeSite();
    }

    private synchronized void closeSite() {
        if (site != null) {
            site.close();
            site = null;
        }
    }
}
