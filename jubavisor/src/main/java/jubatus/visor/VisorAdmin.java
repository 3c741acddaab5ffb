package jubatus.visor;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import jubatus.common.admin.AdminOptions;
import jubatus.common.admin.AdminPages;
import jubatus.common.admin.AdminServer;
import jubatus.common.cli.Version;
import jubatus.common.metrics.MetricSource;
import jubatus.common.metrics.ProcessMetrics;
import jubatus.common.metrics.RpcMetrics;
import jubatus.common.metrics.ZooKeeperMetrics;
import jubatus.common.process.Lifecycle;
import jubatus.common.rpc.RpcServer;

/**
 * What the admin port of a visor shows.
 *
 * @param connected whether the session with ZooKeeper is alive
 */
record VisorAdmin(VisorOptions options, RpcServer server, Children children, BooleanSupplier connected) {
    /** Adds the admin port to a process, as its first part: it is there before all others, and goes after them. */
    void addTo(Lifecycle lifecycle, AdminOptions.Endpoint endpoint) {
        List<MetricSource> metrics = List.of(
                new ProcessMetrics(VisorCommandLine.PROGRAM),
                new RpcMetrics(server),
                children.tally(),
                new ZooKeeperMetrics(connected));
        var admin = new AdminServer(
                endpoint,
                new AdminPages(metrics, lifecycle::unready, this::status),
                options.protection().tls());
        lifecycle.add("admin port", admin::start, admin::close);
    }

    private Map<String, String> status() {
        var entries = new TreeMap<>(server.status());
        entries.put("PROGNAME", VisorCommandLine.PROGRAM);
        entries.put("VERSION", Version.NUMBER);
        entries.put("pid", Long.toString(ProcessHandle.current().pid()));
        entries.put("zookeeper", options.zookeeper());
        entries.put("logdir", options.logFolder().toString());
        return entries;
    }
}
