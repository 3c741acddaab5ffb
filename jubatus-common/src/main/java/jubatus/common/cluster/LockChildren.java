package jubatus.common.cluster;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import jubatus.core.JubatusException;
import org.apache.zookeeper.CreateMode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The children that this process has under locks' nodes, and the removal of those that it does not want any more.
 *
 * <p>A connection can break after ZooKeeper made a child and before this process hears its name, or before a removal is done. The session
 * lives on, and such a child would keep everybody from the lock. So after a failure the lock is looked through for children of the
 * own session that nobody here holds.
 *
 * <p>Safe for concurrent use. A child that is being made is not mistaken for a stray: the looking is put off while there are attempts.
 */
final class LockChildren implements SessionListener {
    private static final Logger LOG = LoggerFactory.getLogger(LockChildren.class);
    private static final byte[] NOTHING = {};

    private final Coordinator coordinator;
    /** By full path, the sessions of the children that somebody here wants. */
    private final Map<String, Long> wanted = new ConcurrentHashMap<>();
    /** Locks that may have strays. */
    private final Set<String> suspects = ConcurrentHashMap.newKeySet();

    private final AtomicInteger running = new AtomicInteger();
    private final AtomicLong begun = new AtomicLong();

    LockChildren(Coordinator coordinator) {
        this.coordinator = coordinator;
    }

    /** Makes a child and returns its path. */
    String create(String lockPath, LockKind kind) {
        running.incrementAndGet();
        begun.incrementAndGet();
        try {
            return coordinator.call(
                    "failed to create ZooKeeper sequential node", lockPath + "/" + kind.prefix(), keeper -> {
                        String path = keeper.create(
                                lockPath + "/" + kind.prefix(),
                                NOTHING,
                                coordinator.acl(),
                                CreateMode.EPHEMERAL_SEQUENTIAL);
                        wanted.put(path, keeper.getSessionId());
                        return path;
                    });
        } catch (JubatusException e) {
            suspect(lockPath);
            throw e;
        } finally {
            running.decrementAndGet();
        }
    }

    /** Removes a child, now or when ZooKeeper can be reached again. Never waits for a connection, and never throws. */
    void remove(String child) {
        wanted.remove(child);
        try {
            if (coordinator.isConnected()) {
                coordinator.remove(child);
                return;
            }
        } catch (JubatusException e) {
            LOG.warn("{}", e.getMessage());
        }
        suspect(child.substring(0, child.lastIndexOf('/')));
    }

    /** Removes all children of {@code lockPath} that belong to the session {@code owner}, which is known to be dead. */
    void removeOf(long owner, String lockPath) {
        for (String child : coordinator.children(lockPath)) {
            if (LockKind.isLock(child)) {
                coordinator.removeOwnedBy(owner, lockPath + "/" + child);
            }
        }
    }

    @Override
    public void reconnected() {
        sweep();
    }

    /**
     * The old session's children go with it. We may hear of it when somebody has a child in the new one already, or in none for the
     * moment; then the next one's beginning brings us here again.
     */
    @Override
    public void renewed() {
        long session = coordinator.session();
        if (session != 0) {
            wanted.values().removeIf(of -> of != session);
        }
        sweep();
    }

    private void suspect(String lockPath) {
        suspects.add(lockPath);
        sweepLater();
    }

    private void sweepLater() {
        coordinator.runAfter(Coordinator.RETRY_MILLIS, this::sweep);
    }

    private void sweep() {
        // Without a connection its return brings us here again.
        if (suspects.isEmpty() || !coordinator.isConnected()) {
            return;
        }
        try {
            suspects.removeIf(this::removeStrays);
        } catch (JubatusException e) {
            LOG.warn("cannot look for stray locks: {}", e.getMessage());
        }
        if (!suspects.isEmpty()) {
            sweepLater();
        }
    }

    /** Whether the lock was looked through; not if an attempt began or was running meanwhile. */
    private boolean removeStrays(String lockPath) {
        long before = begun.get();
        if (running.get() > 0) {
            return false;
        }
        var children = coordinator.children(lockPath);
        if (begun.get() != before) {
            return false;
        }
        for (String child : children) {
            String path = lockPath + "/" + child;
            if (LockKind.isLock(child) && !wanted.containsKey(path)) {
                coordinator.removeOwnedBy(coordinator.session(), path);
            }
        }
        return true;
    }
}
