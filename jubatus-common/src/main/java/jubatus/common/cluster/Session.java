package jubatus.common.cluster;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.state.ConnectionState;
import org.apache.curator.framework.state.ConnectionStateListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What becomes of the session: logs it (01 §2.3) and tells the listeners on the coordinator's thread.
 *
 * <p>Safe for concurrent use. {@link #alive} is written by Curator's thread alone, the rest by the coordinator's.
 */
final class Session implements ConnectionStateListener {
    private static final Logger LOG = LoggerFactory.getLogger(Session.class);

    private final Executor duty;
    private final ConnectionSource connections;
    private final List<SessionListener> listeners = new CopyOnWriteArrayList<>();
    /** The session that is believed to live, 0 while there is none. */
    private volatile long alive;

    private final CountDownLatch first = new CountDownLatch(1);
    /** The session that the listeners know of. */
    private long announced;

    Session(Executor duty, ConnectionSource connections) {
        this.duty = duty;
        this.connections = connections;
    }

    /** The number of the session that lives as far as this process knows, or 0. */
    long alive() {
        return alive;
    }

    /** Waits for the first session: Curator tells that it is connected before it tells this object. False if there is none in time. */
    boolean awaitFirst(Duration patience) throws InterruptedException {
        return first.await(patience.toNanos(), TimeUnit.NANOSECONDS);
    }

    Registration listen(SessionListener listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /** Curator's thread. */
    @Override
    public void stateChanged(CuratorFramework client, ConnectionState state) {
        switch (state) {
            case CONNECTED, RECONNECTED -> connected();
            case SUSPENDED -> {
                LOG.warn("ZooKeeper session lost");
                duty.execute(() -> tell(SessionListener::suspended));
            }
            case LOST -> {
                alive = 0;
                LOG.error("ZooKeeper session expired");
            }
            case READ_ONLY -> LOG.warn("ZooKeeper is read-only");
        }
    }

    private void connected() {
        Optional<Connection> connection = connections.latest();
        long session = connection.map(Connection::getSessionId).orElse(0L);
        boolean same = session == alive;
        alive = session;
        first.countDown();
        if (same) {
            LOG.info("ZooKeeper session recovered before timeout");
        } else {
            LOG.info(
                    "ZooKeeper session established: connected to {}, negotiated timeout {} ms",
                    connection.flatMap(Connection::server).orElse("an unknown address"),
                    connection.map(Connection::getSessionTimeout).orElse(0));
        }
        duty.execute(() -> announce(session));
    }

    private void announce(long session) {
        long before = announced;
        announced = session;
        if (before == session) {
            tell(SessionListener::reconnected);
        } else if (before != 0) {
            tell(SessionListener::renewed);
        }
    }

    private void tell(Consumer<SessionListener> what) {
        for (SessionListener listener : listeners) {
            try {
                what.accept(listener);
            } catch (RuntimeException e) {
                LOG.error("a part of the program failed to follow the ZooKeeper session: {}", e.getMessage(), e);
            }
        }
    }
}
