package jubatus.common.cluster;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import jubatus.core.JubatusException;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.Watcher;
import org.apache.zookeeper.ZooKeeper;

/**
 * One wait for a lock: looks at the lock's children, and tries when none is in the way, each time that they change. To try in vain
 * would change the children itself and wake the others who wait.
 *
 * <p>Everything runs on the coordinator's thread; only the future is touched by others.
 */
final class LockWait implements SessionListener {
    /** What is waited for, and how long. */
    record Request(String lockPath, LockKind kind, Duration patience) {}

    private final Coordinator coordinator;
    private final Request request;
    private final CompletableFuture<Held> outcome = new CompletableFuture<>();
    private final Watcher watcher = event -> {
        if (event.getType() != Watcher.Event.EventType.None) {
            lookSoon();
        }
    };
    private String blocker = "";

    private LockWait(Coordinator coordinator, Request request) {
        this.coordinator = coordinator;
        this.request = request;
    }

    @SuppressWarnings("FutureReturnValueIgnored") // to stop listening cannot fail
    static CompletableFuture<Held> start(Coordinator coordinator, Request request) {
        var wait = new LockWait(coordinator, request);
        Registration listening = coordinator.onSession(wait);
        wait.outcome.whenComplete((held, failure) -> listening.close());
        wait.lookSoon();
        coordinator.runAfter(request.patience().toMillis(), wait::giveUp);
        return wait.outcome;
    }

    @Override
    public void reconnected() {
        look();
    }

    @Override
    public void renewed() {
        look();
    }

    private void lookSoon() {
        coordinator.run(this::look);
    }

    private void look() {
        if (outcome.isDone()) {
            return;
        }
        try {
            String lockPath = request.lockPath();
            blocker = request.kind()
                    .blocker(coordinator.call(
                            "failed to get all child nodes of ZooKeeper node", lockPath, this::watchedChildren));
            if (blocker == null) {
                // If somebody else is faster, the watch tells that, too.
                TryLock.attempt(coordinator, lockPath, request.kind()).ifPresent(this::won);
            }
        } catch (JubatusException e) {
            // Without a connection its return brings us here again; else nothing will get better.
            if (coordinator.isConnected()) {
                outcome.completeExceptionally(e);
            }
        }
    }

    private List<String> watchedChildren(ZooKeeper keeper) throws KeeperException, InterruptedException {
        return keeper.getChildren(request.lockPath(), watcher);
    }

    private void won(Held held) {
        if (!outcome.complete(held)) {
            held.close();
        }
    }

    private void giveUp() {
        if (!outcome.isDone()) {
            String why = Optional.ofNullable(blocker)
                    .filter(name -> !name.isEmpty())
                    .map(name -> "held by " + name)
                    .orElse("ZooKeeper is away or others were faster");
            outcome.completeExceptionally(Coordinator.failure("the lock " + request.lockPath()
                    + " did not become free within " + request.patience().toMillis() + " ms: " + why));
        }
    }
}
