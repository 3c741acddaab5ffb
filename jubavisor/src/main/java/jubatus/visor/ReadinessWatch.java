package jubatus.visor;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import jubatus.common.cluster.ClusterName;
import jubatus.common.cluster.Node;
import jubatus.core.JubatusException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out when a server that was started serves: it listens, and it is a member of its cluster. Looks again and again, on its thread
 * {@code readiness}, which may wait for ZooKeeper. Safe for concurrent use.
 */
final class ReadinessWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ReadinessWatch.class);
    private static final int PAUSE_MILLIS = 50;
    private static final int CONNECT_MILLIS = 1000;

    /** Who is in {@code nodes}. */
    @FunctionalInterface
    interface Members {
        /** The names of the nodes; throws a {@link JubatusException} if ZooKeeper does not tell. May wait. */
        List<String> of(ClusterName cluster);
    }

    private final Members members;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(duty -> new Thread(duty, "readiness"));

    ReadinessWatch(Members members) {
        this.members = members;
    }

    /** Completes {@link Life#ready} when the server serves. */
    void watch(Life life) {
        thread.execute(() -> look(life));
    }

    /** What a server still lacks, in words; asked when it was waited for in vain. May wait for ZooKeeper. */
    String lack(Life life) {
        Node node = life.launch().node();
        return listens(node)
                ? "it listens, but is not in " + life.launch().cluster().nodes()
                : "it does not listen on " + node.host() + ":" + node.port();
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    private void look(Life life) {
        if (life.ready().isDone()) {
            return;
        }
        if (serves(life.launch())) {
            if (life.ready().complete(null)) {
                LOG.atInfo()
                        .addKeyValue("tookMillis", life.duration().toMillis())
                        .log("{} serves as {}", life.launch(), life.launch().node());
            }
        } else if (!thread.isShutdown()) {
            var unused = thread.schedule(() -> look(life), PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private boolean serves(Launch launch) {
        try {
            return listens(launch.node())
                    && members.of(launch.cluster()).contains(launch.node().toString());
        } catch (JubatusException e) {
            LOG.debug("cannot tell yet whether {} is a member", launch, e);
            return false;
        }
    }

    private static boolean listens(Node node) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(node.host(), node.port()), CONNECT_MILLIS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
