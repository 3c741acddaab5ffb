package jubatus.common.admin;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import jubatus.common.metrics.MetricSource;

/**
 * What a program shows on its admin port. Everything is asked anew for each request, by any thread.
 *
 * @param metrics what {@code /metrics} tells
 * @param unready why the program cannot do its work now, in a few words, for {@code /readyz}; empty if it can
 * @param status what {@code /status} tells; may fail, and the page with it
 */
public record AdminPages(
        List<MetricSource> metrics, Supplier<Optional<String>> unready, Supplier<Map<String, String>> status) {
    public AdminPages {
        metrics = List.copyOf(metrics);
    }
}
