package jubatus.proxy.page;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import jubatus.common.admin.AdminSite;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The live page over HTTP: its files at {@code /}, what they show at {@link PageApi#PATH}. Requests wait for servers, so they have threads
 * of their own; above a hundred that wait there, more are turned away.
 */
public final class LivePage implements AdminSite {
    /** More than that is no datum that somebody typed. */
    static final int LARGEST_BODY = 64 << 10;

    private static final Logger LOG = LoggerFactory.getLogger(LivePage.class);
    private static final int THREADS = 4;
    private static final int MOST_WAITING = 100;
    /** No script, style, picture or request but this page's own, and no page around it. */
    private static final String POLICY =
            "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'";

    private final PageFiles files = new PageFiles();
    private final RequestGuard guard;
    private final Clusters clusters;
    private final PageApi api;
    private final ExecutorService threads;

    /** @param listening the address or name that the admin port was given */
    public LivePage(ProxySource proxy, String listening) {
        guard = new RequestGuard(listening, RequestGuard::namesOfMachine);
        clusters = new Clusters(proxy);
        api = new PageApi(proxy, clusters);
        var number = new AtomicInteger();
        var pool = new ThreadPoolExecutor(
                THREADS, THREADS, 10, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MOST_WAITING), task -> {
                    var thread = new Thread(task, "page-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
        threads = pool;
    }

    @Override
    public void handle(HttpExchange exchange) {
        try {
            threads.execute(() -> answer(exchange));
        } catch (RejectedExecutionException e) {
            exchange.close();
        }
    }

    private void answer(HttpExchange exchange) {
        try (exchange) {
            Reply reply;
            try {
                reply = reply(exchange);
            } catch (RuntimeException e) {
                LOG.warn("the page cannot be served: path={}", exchange.getRequestURI(), e);
                reply = Reply.error(Reply.FAILED, "this cannot be answered; the proxy's log says why");
            }
            send(exchange, reply);
        } catch (IOException e) {
            LOG.debug("a browser has gone", e);
        }
    }

    private Reply reply(HttpExchange exchange) throws IOException {
        String method = exchange.getRequestMethod();
        Headers headers = exchange.getRequestHeaders();
        String path = exchange.getRequestURI().getRawPath();
        boolean isData = path.equals(PageApi.PATH) || path.startsWith(PageApi.PATH + "/");
        Optional<Reply> refusal = guard.refusal(method, isData, headers::getFirst);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        if (isData) {
            byte[] body = exchange.getRequestBody().readNBytes(LARGEST_BODY + 1);
            return body.length > LARGEST_BODY
                    ? Reply.error(Reply.TOO_LONG, "a datum may have at most " + LARGEST_BODY + " bytes here")
                    : api.answer(method, path, exchange.getRequestURI().getRawQuery(), body);
        }
        if (!method.equals("GET") && !method.equals("HEAD")) {
            return Reply.error(Reply.WRONG_METHOD, method + " is not possible here; use GET");
        }
        return files.at(path, headers.getFirst("If-None-Match"))
                .orElseGet(() -> Reply.error(
                        Reply.NOT_FOUND,
                        "there is no page " + path + "; there are /, /livez, /metrics, /readyz, /status"));
    }

    private static void send(HttpExchange exchange, Reply reply) throws IOException {
        Headers headers = exchange.getResponseHeaders();
        headers.set("Content-Type", reply.type());
        headers.set("Content-Security-Policy", POLICY);
        headers.set("Cross-Origin-Resource-Policy", "same-origin");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Cache-Control", reply.tag().isPresent() ? "no-cache" : "no-store");
        reply.tag().ifPresent(tag -> headers.set("ETag", tag));
        if (exchange.getRequestMethod().equals("HEAD") || reply.body().isEmpty()) {
            exchange.sendResponseHeaders(reply.code(), -1);
        } else {
            exchange.sendResponseHeaders(reply.code(), reply.body().length());
            exchange.getResponseBody().write(reply.body().toBytes());
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        clusters.close();
    }
}
