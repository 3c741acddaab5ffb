package jubatus.classifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.Map;
import jubatus.core.bytes.ByteString;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two servers that mix beside a third node that does not do its part. */
@Timeout(60)
class FaultyPeerIT {
    private static final MixSettings SETTINGS = new MixSettings("linear_mixer", 0, 0, 1);
    /** Of a server that learned nothing: {@code [[1, [[], [0]]], {}, [[0, [{}], [{}], [{}], {}], [0]]]}. */
    static final byte[] EMPTY_DIFF = HexFormat.of().parseHex("93920192909100809295009180918091808091" + "00");

    private TestCluster cluster;
    private ClusterMember first;
    private ClusterMember second;
    private FaultyPeer peer;

    @BeforeEach
    void startTwo() throws Exception {
        cluster = new TestCluster(TestCluster.PA);
        first = cluster.start(SETTINGS);
        second = cluster.start(SETTINGS);
        first.train("spam", "x", 1);
        second.train("ham", "y", 1);
    }

    @AfterEach
    void stopAll() throws Exception {
        peer.close();
        cluster.close();
    }

    @Test
    void shouldMixBesideANodeThatTalksGarbage() throws Exception {
        peer = FaultyPeer.talkingGarbage(cluster, ByteString.utf8("\u0001 this is no diff"));

        assertMixed();
    }

    @Test
    void shouldMixBesideANodeThatHandsOutNothing() throws Exception {
        peer = FaultyPeer.talkingGarbage(cluster, ByteString.EMPTY);

        assertMixed();
    }

    @Test
    void shouldMixBesideANodeThatNeverAnswers() throws Exception {
        peer = FaultyPeer.silent(cluster);

        assertMixed();
    }

    @Test
    void shouldMixBesideANodeThatVanishesBeforeThePut() throws Exception {
        peer = FaultyPeer.vanishing(cluster, ByteString.copyOf(EMPTY_DIFF));

        first.client.doMix();
        assertThat(second.client.getLabels()).isEqualTo(Map.of("spam", 1L, "ham", 1L));
        assertThat(first.client.getLabels()).isEqualTo(second.client.getLabels());
    }

    private void assertMixed() {
        assertThat(first.client.doMix()).isTrue();
        assertThat(first.client.getLabels()).isEqualTo(Map.of("spam", 1L, "ham", 1L));
        assertThat(second.client.getLabels()).isEqualTo(first.client.getLabels());
    }
}
