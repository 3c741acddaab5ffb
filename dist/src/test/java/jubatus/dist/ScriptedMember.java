package jubatus.dist;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import jubatus.common.cluster.Coordinator;
import jubatus.common.cluster.EphemeralNode;
import jubatus.common.cluster.Node;
import jubatus.common.rpc.RpcServer;
import jubatus.core.JubatusException;

/**
 * A member of the cluster in this process. To a master it is a server that fails, so that it is left out of the mix, but it is asked and
 * told as the others are, and what a test wants to happen at that stage of the mix happens while the master waits for it.
 */
final class ScriptedMember implements AutoCloseable {
    /** What happens when a master calls; it may fail. */
    @FunctionalInterface
    interface Event {
        void happen() throws Exception;
    }

    private static final Event NOTHING = () -> {};

    private final RpcServer server;
    private final AtomicReference<Event> atGetDiff = new AtomicReference<>(NOTHING);
    private final AtomicReference<Event> atPutDiff = new AtomicReference<>(NOTHING);
    private Coordinator coordinator;

    ScriptedMember() {
        server = new RpcServer(new RpcServer.Options("127.0.0.1", 0, 1, Duration.ZERO, 1 << 26, 100));
        server.blockingMethod("get_diff", (params, result) -> happen(atGetDiff.getAndSet(NOTHING)));
        server.blockingMethod("put_diff", (params, result) -> happen(atPutDiff.getAndSet(NOTHING)));
    }

    /** What happens the first time that a master asks. */
    void atGetDiff(Event event) {
        atGetDiff.set(event);
    }

    /** What happens the first time that a master puts. */
    void atPutDiff(Event event) {
        atPutDiff.set(event);
    }

    void enter(RunningCluster cluster) {
        server.start();
        coordinator = cluster.coordinator();
        EphemeralNode.create(coordinator, RunningCluster.NAME.nodes() + "/" + new Node("127.0.0.1", server.port()));
    }

    private static void happen(Event event) {
        try {
            event.happen();
        } catch (Exception e) {
            throw new JubatusException(JubatusException.Code.FAILED, "the scripted event failed: " + e, e);
        }
        throw new JubatusException(JubatusException.Code.FAILED, "this member takes no part in mixes");
    }

    /** Leaves the cluster. */
    @Override
    public void close() {
        coordinator.close();
        server.close();
    }
}
