package jubatus.classifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import jubatus.common.cluster.TryLock;
import jubatus.common.rpc.RpcClient;
import jubatus.core.bytes.ByteString;
import jubatus.core.config.ConfigReader;
import jubatus.core.config.Problems;
import jubatus.core.mix.Fold;
import jubatus.core.mix.MixDiffCodec;
import jubatus.core.msgpack.MessageReader;
import jubatus.core.msgpack.MessageWriter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One of our servers in a cluster with an original one, each as master of the other. */
@Timeout(60)
class OriginalPeerIT {
    private TestCluster cluster;
    private ScriptedOriginal original;

    @BeforeEach
    void startOriginal() throws Exception {
        cluster = new TestCluster(TestCluster.AROW);
        original = new ScriptedOriginal(cluster);
    }

    @AfterEach
    void stopAll() throws Exception {
        original.close();
        cluster.close();
    }

    @Test
    void shouldJoinWithTheModelOfTheOriginalAndWhatThatHadNotMixed() throws Exception {
        ClusterMember ours = cluster.start(MixSettings.BY_CALL);

        assertThat(ours.client.getLabels()).isEqualTo(Map.of("L0", 3L, "L1", 7L, "L2", 6L));
        assertThat(ours.status("model_version")).isEqualTo("4");
        assertThat(original.puts).hasSize(1);
        MessageReader put = MessageReader.of(original.puts.get(0).diff().toBytes());
        put.readArrayOf(3);
        put.readArrayOf(2);
        assertThat(put.readLong()).as("number of servers in the mean").isEqualTo(2);
    }

    @Test
    void shouldMixWithTheOriginalAsMember() throws Exception {
        ClusterMember ours = cluster.start(MixSettings.BY_CALL);
        ours.train("L0", "n1", 1);

        assertThat(ours.client.doMix()).isTrue();

        assertThat(original.puts).hasSize(2);
        assertThat(ours.client.getLabels()).containsEntry("L0", 4L);
        assertThat(ours.status("model_version")).isEqualTo("5");
        assertThat(ours.status("linear_mixer.count")).isEqualTo("0");
    }

    @Test
    void shouldCountWhatItHandedToAnOriginalMasterOnce() throws Exception {
        ClusterMember ours = cluster.start(MixSettings.BY_CALL);
        Map<String, Long> before = ours.client.getLabels();
        ours.train("L0", "n1", 1);
        ours.train("L2", "n1", -1);

        byte[] handedOut = mixAsOriginal(ours);

        assertThat(ours.status("model_version")).isEqualTo("5");
        assertThat(ours.status("linear_mixer.count")).isEqualTo("0");
        assertThat(ours.client.getLabels())
                .containsEntry("L0", before.get("L0") + 1)
                .containsEntry("L2", before.get("L2") + 1);
        MessageReader answer = MessageReader.of(handedOut);
        codec().read(answer);
        assertThat(answer.remaining()).as("nothing behind the diff").isZero();
        byte[] next = getDiff(ours);
        assertThat(codec().read(MessageReader.of(next)).diff().classifier().counts())
                .as("nothing is handed out twice")
                .isEmpty();
    }

    @Test
    void shouldKeepWhatItHandedToAnOriginalMasterThatHadGivenUp() throws Exception {
        ClusterMember ours = cluster.start(MixSettings.BY_CALL);
        Map<String, Long> before = ours.client.getLabels();
        ours.train("L0", "n1", 1);
        getDiffAndGiveUp(ours);

        // A mix of two, as many as there are nodes; only that the master had given up tells that ours is none of them.
        putAsOriginal(ours, mixed(original.diff(), original.diff()));

        assertThat(ours.status("model_version")).isEqualTo("5");
        assertThat(ours.client.getLabels()).containsEntry("L0", before.get("L0") + 1);
        byte[] next = getDiff(ours);
        assertThat(codec().read(MessageReader.of(next)).diff().classifier().counts())
                .as("what the master did not get is handed out again")
                .isEqualTo(Map.of(ByteString.utf8("L0"), 1L));
    }

    /** Asks and closes its end before the answer can come, as a master does whose time is up; returns when it was answered all the same. */
    private static void getDiffAndGiveUp(ClusterMember ours) throws IOException {
        byte[] request = HexFormat.of().parseHex("940001a86765745f646966669100");
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), ours.port())) {
            socket.getOutputStream().write(request);
            socket.shutdownOutput();
            assertThat(socket.getInputStream().readAllBytes()).isNotEmpty();
        }
    }

    /** Does what an original master does: the same lock, one connection for each step, one parameter. */
    private byte[] mixAsOriginal(ClusterMember ours) {
        try (var lock =
                TryLock.tryWrite(cluster.coordinator, cluster.name.masterLock()).orElseThrow()) {
            assertThat(lock.isHeld()).isTrue();
            byte[] diff = getDiff(ours);
            putAsOriginal(ours, mixed(original.diff(), diff));
            return diff;
        }
    }

    private static byte[] mixed(byte[] one, byte[] other) {
        var fold = new Fold(codec().read(MessageReader.of(one)).diff());
        fold.add(codec().read(MessageReader.of(other)).diff());
        MessageWriter mixed = MessageWriter.toArray();
        codec().write(fold.result(), mixed);
        return mixed.toBytes();
    }

    private static void putAsOriginal(ClusterMember ours, byte[] mixed) {
        try (var client = client(ours)) {
            long outcome = client.call(
                    "put_diff",
                    params -> {
                        params.array(1);
                        params.raw(mixed);
                    },
                    MessageReader::readLong);
            assertThat(outcome).isZero();
        }
    }

    private static byte[] getDiff(ClusterMember ours) {
        try (var client = client(ours)) {
            return client.call(
                    "get_diff",
                    params -> {
                        params.array(1);
                        params.integer(0);
                    },
                    MessageReader::readBytes);
        }
    }

    private static RpcClient client(ClusterMember ours) {
        return new RpcClient(new RpcClient.Options("127.0.0.1", ours.port(), Duration.ofSeconds(10), 1 << 26));
    }

    private static MixDiffCodec codec() {
        return MixDiffCodec.of(
                ConfigReader.read(ByteString.utf8(TestCluster.AROW).toBytes(), new Problems(), converter -> {})
                        .learner());
    }
}
