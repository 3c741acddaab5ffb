package jubatus.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A server that is taken out of use for a while, as the cluster and its operator see it. */
@Timeout(60)
class DrainIT {
    private TestCluster cluster;
    private ClusterMember first;
    private ClusterMember second;

    @BeforeEach
    void startTwo() throws Exception {
        cluster = new TestCluster(TestCluster.PA);
        first = cluster.start(MixSettings.BY_CALL);
        second = cluster.start(MixSettings.BY_CALL);
    }

    @AfterEach
    void stopAll() throws Exception {
        cluster.close();
    }

    @Test
    void shouldLeaveTheActivesAndGiveTheOthersWhatOnlyItKnows() {
        first.train("spam", "x", 1);

        first.client.drain(false);

        assertThat(cluster.actives()).containsExactly(second.node());
        assertThat(cluster.nodes()).contains(first.node());
        assertThat(second.client.getLabels()).isEqualTo(Map.of("spam", 1L));
        assertThat(first.status("draining")).isEqualTo("1");
        assertThat(second.client.getStatus().get(second.node())).doesNotContainKey("draining");
    }

    @Test
    void shouldServeAndMixWhileItIsDrained() {
        first.client.drain(false);
        first.train("spam", "x", 1);
        second.train("ham", "y", 1);

        assertThat(second.client.doMix()).isTrue();

        assertThat(first.client.getLabels()).isEqualTo(Map.of("spam", 1L, "ham", 1L));
        assertThat(second.client.getLabels()).isEqualTo(Map.of("spam", 1L, "ham", 1L));
        assertThat(cluster.actives()).containsExactly(second.node());
    }

    @Test
    void shouldComeBackWhenItIsUndrained() {
        first.client.drain(false);

        first.client.undrain();

        assertThat(cluster.actives()).contains(first.node(), second.node());
        assertThat(first.client.getStatus().get(first.node())).doesNotContainKey("draining");
    }

    @Test
    void shouldKeepTheLastActiveServerUnlessForced() {
        first.client.drain(false);

        assertThatThrownBy(() -> second.client.drain(false))
                .hasMessageContaining("it is the last active server, and without it nobody would serve");
        assertThat(cluster.actives()).containsExactly(second.node());

        second.client.drain(true);
        assertThat(cluster.actives()).isEmpty();
    }
}
