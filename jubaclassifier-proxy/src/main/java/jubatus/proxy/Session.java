package jubatus.proxy;

import java.time.Duration;
import jubatus.common.cluster.Node;
import jubatus.common.rpc.PeerConnection;
import jubatus.common.rpc.RpcLoop;

/**
 * A server in the pool of one event loop, with the connection that all requests of the loop share. It outlives connections that the
 * server closes. Confined to the loop.
 */
final class Session {
    private static final long LONGEST_ANSWER = 1L << 30;
    /** A server that lets a connection fail to come up this long is down, and others may still answer in time. */
    private static final Duration LONGEST_CONNECT = Duration.ofSeconds(3);
    /**
     * A server closes silent connections after ten seconds unless told otherwise, and a request that crosses the close is lost. So an
     * older connection is replaced rather than used.
     */
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(8);

    private final RpcLoop loop;
    private final PeerConnection.Options options;
    private final BackendTally tally;
    /** Null if there is none. */
    private PeerConnection connection;

    private long usedAt = System.nanoTime();

    Session(RpcLoop loop, Node node, Settings settings, BackendTally tally) {
        Duration half = settings.timeout().dividedBy(2);
        this.loop = loop;
        this.tally = tally;
        this.options = new PeerConnection.Options(
                node.host(),
                node.port(),
                half.compareTo(LONGEST_CONNECT) < 0 ? half : LONGEST_CONNECT,
                LONGEST_ANSWER,
                settings.tls());
    }

    /** The connection for a call that is submitted at once. */
    PeerConnection connection() {
        if (connection != null && connection.isIdle() && connection.silence().compareTo(LONGEST_SILENCE) >= 0) {
            connection.retire();
        }
        if (connection == null) {
            connection = loop.connect(options, this::ended);
        }
        usedAt = System.nanoTime();
        return connection;
    }

    /** Of what goes to the server over this and all other connections of the process. */
    BackendTally tally() {
        return tally;
    }

    /** Whether nothing is under way and nothing was for so long. */
    boolean isIdleFor(Duration time) {
        if (connection != null && !connection.isIdle()) {
            return false;
        }
        Duration silence = connection == null ? Duration.ofNanos(System.nanoTime() - usedAt) : connection.silence();
        return silence.compareTo(time) >= 0;
    }

    void close() {
        if (connection != null) {
            connection.retire();
        }
    }

    private void ended(PeerConnection which) {
        if (connection == which) {
            connection = null;
        }
    }
}
