package jubatus.classifier.mixer;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import jubatus.common.cluster.ClusterName;
import jubatus.common.cluster.Coordinator;
import jubatus.common.cluster.Held;
import jubatus.common.cluster.Node;
import jubatus.common.cluster.ServerMembership;
import jubatus.common.cluster.TryLock;

/**
 * Where a mixer stands: its server's place in a cluster. Safe for concurrent use. Whatever asks ZooKeeper may block, and throws a
 * {@link jubatus.core.JubatusException} if that fails.
 */
public record Place(Coordinator coordinator, ServerMembership membership) {
    Node self() {
        return membership.self();
    }

    ClusterName cluster() {
        return membership.cluster();
    }

    /** Every server that is up, this one included. */
    List<Node> nodes() {
        return membership.members();
    }

    /** The servers whose models are up to date. */
    List<Node> actives() {
        return membership.actives();
    }

    Optional<Held> tryLock() {
        return TryLock.tryWrite(coordinator, cluster().masterLock());
    }

    /** The master's lock as soon as it is free; no thread waits. */
    CompletableFuture<Held> awaitLock(Duration patience) {
        return TryLock.awaitWrite(coordinator, cluster().masterLock(), patience);
    }
}
