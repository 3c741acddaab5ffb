package jubatus.common.cluster;

import java.util.concurrent.atomic.AtomicBoolean;

/** A lock that this process holds until it is closed or its session is gone. Safe for concurrent use. */
public final class Held implements AutoCloseable {
    private final Coordinator coordinator;
    private final String child;
    private final long session;
    private final AtomicBoolean isClosed = new AtomicBoolean();

    Held(Coordinator coordinator, String child, long session) {
        this.coordinator = coordinator;
        this.child = child;
        this.session = session;
    }

    /** The number that ZooKeeper gave the lock's node; later holders of the same lock have higher ones. */
    public long sequence() {
        return Long.parseLong(LockKind.number(child.substring(child.lastIndexOf('/') + 1)));
    }

    /** Whether it is still held, as far as this process can know: while the connection is lost, the session may have died unheard. */
    public boolean isHeld() {
        return !isClosed.get() && coordinator.session() == session;
    }

    /** Gives the lock back, if ZooKeeper cannot be reached later. Never throws. */
    @Override
    public void close() {
        if (isClosed.compareAndSet(false, true) && coordinator.session() == session) {
            coordinator.lockChildren().remove(child);
        }
    }
}
