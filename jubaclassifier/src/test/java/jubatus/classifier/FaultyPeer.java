package jubatus.classifier;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import jubatus.common.cluster.Coordinator;
import jubatus.common.cluster.EphemeralNode;
import jubatus.common.cluster.Node;
import jubatus.common.rpc.RpcServer;
import jubatus.core.JubatusException;
import jubatus.core.bytes.ByteString;

/** A node of the cluster that does not do what a server does. */
final class FaultyPeer implements AutoCloseable {
    private final Closeable process;
    private final Coordinator coordinator;
    private final String path;

    private FaultyPeer(TestCluster cluster, int port, Closeable process) {
        this.process = process;
        this.coordinator = Coordinator.connect(cluster.zooKeeper.getConnectString(), Duration.ofSeconds(10));
        this.path = EphemeralNode.create(coordinator, cluster.name.nodes() + "/" + new Node("127.0.0.1", port))
                .path();
    }

    boolean isRegistered() {
        return coordinator.exists(path);
    }

    /** Answers {@code get_model} with a version of the protocol, and an empty model. */
    static FaultyPeer ofProtocol(TestCluster cluster, long version) {
        RpcServer server = server();
        server.method("get_model", (params, result) -> {
            result.array(2);
            result.unsigned(version);
            result.raw(ByteString.EMPTY);
        });
        server.start();
        return new FaultyPeer(cluster, server.port(), server::close);
    }

    /** Answers as it is made to. */
    static FaultyPeer answering(TestCluster cluster, Consumer<RpcServer> methods) {
        RpcServer server = server();
        methods.accept(server);
        server.start();
        return new FaultyPeer(cluster, server.port(), server::close);
    }

    /** Takes connections, and never answers. */
    static FaultyPeer silent(TestCluster cluster) throws IOException {
        var socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        return new FaultyPeer(cluster, socket.getLocalPort(), socket);
    }

    /** Answers {@code get_diff} with bytes that are no diff. */
    static FaultyPeer talkingGarbage(TestCluster cluster, ByteString garbage) {
        RpcServer server = server();
        server.method("get_diff", (params, result) -> result.raw(garbage));
        server.method("get_model", (params, result) -> result.raw(garbage));
        server.start();
        return new FaultyPeer(cluster, server.port(), server::close);
    }

    /** Hands out a diff and ends before the put. */
    static FaultyPeer vanishing(TestCluster cluster, ByteString diff) {
        RpcServer server = server();
        server.method("get_diff", (params, result) -> {
            result.raw(diff);
            // It cannot wait for itself here.
            new Thread(server::close).start();
        });
        server.start();
        return new FaultyPeer(cluster, server.port(), server::close);
    }

    /** Hands out a diff, and fails at the first {@code lost} puts; {@code puts} counts all. */
    static FaultyPeer losingPuts(TestCluster cluster, ByteString diff, int lost, AtomicInteger puts) {
        RpcServer server = server();
        server.method("get_diff", (params, result) -> result.raw(diff));
        server.method("put_diff", (params, result) -> {
            if (puts.incrementAndGet() <= lost) {
                throw new JubatusException(JubatusException.Code.FAILED, "lost");
            }
            result.integer(0);
        });
        server.start();
        return new FaultyPeer(cluster, server.port(), server::close);
    }

    private static RpcServer server() {
        return new RpcServer(new RpcServer.Options("127.0.0.1", 0, 1, Duration.ZERO, 1 << 26, 100));
    }

    @Override
    public void close() throws IOException {
        coordinator.close();
        process.close();
    }
}
