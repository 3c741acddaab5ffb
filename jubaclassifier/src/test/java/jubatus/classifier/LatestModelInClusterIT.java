package jubatus.classifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server that comes back to its cluster with the model that it saved when it was stopped. */
@Timeout(90)
class LatestModelInClusterIT {
    @TempDir
    Path temporary;

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
    void shouldBringTheWholeModelBackWhenAllWereStopped() throws Exception {
        ServerOptions options = saving();
        long version;
        try (var first = startAndAwait(options)) {
            first.train("spam", "x", 1);
            assertThat(first.client.doMix()).isTrue();
            first.train("ham", "y", 1);
            version = Long.parseLong(first.status("model_version"));
        }
        try (var again = startAndAwait(options)) {
            assertThat(again.client.getLabels()).isEqualTo(Map.of("spam", 1L, "ham", 1L));
            assertThat(Long.parseLong(again.status("model_version"))).isGreaterThanOrEqualTo(version);
            ClusterMember second = cluster.start(MixSettings.BY_CALL);
            assertThat(again.client.doMix()).isTrue();
            assertThat(second.client.getLabels()).isEqualTo(Map.of("spam", 1L, "ham", 1L));
        }
    }

    @Test
    void shouldNotRollTheOthersBackNorCountTwiceWhenItsFileIsOld() throws Exception {
        ClusterMember stays = cluster.start(MixSettings.BY_CALL);
        ServerOptions options = saving();
        try (var leaves = startAndAwait(options)) {
            leaves.train("spam", "x", 1);
            assertThat(leaves.client.doMix()).isTrue();
            leaves.train("ham", "y", 1);
        }
        stays.train("eggs", "z", 1);
        assertThat(stays.client.doMix()).isTrue();
        Map<String, Long> all = Map.of("spam", 1L, "ham", 1L, "eggs", 1L);
        assertThat(stays.client.getLabels()).isEqualTo(all);
        try (var back = startAndAwait(options)) {
            assertThat(back.status("last_loaded_path")).startsWith(temporary.toString());
            assertThat(back.client.doMix()).isTrue();
            assertThat(back.client.getLabels()).isEqualTo(all);
            assertThat(stays.client.getLabels()).isEqualTo(all);
        }
    }

    private ClusterMember startAndAwait(ServerOptions options) {
        ClusterMember member = ClusterMember.startAt(options);
        cluster.awaitActive(member);
        return member;
    }

    /** A server that is told to save on exit and to load what it saved. */
    private ServerOptions saving() throws IOException {
        return ClusterMember.options(
                cluster.zooKeeper.getConnectString(),
                cluster.name,
                MixSettings.BY_CALL,
                new ClusterMember.Saving(temporary.toString(), new ServerOptions.Autosave(0, 3, true, true)));
    }
}
