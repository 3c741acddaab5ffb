package jubatus.common.cluster;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import jubatus.core.JubatusException;
import jubatus.core.bytes.ByteString;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.CuratorFrameworkFactory;
import org.apache.curator.retry.RetryNTimes;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.ZooDefs;
import org.apache.zookeeper.ZooKeeper;
import org.apache.zookeeper.client.ConnectStringParser;
import org.apache.zookeeper.data.ACL;
import org.apache.zookeeper.data.Stat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A program's connection to ZooKeeper, over the loss of sessions: when one is lost, a new one begins as soon as ZooKeeper can be
 * reached, and the listeners hear of it.
 *
 * <p>Safe for concurrent use. Calls wait for ZooKeeper, while there is no connection up to the session's time-out, so no event loop
 * may make them; on the coordinator's own thread, where listeners and watches run, they fail at once instead. A call that fails throws
 * a {@link JubatusException}.
 */
public final class Coordinator implements AutoCloseable {
    /** How long to wait before something that failed is tried again. */
    static final long RETRY_MILLIS = 1000;

    private static final Logger LOG = LoggerFactory.getLogger(Coordinator.class);
    private static final byte[] NOTHING = {};

    private final CuratorFramework curator;
    private final Duration timeout;
    private final ZooKeeperAccess access;
    private final ConnectionSource connections;
    private final DutyThread duty = new DutyThread();
    private final Session session;
    private final LockChildren lockChildren = new LockChildren(this);

    private Coordinator(String hosts, Duration timeout, ZooKeeperAccess access) {
        this.timeout = timeout;
        this.access = access;
        this.connections = new ConnectionSource(access);
        this.session = new Session(this::run, connections);
        int millis = Math.toIntExact(timeout.toMillis());
        curator = CuratorFrameworkFactory.builder()
                .connectString(hosts)
                .sessionTimeoutMs(millis)
                .connectionTimeoutMs(millis)
                .retryPolicy(new RetryNTimes(0, 0))
                .zookeeperFactory(connections)
                .threadFactory(Coordinator::curatorThread)
                .ensembleTracker(false)
                .build();
        curator.getConnectionStateListenable().addListener(session);
        onSession(lockChildren);
    }

    /** As the other, to an open tree. */
    public static Coordinator connect(String hosts, Duration sessionTimeout) {
        return connect(hosts, sessionTimeout, ZooKeeperAccess.OPEN);
    }

    /**
     * Connects, and returns as soon as the session is there.
     *
     * @param hosts {@code host:port,...}, with a chroot path behind it if wished
     * @param sessionTimeout how long ZooKeeper keeps the session of a silent process, and how long to try
     * @param access as whom to come, and what others may do with what is made
     * @throws JubatusException if {@code hosts} is no such list, or if ZooKeeper does not answer in time
     */
    public static Coordinator connect(String hosts, Duration sessionTimeout, ZooKeeperAccess access) {
        checkHosts(hosts);
        var coordinator = new Coordinator(hosts, sessionTimeout, access);
        try {
            coordinator.curator.start();
            if (coordinator.awaitConnection() && coordinator.session.awaitFirst(sessionTimeout)) {
                return coordinator;
            }
        } catch (InterruptedException e) {
            coordinator.close();
            throw interrupted("failed to wait for ZooKeeper", hosts, e);
        } catch (RuntimeException e) {
            coordinator.close();
            throw e;
        }
        coordinator.close();
        throw failure("cannot connect zk in " + sessionTimeout.toSeconds() + " sec: " + hosts
                + "; does ZooKeeper run there?");
    }

    /** Curator's own factory formats names, which costs a tool 20 ms at its start. */
    private static Thread curatorThread(Runnable work) {
        var thread = new Thread(work, "curator");
        thread.setDaemon(true);
        return thread;
    }

    private static void checkHosts(String hosts) {
        String reason = "";
        try {
            List<InetSocketAddress> servers = new ConnectStringParser(hosts).getServerAddresses();
            if (!servers.isEmpty()
                    && servers.stream()
                            .noneMatch(server -> server.getHostString().isEmpty())) {
                return;
            }
        } catch (IllegalArgumentException e) {
            reason = " (" + e.getMessage() + ")";
        }
        throw failure(
                "failed to initialize zk: " + hosts + ": it must be a list of host:port, separated by commas" + reason);
    }

    /** The names of a node's children, sorted as unsigned bytes; none if the node is missing. */
    public List<String> children(String path) {
        return repeat("failed to get all child nodes of ZooKeeper node", path, keeper -> {
            try {
                return sorted(keeper.getChildren(path, false));
            } catch (KeeperException.NoNodeException e) {
                return List.of();
            }
        });
    }

    static List<String> sorted(List<String> names) {
        var sorted = new ArrayList<>(names);
        sorted.sort((left, right) -> ByteString.utf8(left).compareTo(ByteString.utf8(right)));
        return List.copyOf(sorted);
    }

    public boolean exists(String path) {
        return repeat("failed to get info of ZooKeeper node", path, keeper -> keeper.exists(path, false) != null);
    }

    /** A node's data; empty if the node is missing. */
    public Optional<byte[]> read(String path) {
        return repeat("failed to read from ZooKeeper node", path, keeper -> {
            try {
                byte[] data = keeper.getData(path, false, null);
                return Optional.of(data == null ? NOTHING : data);
            } catch (KeeperException.NoNodeException e) {
                return Optional.empty();
            }
        });
    }

    /** Makes one persistent node without data, unless it is there. Its parent must be. */
    public void ensure(String path) {
        create(path, NOTHING);
    }

    /** Makes the persistent node if it is missing, and sets its data. */
    public void write(String path, byte[] data) {
        boolean made = create(path, data);
        if (!made) {
            repeat("failed to write to ZooKeeper node", path, keeper -> keeper.setData(path, data, -1));
        }
    }

    /** Makes the persistent nodes above {@code path} that are missing, from the top down. */
    void ensureParents(String path) {
        for (int end = path.indexOf('/', 1); end > 0; end = path.indexOf('/', end + 1)) {
            ensure(path.substring(0, end));
        }
    }

    /** Makes the persistent node with this data and returns true; leaves it alone and returns false if it is there. */
    boolean create(String path, byte[] data) {
        return repeat("failed to create ZooKeeper node", path, keeper -> {
            try {
                keeper.create(path, data, acl(), CreateMode.PERSISTENT);
                return true;
            } catch (KeeperException.NodeExistsException e) {
                closeIfOpen(keeper, path);
                return false;
            }
        });
    }

    /** A tree that was made before there was {@code --zookeeper_acl} would otherwise stay open to strangers. */
    private void closeIfOpen(ZooKeeper keeper, String path) throws KeeperException, InterruptedException {
        if (isOpen()) {
            return;
        }
        try {
            var stat = new Stat();
            if (keeper.getACL(path, stat).equals(ZooDefs.Ids.OPEN_ACL_UNSAFE)) {
                keeper.setACL(path, acl(), stat.getAversion());
                LOG.info("closed to strangers, {}: {}", access, path);
            }
        } catch (KeeperException.NoNodeException | KeeperException.BadVersionException e) {
            // Somebody else has just removed or closed it.
        }
    }

    /** Whether strangers may do everything with the nodes that this process makes. */
    boolean isOpen() {
        return access.isOpen();
    }

    /** What others may do with them. */
    List<ACL> acl() {
        return access.acl();
    }

    /** Removes a node; it is no failure if there is none. */
    public void remove(String path) {
        call("failed to remove ZooKeeper node", path, keeper -> {
            try {
                keeper.delete(path, -1);
            } catch (KeeperException.NoNodeException e) {
                // That is what was wanted.
            }
            return null;
        });
    }

    /** Removes an ephemeral node if it belongs to that session. */
    void removeOwnedBy(long owner, String path) {
        call("failed to remove ZooKeeper node", path, keeper -> {
            try {
                Stat stat = keeper.exists(path, false);
                if (stat != null && stat.getEphemeralOwner() == owner) {
                    keeper.delete(path, stat.getVersion());
                }
            } catch (KeeperException.NoNodeException e) {
                // Gone already.
            }
            return null;
        });
    }

    /**
     * The ZooKeeper server at the other end, {@code <ip>:<port>}.
     *
     * @throws JubatusException {@code cannot get connected host} while there is no connection
     */
    public String connectedHost() {
        return connections.latest().flatMap(Connection::server).orElseThrow(() -> failure("cannot get connected host"));
    }

    /** The number of the session, 0 while there is none. Ephemeral nodes have it as their owner. */
    public long session() {
        return session.alive();
    }

    public boolean isConnected() {
        return curator.getZookeeperClient().isConnected();
    }

    /** Tells {@code listener} what becomes of the session, until the answer is closed. */
    public Registration onSession(SessionListener listener) {
        return session.listen(listener);
    }

    /**
     * Keeps the children of a node known. The node need not exist.
     *
     * @param onChange gets each new list, sorted as unsigned bytes; called on the coordinator's thread
     */
    public ChildrenWatch watchChildren(String path, Consumer<List<String>> onChange) {
        var watch = new ChildrenWatch(this, path, onChange);
        watch.start();
        return watch;
    }

    /** Ends the session, and with it all that is ephemeral. Calls fail from now on, and no listener hears anything more. */
    @Override
    public void close() {
        duty.close();
        curator.close();
    }

    /** The latest connection; that of a lost session until there is another. */
    Optional<Connection> latestConnection() {
        return connections.latest();
    }

    LockChildren lockChildren() {
        return lockChildren;
    }

    /** Runs a task on the coordinator's thread; drops it after the end. */
    void run(Runnable task) {
        duty.run(task);
    }

    /** The same after a pause. */
    void runAfter(long millis, Runnable task) {
        duty.runAfter(millis, task);
    }

    /** What to do with a connection. */
    @FunctionalInterface
    interface Operation<T> {
        T on(ZooKeeper keeper) throws KeeperException, InterruptedException;
    }

    /**
     * Does something with ZooKeeper.
     *
     * @param what how to say that it failed, before the path
     */
    <T> T call(String what, String path, Operation<T> operation) {
        try {
            return operation.on(connection(what, path));
        } catch (KeeperException e) {
            throw ZooKeeperErrors.failed(what, path, e);
        } catch (InterruptedException e) {
            throw interrupted(what, path, e);
        }
    }

    /**
     * As {@link #call}, for what may be done twice: if the connection breaks meanwhile, it is done again, up to the session's time-out. On
     * a machine that has no time for anybody a connection can break right after it was made.
     */
    <T> T repeat(String what, String path, Operation<T> operation) {
        long end = System.nanoTime() + timeout.toNanos();
        return call(what, path, first -> {
            ZooKeeper keeper = first;
            while (true) {
                try {
                    return operation.on(keeper);
                } catch (KeeperException.ConnectionLossException e) {
                    if (duty.isCurrent() || System.nanoTime() - end > 0) {
                        throw e;
                    }
                    keeper = connection(what, path);
                }
            }
        });
    }

    private Connection connection(String what, String path) throws KeeperException {
        if (!isConnected() && (duty.isCurrent() || !awaitConnection())) {
            throw new KeeperException.ConnectionLossException();
        }
        return connections.latest().orElseThrow(() -> failure(what + ": " + path + ": not connected"));
    }

    private boolean awaitConnection() {
        try {
            return curator.blockUntilConnected(Math.toIntExact(timeout.toMillis()), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw interrupted("failed to wait for ZooKeeper", "", e);
        }
    }

    private static JubatusException interrupted(String what, String path, InterruptedException cause) {
        Thread.currentThread().interrupt();
        return new JubatusException(JubatusException.Code.FAILED, what + ": " + path + ": interrupted", cause);
    }

    static JubatusException failure(String sentence) {
        return new JubatusException(JubatusException.Code.FAILED, sentence);
    }
}
