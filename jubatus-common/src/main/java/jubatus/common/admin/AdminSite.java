package jubatus.common.admin;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;

/** What a program offers on its admin port beside the pages that all programs have. It is made when it is first asked for. */
public interface AdminSite extends AutoCloseable {
    /**
     * Answers a request for any path that is not one of those pages, and closes the exchange, at once or later by another thread. The
     * calling thread serves health and figures too, so it must not be kept.
     */
    void handle(HttpExchange exchange) throws IOException;

    /** Ends what it has begun. */
    @Override
    void close();
}
