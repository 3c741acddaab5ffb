package jubatus.proxy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import jubatus.common.cluster.Node;
import jubatus.common.rpc.RpcServer;
import jubatus.core.bytes.ByteString;

/** A proxy in this process whose cluster {@code c} has the servers that the test says. */
final class TestProxy implements AutoCloseable {
    private final Map<ByteString, ActiveServers> clusters = new ConcurrentHashMap<>();
    final Counters counters = new Counters();
    private final RpcServer server =
            new RpcServer(new RpcServer.Options("127.0.0.1", 0, 2, Duration.ZERO, 1 << 26, 2_000));

    TestProxy(Backend... backends) {
        this(settings(Duration.ofSeconds(10)), backends);
    }

    TestProxy(Settings settings, Backend... backends) {
        servers("c", Stream.of(backends).map(Backend::node).toList());
        new ProxyMethods(new FixedMembers(), settings, counters).register(server);
        server.start();
    }

    static Settings settings(Duration timeout) {
        return new Settings(timeout, Duration.ofSeconds(60), 0, Duration.ofSeconds(20));
    }

    void servers(String cluster, List<Node> nodes) {
        clusters.put(ByteString.utf8(cluster), new ActiveServers(nodes));
    }

    int port() {
        return server.port();
    }

    RpcServer server() {
        return server;
    }

    @Override
    public void close() {
        server.close();
    }

    private final class FixedMembers implements Members {
        @Override
        public ActiveServers find(ByteString cluster) {
            return clusters.get(cluster);
        }

        @Override
        public void lookUp(ByteString cluster, Consumer<ActiveServers> then) {
            then.accept(ActiveServers.NONE);
        }
    }
}
