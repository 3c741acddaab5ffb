package jubatus.proxy.page;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import jubatus.common.cluster.ClusterName;
import jubatus.common.cluster.ClusterTree;
import jubatus.common.cluster.Coordinator;
import jubatus.core.JubatusException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The clusters that there are, and a watch for each that somebody looks at. Safe for concurrent use.
 *
 * <p>{@link #names} is replaced as a whole, by whoever finds it old.
 */
@SuppressWarnings("FutureReturnValueIgnored") // What is done now and then logs why it failed.
final class Clusters implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Clusters.class);
    private static final String TYPE = "classifier";
    private static final long FRESH_NANOS = Duration.ofSeconds(1).toNanos();
    private static final Duration REST_AFTER = Duration.ofSeconds(20);
    private static final Duration FORGET_AFTER = Duration.ofMinutes(15);

    private final ProxySource proxy;
    private final Map<String, ClusterWatch> watches = new ConcurrentHashMap<>();
    private final ScheduledExecutorService duty = Executors.newSingleThreadScheduledExecutor(task -> {
        var thread = new Thread(task, "page-watch");
        thread.setDaemon(true);
        return thread;
    });
    private volatile List<String> names = List.of();
    private volatile long namesNanos = System.nanoTime() - FRESH_NANOS;

    Clusters(ProxySource proxy) {
        this.proxy = proxy;
        duty.scheduleWithFixedDelay(this::rest, REST_AFTER.toSeconds(), REST_AFTER.toSeconds(), TimeUnit.SECONDS);
    }

    /** Whether ZooKeeper can be asked now. */
    boolean isConnected() {
        Coordinator coordinator = proxy.coordinator().get();
        return coordinator != null && coordinator.isConnected();
    }

    /** In the order of their bytes; while ZooKeeper is away those of the last time. */
    List<String> names() {
        if (System.nanoTime() - namesNanos >= FRESH_NANOS && isConnected()) {
            try {
                names = proxy.coordinator().get().children(ClusterTree.actors(TYPE));
                namesNanos = System.nanoTime();
            } catch (JubatusException e) {
                LOG.debug("clusters cannot be listed: {}", e.getMessage());
            }
        }
        return names;
    }

    /** The watch of a cluster that there is, or that was looked at a while ago. */
    Optional<ClusterWatch> watch(String name) {
        ClusterWatch known = watches.get(name);
        if (known != null) {
            return Optional.of(known);
        }
        if (!names().contains(name)) {
            return Optional.empty();
        }
        try {
            var cluster = new ClusterName(TYPE, name);
            return Optional.of(watches.computeIfAbsent(name, any -> new ClusterWatch(cluster, proxy, duty)));
        } catch (JubatusException e) {
            return Optional.empty(); // no cluster can have this name
        }
    }

    private void rest() {
        watches.forEach((name, watch) -> {
            if (watch.idle().compareTo(REST_AFTER) > 0) {
                watch.rest();
            }
            if (watch.idle().compareTo(FORGET_AFTER) > 0) {
                watches.remove(name, watch);
            }
        });
    }

    @Override
    public void close() {
        duty.shutdownNow();
        try {
            duty.awaitTermination(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        watches.values().forEach(ClusterWatch::rest);
    }
}
