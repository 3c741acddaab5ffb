package jubatus.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import jubatus.common.cluster.ConfigStore;
import jubatus.common.cluster.TryLock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a server does when ZooKeeper or somebody at its tree interferes. */
@Timeout(60)
class MembershipIT {
    private TestCluster cluster;
    private ClusterMember first;

    @BeforeEach
    void startOne() throws Exception {
        cluster = new TestCluster(TestCluster.PA);
        first = cluster.start(MixSettings.BY_CALL);
    }

    @AfterEach
    void stopAll() throws Exception {
        cluster.close();
    }

    @Test
    void shouldServeWithoutZooKeeperAndComeBackWithAllThatItLearned() throws Exception {
        ClusterMember second = cluster.start(MixSettings.BY_CALL);
        first.train("spam", "x", 1);
        assertThat(first.client.doMix()).isTrue();
        first.train("spam", "x", 1);
        cluster.stopZooKeeper();

        first.train("ham", "y", 1);
        second.train("eggs", "z", 1);
        assertThat(first.client.getLabels()).isEqualTo(Map.of("spam", 2L, "ham", 1L));
        TestCluster.await()
                .untilAsserted(() ->
                        assertThatThrownBy(first.client::getStatus).hasMessageContaining("cannot get connected host"));

        cluster.startZooKeeperEmpty();
        cluster.awaitActive(first);
        cluster.awaitActive(second);
        assertThat(new ConfigStore(cluster.coordinator).read(cluster.name)).isNotEmpty();
        assertThat(second.client.doMix()).isTrue();
        assertThat(first.client.getLabels()).isEqualTo(Map.of("spam", 2L, "ham", 1L, "eggs", 1L));
        assertThat(second.client.getLabels()).isEqualTo(first.client.getLabels());
    }

    @Test
    void shouldAskToBeStoppedWhenItsNodeIsDeleted() {
        cluster.coordinator.remove(cluster.name.nodes() + "/" + first.node());

        TestCluster.await().untilTrue(first.stopAsked);
    }

    @Test
    void shouldLeaveTheClusterWhenItStops() {
        first.close();

        assertThat(cluster.actives()).isEmpty();
        assertThat(cluster.nodes()).isEmpty();
        assertThat(cluster.coordinator.children(cluster.name.configLock())).isEmpty();
        assertThat(cluster.coordinator.children(cluster.name.masterLock())).isEmpty();
    }

    @Test
    void shouldGiveTheOthersWhatOnlyItKnowsWhenItStops() throws Exception {
        ClusterMember second = cluster.start(MixSettings.BY_CALL);
        first.train("spam", "x", 1);

        first.stop();

        assertThat(second.client.getLabels()).isEqualTo(Map.of("spam", 1L));
        assertThat(cluster.nodes()).containsExactly(second.node());
    }

    @Test
    void shouldAnswerAWaitingDoMixWhenItStops() {
        try (var lock =
                TryLock.tryWrite(cluster.coordinator, cluster.name.masterLock()).orElseThrow()) {
            assertThat(lock.isHeld()).isTrue();
            CompletableFuture<Boolean> mixed = first.beginMix();

            first.stop();

            assertThat(mixed.join()).isFalse();
        }
    }

    @Test
    void shouldRefuseToStartWhereAnotherServerListens() {
        assertThatThrownBy(() -> ClusterMember.startAt(first.options)).hasMessageContaining("Address already in use");

        assertThat(cluster.nodes()).containsExactly(first.node());
    }

    @Test
    void shouldSayWhichConfigIsMissing() {
        first.close();
        new ConfigStore(cluster.coordinator).delete(cluster.name);

        assertThatThrownBy(() -> ClusterMember.startAt(first.options))
                .hasMessage("config does not exist: " + cluster.name.config());
    }

    @Test
    void shouldAskToBeStoppedWhenItsPeersMixByAnotherProtocol() throws Exception {
        first.close();
        try (var stranger = FaultyPeer.ofProtocol(cluster, 2)) {
            ClusterMember member = cluster.startWithoutWaiting(MixSettings.BY_CALL);

            TestCluster.await().untilTrue(member.stopAsked);
            assertThat(stranger.isRegistered()).isTrue();
            assertThat(cluster.actives()).isEmpty();
        }
    }
}
