package jubatus.classifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import jubatus.common.cluster.Node;
import jubatus.common.rpc.RpcClient;
import jubatus.common.rpc.RpcServer;
import jubatus.core.mix.ModelId;
import jubatus.core.mix.Put;
import jubatus.core.mix.Roster;
import jubatus.core.mix.Tail;
import jubatus.core.msgpack.MessageWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A server whose model is outdated again before it has it, because others mix faster than it is sent. */
@Timeout(60)
class OvertakenFetchIT {
    private final List<Boolean> locked = new CopyOnWriteArrayList<>();

    @Test
    void shouldFetchAgainWhileNobodyMixes() throws Exception {
        try (var elsewhere = new TestCluster(TestCluster.PA);
                var cluster = new TestCluster(TestCluster.PA)) {
            ClusterMember source = elsewhere.start(MixSettings.BY_CALL);
            source.train("spam", "x", 1);
            source.client.doMix();
            try (FaultyPeer peer = FaultyPeer.answering(cluster, server -> answerModels(server, source, cluster))) {
                ClusterMember late = cluster.start(MixSettings.BY_CALL);

                assertThat(peer.isRegistered()).isTrue();
                assertThat(late.client.getLabels()).isEqualTo(Map.of("spam", 1L));
                assertThat(locked).containsExactly(false, true);
            }
        }
    }

    /** Hands out the model of another server, the first time after a put that shows that there is a newer one. */
    private void answerModels(RpcServer server, ClusterMember source, TestCluster cluster) {
        server.blockingMethod("get_model", (params, result) -> {
            boolean isFirst = locked.isEmpty();
            locked.add(!cluster.coordinator.children(cluster.name.masterLock()).isEmpty());
            if (isFirst) {
                cluster.nodes().stream()
                        .map(Node::parse)
                        .filter(node -> node.port() != server.port())
                        .forEach(OvertakenFetchIT::putNewerModel);
            }
            try (var client = client(source.port())) {
                byte[] model = client.call("get_model", OvertakenFetchIT::anyModel, answer -> {
                    answer.readArrayOf(2);
                    answer.readUnsignedLong();
                    return answer.readBytes();
                });
                result.array(2);
                result.unsigned(1);
                result.raw(model, 0, model.length);
            }
        });
    }

    private static void anyModel(MessageWriter params) {
        params.array(1);
        params.integer(0);
    }

    private static void putNewerModel(Node node) {
        var base = new ModelId(9, 9, 9, 9);
        var put = new Put(base, new ModelId(9, 10, 9, 9), Map.of(), Map.of(), Roster.EMPTY, new Put.Clock(1, 0), null);
        try (var client = client(node.port())) {
            client.call(
                    "put_diff",
                    params -> {
                        params.array(2);
                        params.raw(FaultyPeerIT.EMPTY_DIFF, 0, FaultyPeerIT.EMPTY_DIFF.length);
                        Tail.writeParameter(put, params);
                    },
                    answer -> answer.readLong());
        }
    }

    private static RpcClient client(int port) {
        return new RpcClient(new RpcClient.Options("127.0.0.1", port, Duration.ofSeconds(10), 1 << 20));
    }
}
