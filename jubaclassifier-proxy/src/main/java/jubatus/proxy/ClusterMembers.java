package jubatus.proxy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import jubatus.common.cluster.ChildrenWatch;
import jubatus.common.cluster.ClusterName;
import jubatus.common.cluster.ClusterTree;
import jubatus.common.cluster.Coordinator;
import jubatus.common.cluster.Node;
import jubatus.common.cluster.Registration;
import jubatus.common.cluster.SessionListener;
import jubatus.core.JubatusException;
import jubatus.core.bytes.ByteString;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The active servers of all clusters, as ZooKeeper has them. While it is away, the last that was known counts; and for a while after its
 * return nobody is struck off who has not been listed since, because the servers have to enter themselves again. Who was listed and is not
 * any more has left, unless nobody is left: then all are entering again.
 *
 * <p>The map is written by the coordinator's thread and, at the end of that while, by this object's own; {@link #clusters} is guarded by
 * this object. Any thread may ask.
 */
@SuppressWarnings("FutureReturnValueIgnored") // What is done in the end cannot fail, or is logged.
final class ClusterMembers implements Members, SessionListener, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ClusterMembers.class);
    private static final String TYPE = "classifier";
    private static final Duration LOOK_UP = Duration.ofSeconds(1);
    /** Looked up at the same time; names come from clients. */
    private static final int MOST_LOOK_UPS = 1000;

    private final Coordinator coordinator;
    private final Duration grace;
    private final ConcurrentMap<ByteString, ActiveServers> active = new ConcurrentHashMap<>();
    private final Map<String, Cluster> clusters = new HashMap<>();
    private final ConcurrentMap<ByteString, CompletableFuture<ActiveServers>> lookUps = new ConcurrentHashMap<>();
    private final ScheduledExecutorService duty = Executors.newSingleThreadScheduledExecutor(task -> {
        var thread = new Thread(task, "members");
        thread.setDaemon(true);
        return thread;
    });
    private ChildrenWatch names;
    private Registration session;
    /** Guarded by this: until when nobody is struck off who has still to enter again. */
    private long graceEnd = System.nanoTime();

    /** What ZooKeeper says of a cluster at present. */
    private static final class Cluster {
        /** Null until there is one, and for a name that no cluster can have. */
        private ChildrenWatch watch;

        private List<Node> listed = List.of();
        /** Since ZooKeeper's last return. */
        private final Set<Node> everListed = new HashSet<>();

        private boolean known;
    }

    /** @param grace for how long servers may take to enter again after ZooKeeper was away */
    ClusterMembers(Coordinator coordinator, Duration grace) {
        this.coordinator = coordinator;
        this.grace = grace;
    }

    /** Begins to watch. */
    void start() {
        session = coordinator.onSession(this);
        names = coordinator.watchChildren(ClusterTree.actors(TYPE), this::namesChanged);
    }

    @Override
    public ActiveServers find(ByteString cluster) {
        return active.get(cluster);
    }

    @Override
    public void lookUp(ByteString cluster, Consumer<ActiveServers> then) {
        if (lookUps.size() >= MOST_LOOK_UPS) {
            then.accept(ActiveServers.NONE);
            return;
        }
        var fresh = new CompletableFuture<ActiveServers>();
        CompletableFuture<ActiveServers> running = lookUps.putIfAbsent(cluster, fresh);
        CompletableFuture<ActiveServers> chosen = running == null ? fresh : running;
        chosen.thenAccept(then).exceptionally(ClusterMembers::unexpected);
        if (running == null) {
            begin(cluster, fresh);
        }
    }

    private void begin(ByteString cluster, CompletableFuture<ActiveServers> fresh) {
        fresh.completeOnTimeout(ActiveServers.NONE, LOOK_UP.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((found, failure) -> lookUps.remove(cluster, fresh));
        try {
            duty.execute(() -> fresh.complete(list(cluster)));
        } catch (RejectedExecutionException e) {
            fresh.complete(ActiveServers.NONE);
        }
    }

    private ActiveServers list(ByteString cluster) {
        String name = cluster.toString();
        if (!ByteString.utf8(name).equals(cluster) || !coordinator.isConnected()) {
            return ActiveServers.NONE;
        }
        try {
            return new ActiveServers(nodes(coordinator.children(new ClusterName(TYPE, name).actives())));
        } catch (JubatusException e) {
            LOG.debug("cluster cannot be looked up: {}", e.getMessage());
            return ActiveServers.NONE;
        }
    }

    @Override
    public void reconnected() {
        returned();
    }

    @Override
    public void renewed() {
        returned();
    }

    private synchronized void returned() {
        graceEnd = System.nanoTime() + grace.toNanos();
        clusters.values().forEach(cluster -> cluster.everListed.clear());
        // A watch tells only what has changed.
        duty.execute(() -> clusterNames().forEach(this::noteListed));
        duty.schedule(this::graceOver, grace.toMillis() + 1, TimeUnit.MILLISECONDS);
    }

    private synchronized Set<String> clusterNames() {
        return Set.copyOf(clusters.keySet());
    }

    private void noteListed(String name) {
        List<Node> listed = list(ByteString.utf8(name)).nodes();
        synchronized (this) {
            Cluster cluster = clusters.get(name);
            if (cluster != null) {
                cluster.everListed.addAll(listed);
            }
        }
    }

    private synchronized void graceOver() {
        if (!isGrace()) {
            clusters.forEach(this::publish);
            Set<ByteString> left = new HashSet<>(active.keySet());
            clusters.keySet().forEach(name -> left.remove(ByteString.utf8(name)));
            left.forEach(active::remove);
        }
    }

    private boolean isGrace() {
        return System.nanoTime() - graceEnd < 0;
    }

    /** The coordinator's thread. */
    void namesChanged(List<String> now) {
        List<String> fresh = new ArrayList<>();
        List<ChildrenWatch> gone = new ArrayList<>();
        synchronized (this) {
            for (String name : now) {
                if (clusters.putIfAbsent(name, new Cluster()) == null) {
                    fresh.add(name);
                }
            }
            for (String name : List.copyOf(clusters.keySet())) {
                if (!now.contains(name)) {
                    ChildrenWatch watch = clusters.remove(name).watch;
                    if (watch != null) {
                        gone.add(watch);
                    }
                    if (!isGrace()) {
                        active.remove(ByteString.utf8(name));
                    }
                }
            }
        }
        gone.forEach(ChildrenWatch::close);
        fresh.forEach(this::watch);
    }

    private void watch(String name) {
        String actives;
        try {
            actives = new ClusterName(TYPE, name).actives();
        } catch (JubatusException e) {
            // It stays among the known names, so that this is said once.
            LOG.warn("a cluster is left out: {}", e.getMessage());
            return;
        }
        ChildrenWatch watch = coordinator.watchChildren(actives, now -> serversChanged(name, now));
        synchronized (this) {
            clusters.get(name).watch = watch;
        }
    }

    /** The coordinator's thread. */
    private synchronized void serversChanged(String name, List<String> now) {
        Cluster cluster = clusters.get(name);
        if (cluster != null) {
            cluster.listed = nodes(now);
            cluster.everListed.addAll(cluster.listed);
            cluster.known = true;
            publish(name, cluster);
        }
    }

    private void publish(String name, Cluster cluster) {
        if (!cluster.known) {
            return;
        }
        ByteString key = ByteString.utf8(name);
        ActiveServers before = active.getOrDefault(key, ActiveServers.NONE);
        List<Node> servers = new ArrayList<>(cluster.listed);
        if (isGrace()) {
            before.nodes().stream()
                    .filter(node -> !servers.contains(node))
                    .filter(node -> cluster.listed.isEmpty() || !cluster.everListed.contains(node))
                    .forEach(servers::add);
        }
        var published = new ActiveServers(servers);
        if (!published.equals(active.put(key, published))) {
            LOG.info("active servers: cluster={} servers={}", name, servers);
        }
    }

    private static List<Node> nodes(List<String> names) {
        var nodes = new ArrayList<Node>();
        for (String name : names) {
            try {
                nodes.add(Node.parse(name));
            } catch (JubatusException e) {
                LOG.warn("an active server is left out: {}", e.getMessage());
            }
        }
        return nodes;
    }

    private static Void unexpected(Throwable failure) {
        LOG.error("a look-up could not be used", failure);
        return null;
    }

    @Override
    public void close() {
        session.close();
        names.close();
        synchronized (this) {
            clusters.values().stream()
                    .map(cluster -> cluster.watch)
                    .filter(watch -> watch != null)
                    .forEach(ChildrenWatch::close);
        }
        duty.shutdownNow();
    }
}
