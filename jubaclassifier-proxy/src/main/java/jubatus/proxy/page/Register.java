package jubatus.proxy.page;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import jubatus.common.cluster.ClusterName;
import jubatus.common.cluster.Coordinator;
import jubatus.common.cluster.Node;
import jubatus.core.JubatusException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who is registered in a cluster, and who was so a few minutes ago. For one thread. */
final class Register {
    private static final Logger LOG = LoggerFactory.getLogger(Register.class);
    private static final long REMEMBERED_MILLIS = Duration.ofMinutes(5).toMillis();

    private final ClusterName cluster;
    private final Map<Node, Entry> entries = new TreeMap<>();
    private boolean isCurrent;

    /**
     * A server.
     *
     * @param registered whether it is so now
     * @param active whether proxies ask it
     * @param seenMillis when it was last registered, Unix time
     */
    record Entry(Node node, boolean registered, boolean active, long seenMillis) {}

    Register(ClusterName cluster) {
        this.cluster = cluster;
    }

    /** Lists the servers; while ZooKeeper is away they are those of the last time. */
    List<Entry> look(Coordinator coordinator, long millis) {
        isCurrent = coordinator != null && coordinator.isConnected();
        if (isCurrent) {
            try {
                update(coordinator.children(cluster.nodes()), coordinator.children(cluster.actives()), millis);
            } catch (JubatusException e) {
                LOG.debug("servers cannot be listed: {}", e.getMessage());
                isCurrent = false;
            }
        }
        return List.copyOf(entries.values());
    }

    /** Whether the last look was at ZooKeeper. */
    boolean isCurrent() {
        return isCurrent;
    }

    void update(List<String> registered, List<String> active, long millis) {
        List<Node> nodes = nodes(registered);
        Set<Node> actives = Set.copyOf(nodes(active));
        entries.replaceAll((node, entry) -> new Entry(node, false, false, entry.seenMillis()));
        nodes.forEach(node -> entries.put(node, new Entry(node, true, actives.contains(node), millis)));
        entries.values().removeIf(entry -> millis - entry.seenMillis() > REMEMBERED_MILLIS);
    }

    private static List<Node> nodes(List<String> names) {
        var nodes = new ArrayList<Node>();
        for (String name : names) {
            try {
                nodes.add(Node.parse(name));
            } catch (JubatusException e) {
                LOG.debug("a server is left out: {}", e.getMessage());
            }
        }
        return nodes;
    }
}
