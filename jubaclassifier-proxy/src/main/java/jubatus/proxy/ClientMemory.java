package jubatus.proxy;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jubatus.common.cluster.Node;
import jubatus.core.bytes.ByteString;

/**
 * What the proxy remembers of a client's connection. Confined to the connection's event loop. Holds no more clusters than exist.
 *
 * <p>Which server took its last update, per cluster, so that the client reads what it wrote before a mix has brought it to all. And
 * which server has its turn: requests that come close together go to the same one for a while, whose event loop is awake, and in fewer and
 * larger packets than if each went elsewhere.
 */
final class ClientMemory {
    /** How many requests of a client that waits for each answer; even one that lives for a second comes to all servers. */
    private static final int LONG_TURN = 32;
    /** How many requests of a client that does not wait: they leave together, and others keep the other servers busy. */
    private static final int SHORT_TURN = 8;
    /** After a pause no server is awake. */
    private static final long PAUSE_NANOS = 1_000_000;

    private final Map<ByteString, Update> updates = new HashMap<>(4);
    private int underWay;
    private Node turn;
    private int taken;
    private long takenAt;

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

    /** A request of the client begins its way. */
    void begins() {
        underWay++;
    }

    /** A request of the client has its answer. */
    void ends() {
        underWay--;
    }

    /** The server whose turn it is for a request that begins now, in nanoseconds; null if another should be chosen. */
    Node turn(List<Node> servers, long now) {
        boolean goesOn = taken++ < (underWay > 1 ? SHORT_TURN : LONG_TURN) && now - takenAt < PAUSE_NANOS;
        takenAt = now;
        return goesOn && turn != null && servers.contains(turn) ? turn : null;
    }

    /** It is this server's turn now. */
    void turn(Node server) {
        turn = server;
        taken = 1;
    }
}
