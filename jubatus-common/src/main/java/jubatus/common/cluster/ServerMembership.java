package jubatus.common.cluster;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import jubatus.core.JubatusException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a server does with its cluster's tree: it holds the config lock as a reader, is registered in {@code nodes} while it runs and in
 * {@code actives} while its model is up to date (01 §2.5, §2.7).
 *
 * <p>When a session is lost, all of it is done again in the next one: the tree is completed, the config is written back if it is missing,
 * the lock is taken, and the server is registered as it was, in {@code actives} too: whether it still belongs there is for its mixer to
 * find out. What the dead session left behind goes, as does what a dead predecessor with the same address and port left.
 *
 * <p>Safe for concurrent use. Changes come one after the other: {@link #changing} is held over calls to ZooKeeper, and only those who
 * want a change, too, wait for it.
 */
public final class ServerMembership implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ServerMembership.class);
    /** As long as the original's four attempts, one second apart, take. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Coordinator coordinator;
    private final ClusterName cluster;
    private final Node self;
    private final Registration listening;
    private final ReentrantLock changing = new ReentrantLock();
    private volatile Optional<Held> configLock = Optional.empty();
    private volatile Optional<byte[]> config = Optional.empty();
    private volatile Optional<EphemeralNode> node = Optional.empty();
    private volatile Optional<EphemeralNode> active = Optional.empty();
    private volatile Runnable onRemoved = () -> {};
    private volatile Runnable onRejoined = () -> {};
    private volatile boolean isClosed;

    /** Changes nothing until {@link #lockConfig} and {@link #join}. */
    public ServerMembership(Coordinator coordinator, ClusterName cluster, Node self) {
        this.coordinator = coordinator;
        this.cluster = cluster;
        this.self = self;
        this.listening = coordinator.onSession(new SessionListener() {
            @Override
            public void renewed() {
                rejoin();
            }
        });
    }

    /**
     * Completes the tree as far as the config needs it, and takes the config lock for the rest of this server's life.
     *
     * @throws JubatusException {@code any user is writing config?} if somebody writes it for longer than three seconds
     */
    public void lockConfig() {
        ClusterTree.prepareCluster(coordinator, cluster);
        LOG.info("joining to the cluster {}", cluster.name());
        configLock = Optional.of(ConfigStore.lock(
                TryLock.awaitRead(coordinator, cluster.configLock(), PATIENCE), "any user is writing config?"));
    }

    /**
     * The config's text, byte for byte. It is kept, to be written back when ZooKeeper has lost it.
     *
     * @throws JubatusException {@code config does not exist} if nobody wrote one
     */
    public byte[] readConfig() {
        LOG.info("get config from zookeeper: {}", cluster.config());
        byte[] text = new ConfigStore(coordinator).read(cluster);
        config = Optional.of(text);
        return text.clone();
    }

    /** Registers the server in {@code nodes}. To be called when it listens. */
    public void join() {
        change(() -> {
            prepareMembers();
            EphemeralNode made = register("Failed to register_actor", cluster.nodes());
            made.onDeleted(this::removed);
            node = Optional.of(made);
            LOG.info("actor created: {}", made.path());
            LOG.info("registered group membership");
        });
    }

    /** Registers the server in {@code actives}, unless it is. */
    public void activate() {
        change(() -> {
            if (active.isEmpty()) {
                coordinator.ensure(cluster.actives());
                EphemeralNode made = register("Failed to register_active", cluster.actives());
                made.onDeleted(() -> deactivated(made));
                active = Optional.of(made);
                LOG.info("active created: {}", made.path());
            }
        });
    }

    /** Removes the server from {@code actives}, so that the proxies stop sending requests to it. */
    public void deactivate() {
        change(this::removeActive);
    }

    public boolean isActive() {
        return active.isPresent();
    }

    /** The servers that are up, this one among them, sorted. */
    public List<Node> members() {
        return nodes(cluster.nodes());
    }

    /** The servers whose models are up to date, sorted. */
    public List<Node> actives() {
        return nodes(cluster.actives());
    }

    /** This server. */
    public Node self() {
        return self;
    }

    public ClusterName cluster() {
        return cluster;
    }

    /** Runs {@code action} once, on the coordinator's thread, if somebody deletes this server's node; it should stop then. */
    public void onRemoved(Runnable action) {
        onRemoved = action;
    }

    /**
     * Runs {@code action}, on the coordinator's thread, each time that the server is registered in a new session. It may have missed
     * what the others did meanwhile.
     */
    public void onRejoined(Runnable action) {
        onRejoined = action;
    }

    /** Leaves {@code actives}, then {@code nodes}, and gives the config lock back; at once if ZooKeeper is away. Never throws. */
    @Override
    public void close() {
        listening.close();
        isClosed = true;
        changing.lock();
        try {
            removeActive();
            node.ifPresent(EphemeralNode::close);
            configLock.ifPresent(Held::close);
        } finally {
            changing.unlock();
        }
        LOG.info("leaving from the cluster {}", cluster.name());
    }

    private void change(Runnable step) {
        changing.lock();
        try {
            if (!isClosed) {
                step.run();
            }
        } finally {
            changing.unlock();
        }
    }

    private void prepareMembers() {
        coordinator.ensure(cluster.root());
        coordinator.ensure(cluster.masterLock());
        coordinator.ensure(cluster.nodes());
    }

    private EphemeralNode register(String failure, String parent) {
        try {
            return EphemeralNode.create(coordinator, parent + "/" + self, this::removeRemains);
        } catch (JubatusException e) {
            throw new JubatusException(e.code(), failure + ": " + e.getMessage(), e);
        }
    }

    /** What the dead owner of this server's node has left besides. */
    private void removeRemains(long owner) {
        coordinator.lockChildren().removeOf(owner, cluster.configLock());
        coordinator.lockChildren().removeOf(owner, cluster.masterLock());
        coordinator.removeOwnedBy(owner, cluster.actives() + "/" + self);
    }

    private void removeActive() {
        active.ifPresent(was -> {
            was.close();
            LOG.info("active removed: {}", was.path());
        });
        active = Optional.empty();
    }

    private void removed() {
        LOG.info("My actor [{}/{}] was deleted, preparing for finish", cluster.nodes(), self);
        onRemoved.run();
    }

    /** Somebody took the server out of traffic by hand; the next good mix brings it back. */
    private void deactivated(EphemeralNode which) {
        change(() -> {
            if (active.filter(now -> now == which).isPresent()) {
                LOG.warn("somebody deleted {}", which.path());
                removeActive();
            }
        });
    }

    /** The nodes are made again by themselves, right after this. */
    private void rejoin() {
        if (isClosed) {
            return;
        }
        try {
            ClusterTree.prepareCluster(coordinator, cluster);
            writeConfigBack();
            if (configLock.isPresent() && !lockConfigAgain()) {
                throw Coordinator.failure("any user is writing config?");
            }
            if (node.isPresent()) {
                prepareMembers();
                coordinator.run(onRejoined);
            }
        } catch (JubatusException e) {
            LOG.warn("not yet back in the cluster {}: {}", cluster.name(), e.getMessage());
            coordinator.runAfter(Coordinator.RETRY_MILLIS, this::rejoin);
        }
    }

    private void writeConfigBack() {
        if (config.isPresent() && coordinator.create(cluster.config(), config.get())) {
            LOG.warn("ZooKeeper has lost the config; wrote it back: {}", cluster.config());
        }
    }

    private boolean lockConfigAgain() {
        if (configLock.filter(Held::isHeld).isEmpty()) {
            TryLock.tryRead(coordinator, cluster.configLock()).ifPresent(held -> configLock = Optional.of(held));
        }
        return configLock.filter(Held::isHeld).isPresent();
    }

    private List<Node> nodes(String path) {
        var nodes = new ArrayList<Node>();
        for (String name : coordinator.children(path)) {
            try {
                nodes.add(Node.parse(name));
            } catch (JubatusException e) {
                LOG.warn("{} is no member: {}", path + "/" + name, e.getMessage());
            }
        }
        return Collections.unmodifiableList(nodes);
    }
}
