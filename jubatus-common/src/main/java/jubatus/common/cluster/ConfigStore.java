package jubatus.common.cluster;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import jubatus.core.JubatusException;

/**
 * The configurations that ZooKeeper keeps, one for each cluster (01 §5.2). Not to be used on the coordinator's thread; besides safe for
 * concurrent use.
 */
public final class ConfigStore {
    /** As long as the original's four attempts, one second apart, take. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    /** ZooKeeper's own default for a message, which has a path and more in it beside the config. */
    private static final int LARGEST_MESSAGE = Integer.getInteger("jute.maxbuffer", 0xfffff);

    private static final int BESIDE_THE_CONFIG = 1024;

    private final Coordinator coordinator;

    public ConfigStore(Coordinator coordinator) {
        this.coordinator = coordinator;
    }

    /** How many bytes a config may have; more would break the connection to ZooKeeper. */
    public static int largestConfig() {
        return LARGEST_MESSAGE - BESIDE_THE_CONFIG;
    }

    /**
     * The config's text, byte for byte.
     *
     * @throws JubatusException {@code config does not exist: <path>}
     */
    public byte[] read(ClusterName cluster) {
        String path = cluster.config();
        try {
            return coordinator.read(path).orElseThrow(() -> Coordinator.failure("config does not exist: " + path));
        } catch (JubatusException e) {
            throw e.getCause() == null ? e : failed("failed to get config from zookeeper", path, e);
        }
    }

    /**
     * Writes a config, over one that is there, as long as no server runs and nobody else writes. The tree must be prepared.
     *
     * @throws JubatusException if servers run, or if ZooKeeper does not let it
     */
    public void write(ClusterName cluster, byte[] text) {
        if (text.length > largestConfig()) {
            throw Coordinator.failure("the config has " + text.length + " bytes, but ZooKeeper takes at most "
                    + largestConfig() + " (more if its servers and this program run with a larger -Djute.maxbuffer)");
        }
        locked(cluster, () -> {
            try {
                coordinator.write(cluster.config(), text);
            } catch (JubatusException e) {
                throw failed("failed to set config to zookeeper", cluster.config(), e);
            }
        });
    }

    /** Deletes a config, as long as no server runs and nobody else writes. Everything else of the cluster stays. */
    public void delete(ClusterName cluster) {
        locked(cluster, () -> {
            if (!coordinator.exists(cluster.config())) {
                throw Coordinator.failure("config does not exist: " + cluster.config());
            }
            try {
                coordinator.remove(cluster.config());
            } catch (JubatusException e) {
                throw failed("failed to remove config from zookeeper", cluster.config(), e);
            }
        });
    }

    /** All clusters that have a config, sorted by type and name. */
    public List<ClusterName> list() {
        var clusters = new ArrayList<ClusterName>();
        for (String type : coordinator.children(ClusterTree.CONFIG)) {
            for (String name : coordinator.children(ClusterTree.config(type))) {
                clusters.add(new ClusterName(type, name));
            }
        }
        return List.copyOf(clusters);
    }

    /** Does {@code change} while nobody reads or writes the config. */
    private void locked(ClusterName cluster, Runnable change) {
        String path = cluster.configLock();
        if (!coordinator.exists(path)) {
            throw Coordinator.failure("ZooKeeper node does not exist: " + path + "; no config of " + cluster.type()
                    + ", " + cluster.name() + " was ever written");
        }
        Held lock = lock(TryLock.awaitWrite(coordinator, path, PATIENCE), "any user is using config?");
        try {
            checkNoServers(cluster);
            change.run();
        } finally {
            lock.close();
        }
    }

    /** Waits for a lock; {@code refusal} says that it did not become free. */
    static Held lock(CompletableFuture<Held> waiting, String refusal) {
        try {
            return waiting.get();
        } catch (ExecutionException e) {
            throw new JubatusException(
                    JubatusException.Code.FAILED, refusal + " (" + e.getCause().getMessage() + ")", e.getCause());
        } catch (InterruptedException e) {
            waiting.cancel(false);
            Thread.currentThread().interrupt();
            throw Coordinator.failure(refusal + " (interrupted)");
        }
    }

    private void checkNoServers(ClusterName cluster) {
        List<String> servers = coordinator.children(cluster.nodes());
        if (!servers.isEmpty()) {
            throw Coordinator.failure("any server is running: " + cluster.type() + ", " + cluster.name() + " ("
                    + String.join(", ", servers) + ")");
        }
    }

    private static JubatusException failed(String what, String path, JubatusException cause) {
        return new JubatusException(cause.code(), what + ": " + path + ": " + cause.getMessage(), cause);
    }
}
