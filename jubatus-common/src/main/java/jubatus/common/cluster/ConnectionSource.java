package jubatus.common.cluster;

import java.util.Optional;
import org.apache.curator.utils.ZookeeperFactory;
import org.apache.zookeeper.Watcher;
import org.apache.zookeeper.ZooKeeper;

/** Makes Curator's connections and remembers the latest. Safe for concurrent use. */
final class ConnectionSource implements ZookeeperFactory {
    private final ZooKeeperAccess access;
    private volatile Connection latest;

    ConnectionSource(ZooKeeperAccess access) {
        this.access = access;
    }

    @Override
    public ZooKeeper newZooKeeper(String hosts, int sessionTimeout, Watcher watcher, boolean canBeReadOnly)
            throws Exception {
        latest = new Connection(new Connection.Request(hosts, sessionTimeout, watcher, access));
        return latest;
    }

    /** Empty if there has been none yet. */
    Optional<Connection> latest() {
        return Optional.ofNullable(latest);
    }
}
