package jubatus.proxy;

import jubatus.common.metrics.MetricPage;
import jubatus.common.metrics.MetricSource;

/** The figures of the proxy's forwarding. */
record ProxyMetrics(Counters counters) implements MetricSource {
    @Override
    public void addTo(MetricPage page) {
        page.counter("jubatus_proxy_requests", "Requests whose parameters fit.", counters.requests());
        page.counter(
                "jubatus_proxy_forwards",
                "Servers that requests went to; repetitions do not count.",
                counters.forwards());
        page.counter(
                "jubatus_proxy_repetitions",
                "Times that a request was sent again because a server could not be reached or broke off.",
                counters.repetitions());
        page.counter(
                "jubatus_proxy_second_askings",
                "Reads that another server was asked for, too, because the first took long.",
                counters.secondAskings());
        counters.backends().forEach((node, tally) -> addBackend(page, node.toString(), tally));
    }

    private static void addBackend(MetricPage page, String backend, BackendTally tally) {
        page.counter("jubatus_proxy_backend_calls", "Calls sent to a server.", tally.sent(), "backend", backend);
        page.counter(
                "jubatus_proxy_backend_answers",
                "Calls that a server answered, with a result or an error.",
                tally.answered(),
                "backend",
                backend);
        page.counter(
                "jubatus_proxy_backend_failures",
                "Calls that a server did not answer: no connection, one that broke off, or no answer in time.",
                tally.failed(),
                "backend",
                backend);
    }
}
