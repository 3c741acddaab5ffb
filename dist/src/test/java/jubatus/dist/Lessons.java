package jubatus.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import jubatus.common.client.ClassifierClient;
import jubatus.common.client.ClientOptions;
import jubatus.common.client.EstimateResult;
import jubatus.common.client.LabeledDatum;
import jubatus.core.datum.Datum;

/** What a cluster was taught, server by server, and was acknowledged: after a mix every server knows just that. Used by one thread. */
final class Lessons {
    private static final List<Datum> QUESTION = List.of(new Datum().addString("name", "家康"));

    private static final ClientOptions PATIENT = ClientOptions.DEFAULT.withTimeout(Duration.ofSeconds(60));

    private final RunningCluster cluster;
    private final SortedMap<String, Long> expected = new TreeMap<>();
    private int lessons;

    Lessons(RunningCluster cluster) {
        this.cluster = cluster;
    }

    /** Teaches each server a label of its own, another number of samples each. */
    void teachEach() {
        List<Integer> ports = cluster.ports();
        for (int i = 0; i < ports.size(); i++) {
            teach(ports.get(i), 10 * (i + 1));
        }
    }

    /** Teaches a server a label that nobody knows; returns the label. */
    String teach(int port, int samples) {
        String label = "lesson" + lessons++;
        List<LabeledDatum> data = IntStream.range(0, samples)
                .mapToObj(i -> new LabeledDatum(label, new Datum().addString("name", label + i)))
                .toList();
        try (ClassifierClient client = cluster.clientOf(port)) {
            assertThat(client.train(data)).isEqualTo(samples);
        }
        expected.put(label, (long) samples);
        return label;
    }

    /** Mixes, from the first server, and compares all servers with what was taught and with each other. */
    void assertKnownEverywhere() {
        mix(cluster.ports().get(0));
        Map<String, Double> scores = null;
        for (int port : cluster.ports()) {
            try (ClassifierClient client = cluster.clientOf(port)) {
                assertThat(client.getLabels()).as("labels at %d", port).isEqualTo(expected);
                Map<String, Double> here = scores(client);
                assertThat(here).as("scores at %d", port).isEqualTo(scores == null ? here : scores);
                scores = here;
            }
        }
    }

    /** Mixes with a server as the master, which may first have to wait for another's lock. */
    void mix(int port) {
        try (ClassifierClient client = cluster.clientOf(port, PATIENT)) {
            assertThat(client.doMix()).as("do_mix at %d", port).isTrue();
        }
    }

    private static Map<String, Double> scores(ClassifierClient client) {
        return client.classify(QUESTION).get(0).stream()
                .collect(Collectors.toMap(EstimateResult::label, EstimateResult::score));
    }
}
