package jubatus.zookeeper;

import java.net.BindException;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import jubatus.common.process.Signals;
import jubatus.core.JubatusException;
import org.apache.zookeeper.server.DatadirCleanupManager;
import org.apache.zookeeper.server.quorum.QuorumPeerConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The process of a ZooKeeper server, from its start to SIGTERM. The server has a thread of its own; the main one waits for signals. */
final class ZooKeeperProcess {
    private static final Logger LOG = LoggerFactory.getLogger(ZooKeeperProcess.class);
    private static final long STOP_AGAIN_MILLIS = 100;

    private final QuorumPeerConfig settings;
    private final Signals signals;
    private final AtomicBoolean hasEnded = new AtomicBoolean();
    private final AtomicReference<Exception> failure = new AtomicReference<>();

    ZooKeeperProcess(QuorumPeerConfig settings, Signals signals) {
        this.settings = settings;
        this.signals = signals;
    }

    /** Returns after an orderly stop; throws if the server cannot begin or ends by itself. */
    void run() throws InterruptedException {
        Server server = server();
        var cleaner = new DatadirCleanupManager(
                settings.getDataDir(),
                settings.getDataLogDir(),
                settings.getSnapRetainCount(),
                settings.getPurgeInterval());
        cleaner.start();
        var thread = new Thread(() -> serve(server), "zookeeper");
        thread.setDaemon(true);
        signals.stopInOrder();
        thread.start();
        signals.awaitStop();
        boolean endedByItself = hasEnded.get();
        while (thread.isAlive()) {
            server.stop(); // ZooKeeper forgets it if it comes before the server listens
            thread.join(STOP_AGAIN_MILLIS);
        }
        cleaner.shutdown();
        if (failure.get() != null) {
            throw explained(failure.get());
        }
        if (endedByItself) {
            throw ServerSettings.failure("ZooKeeper ended by itself; its log says why", null);
        }
        LOG.info("ZooKeeper stopped");
    }

    private Server server() {
        return settings.isDistributed() ? new EnsembleServer(settings) : new SingleServer(settings, this::started);
    }

    private void started() {
        LOG.info("ZooKeeper listens on {}, data in {}", clients(), settings.getDataDir());
    }

    private void serve(Server server) {
        try {
            if (settings.isDistributed()) {
                LOG.info(
                        "ZooKeeper server {} of an ensemble listens on {}, data in {}",
                        settings.getServerId(),
                        clients(),
                        settings.getDataDir());
            }
            server.serve();
        } catch (Exception e) {
            failure.set(e);
        } finally {
            hasEnded.set(true);
            signals.requestStop();
        }
    }

    private String clients() {
        InetSocketAddress plain = settings.getClientPortAddress();
        // A --config may have a port for TLS alone.
        InetSocketAddress address = plain == null ? settings.getSecureClientPortAddress() : plain;
        return address.getHostString() + ":" + address.getPort();
    }

    private JubatusException explained(Exception e) {
        return e instanceof BindException
                ? ServerSettings.failure("cannot listen on " + clients() + ": " + e.getMessage(), e)
                : ServerSettings.failure("ZooKeeper failed: " + e, e);
    }
}
