package jubatus.common.cluster;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import jubatus.core.JubatusException;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.WatchedEvent;
import org.apache.zookeeper.Watcher;
import org.apache.zookeeper.ZooKeeper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The children of one node, kept current over watches, lost connections, new sessions, and while the node is missing.
 *
 * <p>Safe for concurrent use. The list is written by the coordinator's thread alone, which also calls the consumer.
 */
public final class ChildrenWatch implements AutoCloseable, SessionListener {
    private static final Logger LOG = LoggerFactory.getLogger(ChildrenWatch.class);

    private final Coordinator coordinator;
    private final String path;
    private final Consumer<List<String>> onChange;
    private final Watcher watcher = this::changed;
    private final AtomicBoolean isDue = new AtomicBoolean();
    private final Registration listening;
    private volatile List<String> children = List.of();
    private volatile boolean isKnown;
    private volatile boolean isClosed;

    ChildrenWatch(Coordinator coordinator, String path, Consumer<List<String>> onChange) {
        this.coordinator = coordinator;
        this.path = path;
        this.onChange = onChange;
        this.listening = coordinator.onSession(this);
    }

    void start() {
        refreshSoon();
    }

    /** The last list that is known, also while ZooKeeper is away; empty before the first. */
    public List<String> children() {
        return children;
    }

    /** Whether there has been a listing yet. */
    public boolean isKnown() {
        return isKnown;
    }

    @Override
    public void reconnected() {
        refreshSoon();
    }

    @Override
    public void renewed() {
        refreshSoon();
    }

    /** ZooKeeper's thread. Session events come by the other way. */
    private void changed(WatchedEvent event) {
        if (event.getType() != Watcher.Event.EventType.None) {
            refreshSoon();
        }
    }

    private void refreshSoon() {
        if (isDue.compareAndSet(false, true)) {
            coordinator.run(this::refresh);
        }
    }

    private void refresh() {
        isDue.set(false);
        if (isClosed) {
            return;
        }
        try {
            publish(coordinator.call("failed to get all child nodes of ZooKeeper node", path, this::list));
        } catch (JubatusException e) {
            // Without a connection its return will bring us here again.
            if (coordinator.isConnected()) {
                LOG.warn("{}", e.getMessage());
                coordinator.runAfter(Coordinator.RETRY_MILLIS, this::refreshSoon);
            }
        }
    }

    /** Lists, and leaves a watch: on the children, or on the coming of a node that is missing. */
    private List<String> list(ZooKeeper keeper) throws KeeperException, InterruptedException {
        while (true) {
            try {
                return Coordinator.sorted(keeper.getChildren(path, watcher));
            } catch (KeeperException.NoNodeException e) {
                if (keeper.exists(path, watcher) == null) {
                    return List.of();
                }
            }
        }
    }

    private void publish(List<String> now) {
        boolean isNews = !isKnown || !now.equals(children);
        children = now;
        isKnown = true;
        if (isNews) {
            onChange.accept(now);
        }
    }

    /** The consumer hears nothing more, but for a call that runs already. */
    @Override
    public void close() {
        isClosed = true;
        listening.close();
    }
}
