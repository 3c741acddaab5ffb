package jubatus.common.cluster;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import jubatus.core.JubatusException;

/**
 * The original's locks (01 §2.4): sequential ephemeral children of a node, and whoever has the lowest number holds the lock. There
 * is no queue: an attempt that fails takes its child away again. Safe for concurrent use.
 */
public final class TryLock {
    private TryLock() {}

    /**
     * Tries to take the lock alone; never waits for its holder.
     *
     * @throws JubatusException if ZooKeeper cannot be asked, or if there is no such node
     */
    public static Optional<Held> tryWrite(Coordinator coordinator, String lockPath) {
        return attempt(coordinator, lockPath, LockKind.WRITE);
    }

    /** Tries to take the lock together with other readers; never waits for a writer. */
    public static Optional<Held> tryRead(Coordinator coordinator, String lockPath) {
        return attempt(coordinator, lockPath, LockKind.READ);
    }

    /**
     * Takes the lock alone as soon as it is free. No thread waits meanwhile. To give up before, cancel the answer.
     *
     * @return fails with a {@link JubatusException} that names the holder if the lock does not become free in time, or at once if
     *     ZooKeeper cannot be asked
     */
    public static CompletableFuture<Held> awaitWrite(Coordinator coordinator, String lockPath, Duration patience) {
        return LockWait.start(coordinator, new LockWait.Request(lockPath, LockKind.WRITE, patience));
    }

    /** As {@link #awaitWrite}, but together with other readers. */
    public static CompletableFuture<Held> awaitRead(Coordinator coordinator, String lockPath, Duration patience) {
        return LockWait.start(coordinator, new LockWait.Request(lockPath, LockKind.READ, patience));
    }

    static Optional<Held> attempt(Coordinator coordinator, String lockPath, LockKind kind) {
        LockChildren lockChildren = coordinator.lockChildren();
        long session = coordinator.session();
        String child = lockChildren.create(lockPath, kind);
        boolean isOurs = false;
        try {
            List<String> children = coordinator.children(lockPath);
            String own = child.substring(child.lastIndexOf('/') + 1);
            isOurs = kind.blocker(children, own) == null && coordinator.session() == session;
        } finally {
            if (!isOurs) {
                lockChildren.remove(child);
            }
        }
        return isOurs ? Optional.of(new Held(coordinator, child, session)) : Optional.empty();
    }
}
