package jubatus.common.rpc;

import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/** The open connections of a server and how many there may be. Safe for concurrent use; iteration sees what is open about now. */
final class OpenConnections {
    private final int limit;
    private final Set<ServerConnection> open = ConcurrentHashMap.newKeySet();
    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();

    OpenConnections(int limit) {
        this.limit = limit;
    }

    int limit() {
        return limit;
    }

    int count() {
        return open.size();
    }

    boolean isEmpty() {
        return open.isEmpty();
    }

    boolean isFull() {
        return open.size() >= limit;
    }

    void add(ServerConnection connection) {
        open.add(connection);
    }

    void remove(ServerConnection connection) {
        open.remove(connection);
        if (!waiting.isEmpty()) {
            wake();
        }
    }

    void forEach(Consumer<ServerConnection> action) {
        open.forEach(action);
    }

    /** Calls {@code wake} once, on any thread, when there is room for another connection; that may be now. It must not block. */
    void awaitRoom(Runnable wake) {
        waiting.add(wake);
        // A connection may have ended before it was noted that somebody waits.
        if (!isFull()) {
            wake();
        }
    }

    private void wake() {
        for (Runnable each = waiting.poll(); each != null; each = waiting.poll()) {
            each.run();
        }
    }
}
