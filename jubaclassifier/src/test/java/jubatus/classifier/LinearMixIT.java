package jubatus.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import jubatus.common.cluster.Coordinator;
import jubatus.common.cluster.TryLock;
import jubatus.core.datum.Datum;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Servers that share what they learned by the linear mixer, over real sockets and a real ZooKeeper. */
@Timeout(60)
class LinearMixIT {
    private static final Datum ASKED = new Datum().addNumber("x", 1).addNumber("y", 1);

    private static final String[] OF_LAST_MIX = {
        "linear_mixer.last_mix_version", "linear_mixer.last_mix_bytes", "linear_mixer.last_mix_seconds"
    };

    private TestCluster cluster;

    @BeforeEach
    void startZooKeeper() throws Exception {
        cluster = new TestCluster(TestCluster.PA);
    }

    @AfterEach
    void stopAll() throws Exception {
        cluster.close();
    }

    @Test
    void shouldHaveTheMeanOfAllWhoeverIsMaster() throws Exception {
        ClusterMember first = cluster.start(MixSettings.BY_CALL);
        ClusterMember second = cluster.start(MixSettings.BY_CALL);
        ClusterMember third = cluster.start(MixSettings.BY_CALL);
        first.train("spam", "x", 1);
        second.train("ham", "y", 1);

        for (ClusterMember master : List.of(first, second, third)) {
            assertThat(master.client.doMix()).isTrue();

            Map<String, Double> scores = first.classify(ASKED);
            assertThat(second.classify(ASKED)).isEqualTo(scores);
            assertThat(third.classify(ASKED)).isEqualTo(scores);
            assertThat(second.client.getLabels()).isEqualTo(first.client.getLabels());
            assertThat(third.client.getLabels()).isEqualTo(first.client.getLabels());
        }
        assertThat(first.client.getLabels()).isEqualTo(Map.of("spam", 1L, "ham", 1L));
        assertThat(first.status("model_version")).isEqualTo("3");
    }

    @Test
    void shouldGiveTheScoresOfTheMeanByHand() throws Exception {
        ClusterMember first = cluster.start(MixSettings.BY_CALL);
        ClusterMember second = cluster.start(MixSettings.BY_CALL);
        // Each weight is what one server learned, divided by the number of servers: PA learns 1/2 of the loss for x =
        // 1.
        first.train("spam", "x", 1);
        first.train("ham", "x", -1);
        Map<String, Double> alone = first.classify(ASKED);

        second.client.doMix();

        Map<String, Double> mixed = first.classify(ASKED);
        assertThat(mixed.get("spam")).isCloseTo(alone.get("spam") / 2, within(1e-12));
        assertThat(mixed.get("ham")).isCloseTo(alone.get("ham") / 2, within(1e-12));
        assertThat(second.classify(ASKED)).isEqualTo(mixed);
    }

    @Test
    void shouldTellOfTheLastMixThatItWasTheMasterOf() throws Exception {
        ClusterMember master = cluster.start(MixSettings.BY_CALL);
        ClusterMember other = cluster.start(MixSettings.BY_CALL);
        assertThat(master.status()).doesNotContainKeys(OF_LAST_MIX);
        master.train("spam", "x", 1);
        master.client.doMix();
        String bytesOfOne = master.status("linear_mixer.last_mix_bytes");
        for (int i = 0; i < 100; i++) {
            other.train("ham", "x" + i, 1);
        }

        long before = System.nanoTime();
        master.client.doMix();
        double tookAtMost = (System.nanoTime() - before) / 1e9;

        assertThat(master.status("linear_mixer.last_mix_version")).isEqualTo("2");
        assertThat(Long.parseLong(master.status("linear_mixer.last_mix_bytes")))
                .isGreaterThan(Long.parseLong(bytesOfOne) + 100);
        assertThat(master.status("linear_mixer.last_mix_seconds")).matches("\\d+\\.\\d{6}");
        assertThat(Double.parseDouble(master.status("linear_mixer.last_mix_seconds")))
                .isPositive()
                .isLessThan(tookAtMost);
        assertThat(other.status()).doesNotContainKeys(OF_LAST_MIX);
    }

    @Test
    void shouldMixAtOnceWhatANewClusterLearns() throws Exception {
        var seldom = new MixSettings("linear_mixer", 1000, 1_000_000, 2);
        ClusterMember first = cluster.start(seldom);
        ClusterMember second = cluster.start(seldom);

        second.train("spam", "x", 1);

        TestCluster.await()
                .untilAsserted(() -> assertThat(first.client.getLabels()).isEqualTo(Map.of("spam", 1L)));
        assertThat(second.status("linear_mixer.count")).isEqualTo("0");
    }

    @Test
    void shouldStopMixingWhenCallsLearnNothing() throws Exception {
        ClusterMember first = cluster.start(new MixSettings("linear_mixer", 1000, 1_000_000, 2));
        first.client.clear();
        first.client.train(List.of());

        TestCluster.await()
                .untilAsserted(
                        () -> assertThat(first.status("linear_mixer.count")).isEqualTo("0"));
    }

    @Test
    void shouldGiveAServerThatJoinsTheModelBeforeItIsActive() throws Exception {
        ClusterMember first = cluster.start(MixSettings.BY_CALL);
        first.train("spam", "x", 1);
        first.client.doMix();
        first.train("ham", "y", 1);

        ClusterMember second = cluster.start(MixSettings.BY_CALL);

        assertThat(second.client.getLabels()).isEqualTo(Map.of("spam", 1L, "ham", 1L));
        assertThat(second.classify(ASKED)).isEqualTo(first.classify(ASKED));
        assertThat(cluster.actives()).isEqualTo(cluster.nodes());
        assertThat(second.status("linear_mixer.is_obsolete")).isEqualTo("0");
    }

    @Test
    void shouldLoseNothingOfWhatIsTrainedWhileItMixes() throws Exception {
        var often = new MixSettings("linear_mixer", 1, 200, 10);
        List<ClusterMember> members = List.of(cluster.start(often), cluster.start(often), cluster.start(often));
        int each = 20_000 / members.size();
        var clients = new ArrayList<CompletableFuture<Void>>();
        for (ClusterMember member : members) {
            clients.add(CompletableFuture.runAsync(() -> {
                for (int i = 0; i < each; i++) {
                    member.train("label" + i % 5, "x" + i % 50, 1 - i % 3);
                }
            }));
        }
        clients.forEach(CompletableFuture::join);

        assertThat(members.get(0).client.doMix()).isTrue();

        for (ClusterMember member : members) {
            Map<String, Long> labels = member.client.getLabels();
            assertThat(labels.values().stream().mapToLong(Long::longValue).sum())
                    .isEqualTo(3L * each);
            assertThat(Integer.parseInt(member.status("model_version")))
                    .as("mixes, besides the first sample's and the last")
                    .isGreaterThan(2);
        }
    }

    @Test
    void shouldMixOnceTheHolderOfTheLockHasDied() throws Exception {
        ClusterMember member = cluster.start(MixSettings.BY_CALL);
        member.train("spam", "x", 1);
        CompletableFuture<Boolean> mixed;
        try (var holder = Coordinator.connect(cluster.zooKeeper.getConnectString(), Duration.ofSeconds(10))) {
            assertThat(TryLock.tryWrite(holder, cluster.name.masterLock())).isPresent();
            mixed = member.beginMix();
            assertThat(mixed).isNotDone();
        }
        assertThat(mixed.join()).isTrue();
        assertThat(member.status("model_version")).isEqualTo("1");
    }
}
