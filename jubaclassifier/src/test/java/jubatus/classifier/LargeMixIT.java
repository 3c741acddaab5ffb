package jubatus.classifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import jubatus.common.client.LabeledDatum;
import jubatus.common.rpc.RpcClient;
import jubatus.core.datum.Datum;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Servers whose requests, diffs and models are so large that they are received in pages. */
@Timeout(120)
class LargeMixIT {
    private static final MixSettings BY_CALL = new MixSettings("linear_mixer", 0, 0, 30);
    private static final int FEATURES = 80_000;
    /** Above this a message is received in pages. */
    private static final long LARGE = 2 << 20;

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
    void shouldMixAndFetchWhatManyFeaturesLearned() throws Exception {
        ClusterMember first = cluster.start(BY_CALL);
        ClusterMember second = cluster.start(BY_CALL);
        Datum one = datum(1);
        Datum other = datum(2);
        // One request each, of some megabytes.
        first.client.train(List.of(new LabeledDatum("spam", one), new LabeledDatum("ham", other)));
        second.client.train(List.of(new LabeledDatum("ham", other), new LabeledDatum("spam", one)));
        Map<String, Double> alone = first.classify(one);

        assertThat(first.client.doMix()).isTrue();

        Map<String, Double> mixed = first.classify(one);
        assertThat(mixed).isNotEqualTo(alone);
        assertThat(second.classify(one)).isEqualTo(mixed);
        assertThat(second.classify(other)).isEqualTo(first.classify(other));
        assertThat(second.client.getLabels()).isEqualTo(Map.of("spam", 2L, "ham", 2L));

        ClusterMember third = cluster.start(BY_CALL);

        assertThat(modelBytes(first)).isGreaterThan(LARGE);
        assertThat(third.classify(one)).isEqualTo(mixed);
        assertThat(third.client.getLabels()).isEqualTo(Map.of("spam", 2L, "ham", 2L));
    }

    private static Datum datum(int seed) {
        var random = new Random(seed);
        var datum = new Datum();
        for (int i = 0; i < FEATURES; i++) {
            datum.addNumber("feature-" + (2 * i + seed) + "-" + Integer.toHexString(random.nextInt()), 1 + i % 7);
        }
        return datum;
    }

    private static long modelBytes(ClusterMember member) {
        var options = new RpcClient.Options("127.0.0.1", member.port(), Duration.ofSeconds(30), 1 << 28);
        try (var client = new RpcClient(options)) {
            return client.call(
                    "get_model",
                    params -> {
                        params.array(1);
                        params.integer(0);
                    },
                    result -> {
                        result.readArrayOf(2);
                        result.readLong();
                        return result.readInner().remaining();
                    });
        }
    }
}
