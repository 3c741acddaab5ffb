package jubatus.proxy;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import jubatus.common.cluster.Node;

/**
 * Servers that are left alone for a while if there are others, because they could not be reached or did not answer. All event loops share
 * them: each has its own connections, and would otherwise have to lose a request of its own to learn the same.
 *
 * <p>Safe for concurrent use.
 */
final class AvoidedServers {
    private final LongSupplier nanoClock;
    private final Map<Node, Long> until = new ConcurrentHashMap<>();

    AvoidedServers(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
    }

    /** Avoids a server for so long from now on, or for longer if it is avoided for longer already. */
    void avoid(Node node, Duration time) {
        long end = nanoClock.getAsLong() + time.toNanos();
        until.merge(node, end, (one, other) -> one - other > 0 ? one : other);
    }

    boolean contains(Node node) {
        if (until.isEmpty()) {
            return false;
        }
        Long end = until.get(node);
        if (end == null) {
            return false;
        }
        if (nanoClock.getAsLong() - end < 0) {
            return true;
        }
        until.remove(node, end);
        return false;
    }
}
