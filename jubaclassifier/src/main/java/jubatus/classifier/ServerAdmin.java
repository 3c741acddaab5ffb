package jubatus.classifier;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jubatus.classifier.mixer.Mixer;
import jubatus.common.admin.AdminOptions;
import jubatus.common.admin.AdminPages;
import jubatus.common.admin.AdminServer;
import jubatus.common.cluster.Coordinator;
import jubatus.common.metrics.MetricSource;
import jubatus.common.metrics.ProcessMetrics;
import jubatus.common.metrics.RpcMetrics;
import jubatus.common.metrics.ZooKeeperMetrics;
import jubatus.common.process.Lifecycle;
import jubatus.common.rpc.RpcServer;
import jubatus.common.tls.Tls;

/**
 * What the admin port of a server shows.
 *
 * @param server whose calls are counted
 * @param membership empty for a server without a cluster
 */
record ServerAdmin(RpcServer server, ModelMetrics model, Optional<Membership> membership) {
    /** What a server in a cluster shows besides. */
    record Membership(Coordinator coordinator, Mixer mixer) {}

    /** Adds the admin port to a process, as its first part: it is there before all others, and goes after them. */
    void addTo(Lifecycle lifecycle, AdminOptions.Endpoint endpoint, Tls tls) {
        var pages = new AdminPages(metrics(), () -> lifecycle.unready().or(this::whyInactive), model.status()::entries);
        var admin = new AdminServer(endpoint, pages, tls);
        lifecycle.add("admin port", admin::start, admin::close);
    }

    private List<MetricSource> metrics() {
        var sources = new ArrayList<MetricSource>(
                List.of(new ProcessMetrics(ServerCommandLine.PROGRAM), new RpcMetrics(server), model));
        membership.ifPresent(member -> {
            sources.add(member.mixer().metrics());
            sources.add(new ZooKeeperMetrics(member.coordinator()::isConnected));
            sources.add(page -> page.gauge(
                    "jubatus_server_active",
                    "1 while the server has the cluster's model and is among the actives.",
                    member.mixer().isActive() ? 1 : 0));
        });
        return sources;
    }

    /** Why it is not to be asked though all its parts run. */
    private Optional<String> whyInactive() {
        return membership.filter(member -> !member.mixer().isActive()).map(ServerAdmin::whyInactive);
    }

    private static String whyInactive(Membership member) {
        if (member.mixer().isDrained()) {
            return "draining: not among the actives until it is undrained";
        }
        return member.coordinator().isConnected()
                ? "not among the actives yet: the cluster's model is being fetched"
                : "not connected to ZooKeeper";
    }
}
