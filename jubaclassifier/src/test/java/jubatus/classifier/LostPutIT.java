package jubatus.classifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import jubatus.core.bytes.ByteString;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A master whose put does not reach another server, so that it alone has the model that it made. */
@Timeout(60)
class LostPutIT {
    private static final ByteString NOTHING = ByteString.copyOf(FaultyPeerIT.EMPTY_DIFF);
    private static final MixSettings SELDOM = new MixSettings("linear_mixer", 1000, 1_000_000, 2);

    private final AtomicInteger puts = new AtomicInteger();
    private TestCluster cluster;
    private ClusterMember master;
    private FaultyPeer peer;

    @BeforeEach
    void startOne() throws Exception {
        cluster = new TestCluster(TestCluster.PA);
        master = cluster.start(SELDOM);
    }

    @AfterEach
    void stopAll() throws Exception {
        cluster.close();
        peer.close();
    }

    @Test
    void shouldMixAgainThoughNothingNewWasLearned() {
        peer = FaultyPeer.losingPuts(cluster, NOTHING, 2, puts);

        master.train("spam", "x", 1);

        TestCluster.await().untilAsserted(() -> assertThat(puts).hasValue(3));
    }

    @Test
    void shouldTellTheOtherServersWhenItStops() {
        peer = FaultyPeer.losingPuts(cluster, NOTHING, 3, puts);
        master.train("spam", "x", 1);
        TestCluster.await()
                .untilAsserted(
                        () -> assertThat(master.status("linear_mixer.count")).isEqualTo("0"));

        master.stop();

        assertThat(puts).hasValue(4);
    }
}
