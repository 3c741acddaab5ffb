package jubatus.classifier;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import jubatus.common.cluster.Coordinator;
import jubatus.common.cluster.EphemeralNode;
import jubatus.common.cluster.Node;
import jubatus.common.rpc.RpcServer;
import jubatus.core.bytes.ByteString;

/**
 * Stands for an original server: it is registered in the cluster and answers masters with bytes that an original sent, as of its third
 * mix on. What it is put raises its generation, and is kept for the test to look at.
 */
final class ScriptedOriginal implements AutoCloseable {
    private static final Map<String, byte[]> RECORDED = read();

    final AtomicLong generation = new AtomicLong(3);
    /** The parameters of each put: how many, and the first. */
    final List<Taken> puts = new CopyOnWriteArrayList<>();

    private final RpcServer server;
    private final Coordinator coordinator;
    private EphemeralNode node;
    private EphemeralNode active;

    /** What a master put. */
    record Taken(int parameters, ByteString diff) {}

    ScriptedOriginal(TestCluster cluster) {
        server = new RpcServer(new RpcServer.Options("127.0.0.1", 0, 1, Duration.ofSeconds(10), 1 << 26, 100));
        server.method("get_diff", (params, result) -> result.raw(diff()));
        server.method("get_model", (params, result) -> {
            result.array(2);
            result.unsigned(1);
            result.raw(RECORDED.get("model3"));
        });
        server.method("put_diff", (params, result) -> {
            puts.add(new Taken(params.readArray(), params.readByteString()));
            generation.incrementAndGet();
            result.integer(0);
        });
        server.start();
        coordinator = Coordinator.connect(cluster.zooKeeper.getConnectString(), Duration.ofSeconds(10));
        Node self = new Node("127.0.0.1", server.port());
        node = EphemeralNode.create(coordinator, cluster.name.nodes() + "/" + self);
        active = EphemeralNode.create(coordinator, cluster.name.actives() + "/" + self);
    }

    /** The diff of the original at the generation that it has now. */
    byte[] diff() {
        return RECORDED.get("diff" + generation.get());
    }

    private static Map<String, byte[]> read() {
        try (var in = new BufferedReader(new InputStreamReader(
                ScriptedOriginal.class.getResourceAsStream("/golden/original-arow.txt"), StandardCharsets.UTF_8))) {
            var recorded = new HashMap<String, byte[]>();
            in.lines().filter(line -> !line.startsWith("#")).forEach(line -> {
                int blank = line.indexOf(' ');
                recorded.put(line.substring(0, blank), HexFormat.of().parseHex(line.substring(blank + 1)));
            });
            return recorded;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        active.close();
        node.close();
        coordinator.close();
        server.close();
    }
}
