package jubatus.classifier;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import jubatus.classifier.mixer.LinearMixer;
import jubatus.classifier.mixer.Mixer;
import jubatus.classifier.mixer.MixerOptions;
import jubatus.classifier.mixer.Place;
import jubatus.classifier.mixer.PushMixer;
import jubatus.classifier.transfer.ModelTransfers;
import jubatus.common.cluster.ClusterName;
import jubatus.common.cluster.Coordinator;
import jubatus.common.cluster.Node;
import jubatus.common.cluster.ServerMembership;
import jubatus.common.process.Lifecycle;
import jubatus.common.process.StopTime;
import jubatus.common.rpc.RpcServer;
import jubatus.core.Engine;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A server that is a member of a cluster, in the order of 01 §2.5: it is connected to ZooKeeper, holds the config's lock, listens, is
 * registered, mixes; and the other way round when it stops. Used by one thread.
 */
final class ClusterServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ClusterServer.class);

    /**
     * For leaving, handing over and draining. A supervisor kills a server that takes longer than fifteen seconds, which must do for
     * saving, too.
     */
    private static final Duration STOP = Duration.ofSeconds(10);
    /** For a mix that is telling the members its outcome. */
    private static final Duration PUT = Duration.ofSeconds(5);

    private static final Duration HAND_OVER = Duration.ofSeconds(6);
    private static final Duration LEAVE = Duration.ofSeconds(1);

    private final ServerOptions options;
    private final StopTime stopTime = new StopTime(STOP);
    private final Coordinator coordinator;
    private final ServerMembership membership;

    private ClusterServer(ServerOptions options, Coordinator coordinator, ServerMembership membership) {
        this.options = options;
        this.coordinator = coordinator;
        this.membership = membership;
    }

    /**
     * Connects to ZooKeeper and takes the config's lock.
     *
     * @throws jubatus.core.JubatusException if ZooKeeper does not answer, or somebody is writing the config
     */
    static ClusterServer enter(ServerOptions options) {
        ServerOptions.Cluster cluster = options.cluster();
        var name = new ClusterName(Engine.TYPE.toString(), cluster.name());
        var self = new Node(options.address().own(), options.port());
        Coordinator coordinator = Coordinator.connect(
                cluster.zookeeper(),
                Duration.ofSeconds(cluster.zookeeperTimeoutSeconds()),
                options.protection().zookeeper());
        try {
            var membership = new ServerMembership(coordinator, name, self);
            membership.lockConfig();
            return new ClusterServer(options, coordinator, membership);
        } catch (RuntimeException e) {
            coordinator.close();
            throw e;
        }
    }

    /** The engine that the cluster's config describes, without a model. */
    Engine createEngine() {
        LOG.info("load config from zookeeper: {}", options.cluster().zookeeper());
        return EngineSource.ofCluster(membership.readConfig());
    }

    /** What runs, and what counts its updates. */
    record Parts(Lifecycle lifecycle, UpdateCounter updates) {}

    /**
     * Puts the server together.
     *
     * @param stop ends the process in order; called if somebody deletes the server's node, or if it must not mix with its peers
     */
    Parts assemble(Engine engine, Runnable stop) {
        Optional<Path> loaded = LatestModel.load(options, engine);
        membership.onRemoved(stop);
        Optional<JournalKeeper> journal = options.journal().map(kept -> openJournal(kept, engine));
        Mixer mixer = createMixer(engine, stop);
        var updates = new UpdateCounter(
                mixer::updated, journal.map(Durability.class::cast).orElse(Durability.NONE));
        if (journal.isPresent() && !journal.get().replayed().isEmpty()) {
            // What was replayed may be mixed as soon as there is somebody to mix with.
            mixer.updated();
        }
        var status = new ServerStatus(options, engine, updates, status(mixer, journal));
        var models = new ModelStore(engine, status);
        loaded.ifPresent(models::loadedAtStart);
        var autosave = new Autosave(options, models, () -> new Mark(updates.finished(), mixer.mark()));
        RpcServer server = ServerRpc.create(options, updates, models);
        ModelTransfers transfers = TransferredModel.transfers(options, updates, models);
        transfers.register(server);
        mixer.register(server);
        options.protection().offer().requirePeers(mixer.peerMethods());
        var lifecycle = new Lifecycle();
        options.admin()
                .ifPresent(endpoint -> new ServerAdmin(
                                server,
                                new ModelMetrics(engine, updates, status),
                                Optional.of(new ServerAdmin.Membership(coordinator, mixer)))
                        .addTo(lifecycle, endpoint, options.protection().tls()));
        journal.ifPresent(kept -> lifecycle.add("journal", kept::start, kept::close));
        lifecycle
                // Closed after all others but the journal: what clients and members gave until the end is saved too.
                .add("autosave", autosave::start, autosave::close)
                .add("RPC server", () -> listen(server), () -> close(server, mixer))
                .add("model transfers", transfers::start, transfers::close)
                .add("membership", membership::join, () -> stopTime.run("leaving", LEAVE, membership::close))
                .add("mixer", () -> start(mixer), () -> close(mixer));
        return new Parts(lifecycle, updates);
    }

    /** Tells whether the model changed, by calls of clients or by members. */
    private record Mark(long updates, Mixer.Mark mixed) {}

    private JournalKeeper openJournal(ServerOptions.Journal kept, Engine engine) {
        JournalKeeper journal = JournalKeeper.open(kept, engine);
        long awaySeconds = System.currentTimeMillis() / 1000
                - journal.replayed().presentSeconds().orElse(Long.MAX_VALUE);
        if (awaySeconds > options.cluster().forgetMemberSeconds()) {
            LOG.warn(
                    "away for {} s, longer than members are remembered: this server follows the others' model",
                    awaySeconds);
            engine.mix().returnAfterLong();
        }
        return journal;
    }

    private Mixer createMixer(Engine engine, Runnable stop) {
        ServerOptions.Cluster cluster = options.cluster();
        var mixerOptions = new MixerOptions(
                cluster.intervalSeconds(),
                cluster.intervalCount(),
                Duration.ofSeconds(cluster.interconnectTimeoutSeconds()),
                cluster.forgetMemberSeconds(),
                options.protection().tls());
        var place = new Place(coordinator, membership);
        return cluster.mixer().equals(MixerName.LINEAR)
                ? new LinearMixer(place, engine, mixerOptions, stop)
                : new PushMixer(place, engine, mixerOptions, cluster.mixer());
    }

    /** Fails while ZooKeeper is away, and get_status with it, as the original's does. */
    private Supplier<Map<String, String>> status(Mixer mixer, Optional<JournalKeeper> journal) {
        return new ClusterStatus(options.cluster(), membership.cluster(), coordinator::connectedHost, () -> {
            Map<String, String> entries = new TreeMap<>(mixer.status());
            journal.ifPresent(kept -> entries.putAll(kept.status()));
            return entries;
        });
    }

    private void listen(RpcServer server) {
        server.start();
        LOG.info("start listening at port {}", options.port());
    }

    private static void start(Mixer mixer) {
        LOG.info("{} RPC server startup", ServerCommandLine.PROGRAM);
        mixer.start();
    }

    private void close(Mixer mixer) throws InterruptedException {
        stopTime.run("the last mix", PUT, mixer::close);
        stopTime.run("handing over", HAND_OVER, mixer::handOver);
    }

    private void close(RpcServer server, Mixer mixer) throws InterruptedException {
        LOG.info("stopping RPC server");
        server.close(stopTime.grant(STOP));
        // Clients may have taught it something since the first.
        stopTime.run("handing over", HAND_OVER, mixer::handOver);
    }

    /** Ends the session and all that it holds; to be called when the server has stopped, or instead of starting it. */
    @Override
    public void close() {
        try {
            // What was saved before took its own time.
            new StopTime(LEAVE).run("ending the session", LEAVE, coordinator::close);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
