package jubatus.common.cluster;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.apache.curator.test.InstanceSpec;
import org.apache.curator.test.TestingServer;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.Watcher;
import org.apache.zookeeper.ZooDefs;
import org.apache.zookeeper.ZooKeeper;
import org.apache.zookeeper.data.Stat;

/** A ZooKeeper server of a test's own, on the loopback, and a client of another process to look at its tree and to change it. */
final class ZooKeeperServer implements AutoCloseable {
    static final Duration SESSION = Duration.ofSeconds(10);

    /** Short, so that a session can time out within a test. */
    private static final int TICK_MILLIS = 100;

    private TestingServer server;
    private ZooKeeper other;

    private ZooKeeperServer(TestingServer server) throws IOException {
        this.server = server;
        this.other = client();
    }

    static ZooKeeperServer start() throws Exception {
        return new ZooKeeperServer(server(-1));
    }

    private static TestingServer server(int port) throws Exception {
        return new TestingServer(new InstanceSpec(null, port, -1, -1, true, -1, TICK_MILLIS, -1), true);
    }

    String hosts() {
        return "127.0.0.1:" + server.getPort();
    }

    Coordinator connect() {
        return Coordinator.connect(hosts(), SESSION);
    }

    /** Stops the server; its port stays its own. */
    void stop() throws IOException {
        server.stop();
    }

    /** Starts it again with its data. */
    void restart() throws Exception {
        server.restart();
        renewOther();
    }

    /** Starts it on the same port without its data. */
    void restartEmpty() throws Exception {
        int port = server.getPort();
        server.close();
        server = server(port);
        renewOther();
    }

    /** Its session may have been lost as well: none lives longer than twenty ticks without a server. */
    private void renewOther() throws IOException {
        closeOther();
        other = client();
    }

    private ZooKeeper client() throws IOException {
        return new ZooKeeper(hosts(), (int) SESSION.toMillis(), event -> {});
    }

    /** Ends a session as if it had timed out. */
    void expire(Coordinator coordinator) throws Exception {
        Connection connection = coordinator.latestConnection().orElseThrow();
        expire(connection.getSessionId(), connection.getSessionPasswd());
    }

    private void expire(long session, byte[] password) throws Exception {
        var connected = new CountDownLatch(1);
        var same = new ZooKeeper(
                hosts(),
                (int) SESSION.toMillis(),
                event -> {
                    if (event.getState() == Watcher.Event.KeeperState.SyncConnected) {
                        connected.countDown();
                    }
                },
                session,
                password);
        connected.await();
        same.close();
    }

    /** Makes a node as another process, in its session. */
    String create(String path, CreateMode mode) throws Exception {
        return other.create(path, new byte[0], ZooDefs.Ids.OPEN_ACL_UNSAFE, mode);
    }

    void createAll(String... paths) throws Exception {
        for (String path : paths) {
            if (other.exists(path, false) == null) {
                create(path, CreateMode.PERSISTENT);
            }
        }
    }

    void delete(String path) throws Exception {
        other.delete(path, -1);
    }

    /** Null if the node is missing. */
    Stat stat(String path) throws Exception {
        return other.exists(path, false);
    }

    byte[] data(String path) throws Exception {
        return other.getData(path, false, null);
    }

    List<String> children(String path) throws Exception {
        try {
            return Coordinator.sorted(other.getChildren(path, false));
        } catch (KeeperException.NoNodeException e) {
            return List.of();
        }
    }

    ZooKeeper otherClient() {
        return other;
    }

    @Override
    public void close() throws IOException {
        closeOther();
        server.close();
    }

    private void closeOther() {
        try {
            other.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
