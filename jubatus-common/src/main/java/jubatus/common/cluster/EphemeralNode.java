package jubatus.common.cluster;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongConsumer;
import jubatus.core.JubatusException;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.WatchedEvent;
import org.apache.zookeeper.Watcher;
import org.apache.zookeeper.ZooKeeper;
import org.apache.zookeeper.data.Stat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A node that is there as long as this process is, such as a server's in {@code nodes}: made again in each new session.
 *
 * <p>If somebody else's node of the same name is there, its owner is dead: a node is named by address and port, and whoever makes one
 * holds that port. So it is taken over at once instead of waiting until the dead session expires.
 *
 * <p>Safe for concurrent use. What happens to the node is handled on the coordinator's thread.
 */
public final class EphemeralNode implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EphemeralNode.class);
    private static final byte[] NOTHING = {};
    private static final int ATTEMPTS = 5;

    private final Coordinator coordinator;
    private final String path;
    private final LongConsumer onDeadOwner;
    private final Watcher watcher = this::happened;
    private final AtomicBoolean isClosed = new AtomicBoolean();
    private final Registration listening;
    /** The session that made the node last; 0 while it has to be made. */
    private volatile long madeIn;
    /** Guarded by this, as is {@link #isDeleted}. */
    private Runnable onDeleted = () -> {};

    private boolean isDeleted;

    private EphemeralNode(Coordinator coordinator, String path, LongConsumer onDeadOwner) {
        this.coordinator = coordinator;
        this.path = path;
        this.onDeadOwner = onDeadOwner;
        this.listening = coordinator.onSession(new SessionListener() {
            @Override
            public void reconnected() {
                check();
            }

            @Override
            public void renewed() {
                check();
            }
        });
    }

    /** As the other, when a dead owner can have left nothing else behind. */
    public static EphemeralNode create(Coordinator coordinator, String path) {
        return create(coordinator, path, owner -> {});
    }

    /**
     * Makes the node, and persistent ones above it where they are missing.
     *
     * @param onDeadOwner is given the number of the session that left a node of this name behind, before the node is replaced; also
     *     later, if that was a session of this process
     * @throws JubatusException if ZooKeeper does not let it
     */
    public static EphemeralNode create(Coordinator coordinator, String path, LongConsumer onDeadOwner) {
        var node = new EphemeralNode(coordinator, path, onDeadOwner);
        try {
            node.make();
        } catch (JubatusException e) {
            node.listening.close();
            throw e;
        }
        return node;
    }

    public String path() {
        return path;
    }

    /** Runs {@code action} once if somebody deletes or replaces the node while the session lives; at once if that has happened. */
    public synchronized void onDeleted(Runnable action) {
        onDeleted = action;
        if (isDeleted) {
            coordinator.run(action);
        }
    }

    /** Removes the node, unless it is somebody else's by now. Never throws: it goes with the session anyway. */
    @Override
    public void close() {
        if (!isClosed.compareAndSet(false, true)) {
            return;
        }
        listening.close();
        try {
            if (coordinator.isConnected()) {
                coordinator.removeOwnedBy(coordinator.session(), path);
            }
        } catch (JubatusException e) {
            LOG.warn("{}", e.getMessage());
        }
    }

    /** ZooKeeper's thread. */
    private void happened(WatchedEvent event) {
        if (event.getType() != Watcher.Event.EventType.None) {
            coordinator.run(this::check);
        }
    }

    /** Makes the node if the session is a new one; else sees whether it is still there. The coordinator's thread. */
    private void check() {
        if (isClosed.get() || isDeleted() || !coordinator.isConnected()) {
            return;
        }
        try {
            if (madeIn != coordinator.session()) {
                make();
            } else if (!coordinator.call("failed to get info of ZooKeeper node", path, this::isOwnWatched)) {
                deleted();
            }
        } catch (JubatusException e) {
            LOG.warn("{}", e.getMessage());
            coordinator.runAfter(Coordinator.RETRY_MILLIS, this::check);
        }
    }

    private void make() {
        Long session = coordinator.repeat("failed to create ZooKeeper ephemeral node", path, this::create);
        madeIn = session;
        if (isClosed.get()) {
            coordinator.removeOwnedBy(session, path);
        }
    }

    /** Returns the session that owns the node. */
    private Long create(ZooKeeper keeper) throws KeeperException, InterruptedException {
        if (!coordinator.isOpen()) {
            // Those that an earlier program left open are closed by this.
            coordinator.ensureParents(path);
        }
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            try {
                keeper.create(path, NOTHING, coordinator.acl(), CreateMode.EPHEMERAL);
            } catch (KeeperException.NoNodeException e) {
                coordinator.ensureParents(path);
            } catch (KeeperException.NodeExistsException e) {
                takeOver(keeper);
            }
            if (isOwnWatched(keeper)) {
                return keeper.getSessionId();
            }
        }
        throw new KeeperException.NodeExistsException(path);
    }

    private void takeOver(ZooKeeper keeper) throws KeeperException, InterruptedException {
        Stat stat = keeper.exists(path, false);
        if (stat == null || stat.getEphemeralOwner() == keeper.getSessionId()) {
            return;
        }
        long owner = stat.getEphemeralOwner();
        if (owner == 0) {
            throw Coordinator.failure("failed to create ZooKeeper ephemeral node: " + path
                    + ": somebody made a persistent node of this name; delete it");
        }
        onDeadOwner.accept(owner);
        try {
            keeper.delete(path, stat.getVersion());
            LOG.info("took over what a dead process left behind: {}", path);
        } catch (KeeperException.NoNodeException e) {
            // Its session has just expired.
        }
    }

    private boolean isOwnWatched(ZooKeeper keeper) throws KeeperException, InterruptedException {
        Stat stat = keeper.exists(path, watcher);
        return stat != null && stat.getEphemeralOwner() == keeper.getSessionId();
    }

    private synchronized boolean isDeleted() {
        return isDeleted;
    }

    private void deleted() {
        synchronized (this) {
            if (isDeleted) {
                return;
            }
            isDeleted = true;
            coordinator.run(onDeleted);
        }
    }
}
