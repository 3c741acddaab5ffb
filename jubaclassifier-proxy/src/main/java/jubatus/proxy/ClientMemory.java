package jubatus.proxy;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jubatus.common.cluster.Node;
import jubatus.core.bytes.ByteString;

/**
 * Which server took the last update of a client's connection, per cluster, so that the client reads what it wrote before a mix has
 * brought it to all. Confined to the connection's event loop. Holds no more clusters than exist.
 */
final class ClientMemory {
    private final Map<ByteString, Update> updates = new HashMap<>(4);

    private record Update(Node server, long until) {}

    /** An update goes to the server, or was answered by it just now. */
    void updated(ByteString cluster, Node server, Duration remembered) {
        if (!remembered.isZero()) {
            updates.put(cluster, new Update(server, System.nanoTime() + remembered.toNanos()));
        }
    }

    /** The server that took the last update, if that is not long ago and it is still among these; else null. */
    Node recentServer(ByteString cluster, List<Node> servers) {
        Update last = updates.get(cluster);
        if (last == null) {
            return null;
        }
        if (System.nanoTime() - last.until > 0) {
            updates.remove(cluster);
            return null;
        }
        return servers.contains(last.server) ? last.server : null;
    }
}
