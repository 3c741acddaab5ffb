package jubatus.classifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import jubatus.core.datum.Datum;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Servers that share what they learned by the linear mixer, over real sockets and a real ZooKeeper. */
@Timeout(60)
class LinearMixIT {
    private static final Datum ASKED = new Datum().addNumber("x", 1).addNumber("y", 1);

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
}
