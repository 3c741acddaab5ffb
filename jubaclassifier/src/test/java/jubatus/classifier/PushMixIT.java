package jubatus.classifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers that exchange rows by the push mixers. */
@Timeout(60)
class PushMixIT {
    private static final String NEAREST_NEIGHBOR = """
            {"method": "NN", "parameter": {"method": "lsh", "parameter": {"hash_num": 64},
                                           "nearest_neighbor_num": 3, "local_sensitivity": 1.0},
             "converter": {"num_rules": [{"key": "*", "type": "num"}]}}""";

    private TestCluster cluster;

    @AfterEach
    void stopAll() throws Exception {
        cluster.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"random_mixer", "broadcast_mixer", "skip_mixer"})
    void shouldBringEveryRowToEveryServerByItself(String mixer) throws Exception {
        cluster = new TestCluster(NEAREST_NEIGHBOR);
        List<ClusterMember> members = start(new MixSettings(mixer, 1, 50, 5));

        trainEach(members, 300);

        for (ClusterMember member : members) {
            TestCluster.await()
                    .untilAsserted(() -> assertThat(member.client.getLabels())
                            .isEqualTo(Map.of("label0", 300L, "label1", 300L, "label2", 300L)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"random_mixer", "broadcast_mixer", "skip_mixer"})
    void shouldBringEveryRowToEveryServerByOneCall(String mixer) throws Exception {
        cluster = new TestCluster(NEAREST_NEIGHBOR);
        List<ClusterMember> members = start(MixSettings.BY_CALL.withMixer(mixer));
        trainEach(members, 20);

        assertThat(members.get(1).client.doMix()).isTrue();

        for (ClusterMember member : members) {
            assertThat(member.client.getLabels()).isEqualTo(Map.of("label0", 20L, "label1", 20L, "label2", 20L));
        }
        assertThat(members.get(0).status("mixer")).isEqualTo(mixer);
        assertThat(members.get(1).status("push_mixer.count")).isEqualTo("0");
    }

    @Test
    void shouldNotBringBackWhatWasClearedEverywhere() throws Exception {
        cluster = new TestCluster(NEAREST_NEIGHBOR);
        List<ClusterMember> members = start(MixSettings.BY_CALL.withMixer("broadcast_mixer"));
        trainEach(members, 5);
        members.get(0).client.doMix();

        members.forEach(member -> member.client.clear());
        members.get(2).train("new", "x", 1);
        members.get(0).client.doMix();

        for (ClusterMember member : members) {
            assertThat(member.client.getLabels()).isEqualTo(Map.of("new", 1L));
        }
    }

    @Test
    void shouldExchangeNothingForOtherMethods() throws Exception {
        cluster = new TestCluster(TestCluster.PA);
        List<ClusterMember> members = start(MixSettings.BY_CALL.withMixer("random_mixer"));
        trainEach(members, 2);

        assertThat(members.get(0).client.doMix()).isTrue();

        assertThat(members.get(0).client.getLabels()).isEqualTo(Map.of("label0", 2L));
    }

    @Test
    void shouldAnswerEveryDoMixWhenItStopsThoughMoreWaitThanThereAreThreads() throws Exception {
        cluster = new TestCluster(NEAREST_NEIGHBOR);
        ClusterMember member = cluster.start(MixSettings.BY_CALL.withMixer("broadcast_mixer"));
        try (var silent = FaultyPeer.silent(cluster)) {
            assertThat(silent.isRegistered()).isTrue();
            var mixes = List.of(member.beginMix(), member.beginMix(), member.beginMix());

            member.stop();

            assertThat(mixes).allSatisfy(mix -> assertThat(mix.join()).isFalse());
        }
    }

    private List<ClusterMember> start(MixSettings settings) throws Exception {
        var members = new ArrayList<ClusterMember>();
        for (int i = 0; i < 3; i++) {
            members.add(cluster.start(settings));
        }
        return members;
    }

    private static void trainEach(List<ClusterMember> members, int samples) {
        for (int i = 0; i < samples; i++) {
            for (int member = 0; member < members.size(); member++) {
                members.get(member).train("label" + member, "x" + i, i + 1);
            }
        }
    }
}
