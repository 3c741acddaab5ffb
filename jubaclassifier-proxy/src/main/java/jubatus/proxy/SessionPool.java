package jubatus.proxy;

import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import jubatus.common.cluster.Node;
import jubatus.common.rpc.RpcLoop;

/** The sessions of one event loop, one for each server (01 §4.4). Confined to the loop. */
final class SessionPool {
    private final RpcLoop loop;
    private final Settings settings;
    private final Counters counters;
    private final Map<Node, Session> sessions = new HashMap<>();

    SessionPool(RpcLoop loop, Settings settings, Counters counters) {
        this.loop = loop;
        this.settings = settings;
        this.counters = counters;
    }

    /** The session with a server, made if there is none; null if there must not be one more. */
    Session get(Node node) {
        Session known = sessions.get(node);
        if (known != null) {
            return known;
        }
        if (settings.poolSize() > 0 && sessions.size() >= settings.poolSize()) {
            return null;
        }
        var made = new Session(loop, node, settings, counters.backend(node));
        sessions.put(node, made);
        return made;
    }

    boolean isEmpty() {
        return sessions.isEmpty();
    }

    /** Drops what nobody has used for long. */
    void dropIdle() {
        Duration longest = settings.poolExpiry();
        for (Iterator<Session> all = sessions.values().iterator(); all.hasNext(); ) {
            Session session = all.next();
            if (session.isIdleFor(longest)) {
                all.remove();
                session.close();
            }
        }
    }
}
