package jubatus.common.metrics;

import java.util.Locale;
import jubatus.common.rpc.MethodFigures;
import jubatus.common.rpc.RpcServer;
import jubatus.common.rpc.RpcStatistics;

/** The figures of an RPC server. Calls, answers and connections keep the relations that {@link RpcStatistics} states. */
public record RpcMetrics(RpcServer server) implements MetricSource {
    @Override
    public void addTo(MetricPage page) {
        RpcStatistics statistics = server.statistics();
        statistics.methods().forEach(figures -> addMethod(page, figures));
        statistics
                .errors()
                .forEach((kind, count) -> page.counter(
                        "jubatus_rpc_errors",
                        "Answers with an error, those among them to calls that no method took.",
                        count,
                        "kind",
                        lower(kind)));
        addConnections(page, statistics);
        statistics
                .limits()
                .forEach((limit, count) -> page.counter(
                        "jubatus_rpc_limit_reached", "How often a limit was reached.", count, "limit", lower(limit)));
        page.counter("jubatus_rpc_received_bytes", "Bytes received from clients.", statistics.bytesIn());
        page.counter("jubatus_rpc_sent_bytes", "Bytes of answers handed to the network.", statistics.bytesOut());
        page.gauge("jubatus_rpc_buffered_bytes", "Bytes of messages under way.", server.bufferedBytes());
        page.gauge(
                "jubatus_rpc_buffered_limit_bytes",
                "At so many bytes of messages under way reading pauses.",
                server.maxBufferedBytes());
    }

    private static void addMethod(MetricPage page, MethodFigures figures) {
        String method = figures.method();
        page.counter("jubatus_rpc_calls", "Calls that have come.", figures.calls(), "method", method);
        addAnswers(page, method, "ok", figures.succeeded());
        figures.errors().forEach((kind, count) -> {
            if (kind != RpcStatistics.Errors.UNKNOWN_METHOD) {
                addAnswers(page, method, lower(kind), count);
            }
        });
        page.gauge(
                "jubatus_rpc_calls_in_flight",
                "Calls that have come and are not answered.",
                figures.inFlight(),
                "method",
                method);
        page.histogram(
                "jubatus_rpc_call_duration_seconds",
                "From when a call has come until its answer is made.",
                figures.latency(),
                "method",
                method);
    }

    private static void addAnswers(MetricPage page, String method, String outcome, long count) {
        page.counter("jubatus_rpc_answers", "Calls that are answered.", count, "method", method, "outcome", outcome);
    }

    private static void addConnections(MetricPage page, RpcStatistics statistics) {
        page.gauge("jubatus_rpc_connections", "Connections that are open.", statistics.openConnections());
        statistics
                .connections()
                .forEach((event, count) -> page.counter(
                        "jubatus_rpc_connection_events",
                        "What happened to connections; all that are closed count as closed, for whatever reason.",
                        count,
                        "event",
                        lower(event)));
    }

    private static String lower(Enum<?> name) {
        return name.name().toLowerCase(Locale.ROOT);
    }
}
