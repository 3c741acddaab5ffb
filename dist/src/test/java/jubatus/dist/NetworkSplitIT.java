package jubatus.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import jubatus.common.client.ClassifierClient;
import jubatus.common.client.ClientOptions;
import jubatus.common.client.LabeledDatum;
import jubatus.core.datum.Datum;
import jubatus.dist.CountedTraining.OnFailure;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The network between servers, proxy and ZooKeeper falls apart while clients teach and ask, and is whole again: nothing that was
 * acknowledged is lost or counts twice. Without a journal, since nobody dies.
 */
@Timeout(300)
class NetworkSplitIT {
    private static final int CLIENTS = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final ClientOptions PATIENT = ClientOptions.DEFAULT.withTimeout(PATIENCE);

    @TempDir
    private Path folder;

    private Network network;
    private RunningCluster cluster;
    private int first;
    private int second;
    private int third;

    @BeforeEach
    void startThree() throws Exception {
        network = Network.create();
        cluster = RunningCluster.startIn(
                network, folder, 3, "--interval_count=200", "--interval_sec=1", "--interconnect_timeout=2");
        first = cluster.ports().get(0);
        second = cluster.ports().get(1);
        third = cluster.ports().get(2);
    }

    @AfterEach
    void stopAll() throws Exception {
        if (cluster != null) {
            cluster.close();
        }
        if (network != null) {
            network.close();
        }
    }

    @Test
    void cutOff_aServerFromAll_losesNothing() {
        var proxied = teach();
        var beside = CountedTraining.start(CLIENTS, () -> cluster.clientOf(first), OnFailure.GO_ON);
        var questions = ask();
        try (proxied;
                beside;
                questions) {
            proxied.awaitMore(300);

            network.cutOff(cluster.hostOf(first));
            cluster.awaitGone(first);
            proxied.awaitMore(300);
            beside.awaitMore(300);
            assertUnknown(assertMix(second, third), first);
            network.heal();

            cluster.awaitActives(cluster.ports());
            proxied.awaitMore(300);
        }

        assertThat(questions.failures()).isEmpty();
        assertThat(beside.failures()).isEmpty();
        // Those that were under way to it when the cable was cut, or went there before that was known.
        assertThat(proxied.failures()).hasSizeLessThanOrEqualTo(CLIENTS);
        CountedTraining.assertKnownEverywhere(cluster, proxied, beside);
    }

    @Test
    void split_serversFromEachOther_losesNothing() {
        var proxied = teach();
        var questions = ask();
        try (proxied;
                questions) {
            proxied.awaitMore(300);

            network.split(List.of(cluster.hostOf(first)), List.of(cluster.hostOf(second), cluster.hostOf(third)));
            assertMix(second, third);
            assertMix(third, second);
            // The lonely one has its turn as master, for which it waits its time, and gives the lock back.
            try (ClassifierClient client = cluster.clientOf(first, PATIENT)) {
                assertThat(client.doMix()).isTrue();
            }
            assertUnknown(assertMix(second, third), first);
            proxied.awaitMore(300);
            network.heal();

            assertMix(first, second);
            assertMix(second, first);
        }

        assertThat(questions.failures()).isEmpty();
        assertThat(proxied.failures()).isEmpty();
        CountedTraining.assertKnownEverywhere(cluster, proxied);
    }

    @Test
    void cutOff_zooKeeperFromAll_stopsNobodyAndLosesNothing() {
        var proxied = teach();
        var questions = ask();
        try (proxied;
                questions) {
            proxied.awaitMore(300);

            network.cutOff(cluster.zooKeeperHost());
            cluster.ports().forEach(cluster::awaitGone);
            proxied.awaitMore(300);
            network.heal();

            cluster.awaitActives(cluster.ports());
            assertMix(first, second);
        }

        assertThat(questions.failures()).isEmpty();
        assertThat(proxied.failures()).isEmpty();
        CountedTraining.assertKnownEverywhere(cluster, proxied);
    }

    @Test
    void split_zooKeeperAndAServerFromTheRest_losesNothing() {
        var proxied = teach();
        var beside = CountedTraining.start(CLIENTS, () -> cluster.clientOf(first), OnFailure.GO_ON);
        var questions = ask();
        try (proxied;
                beside;
                questions) {
            proxied.awaitMore(300);

            network.split(
                    List.of(cluster.zooKeeperHost(), cluster.hostOf(first)),
                    List.of(cluster.proxyHost(), cluster.hostOf(second), cluster.hostOf(third)));
            cluster.awaitGone(second);
            cluster.awaitGone(third);
            proxied.awaitMore(300);
            beside.awaitMore(300);
            network.heal();

            cluster.awaitActives(cluster.ports());
            proxied.awaitMore(300);
        }

        assertThat(questions.failures()).isEmpty();
        assertThat(beside.failures()).isEmpty();
        assertThat(proxied.failures()).hasSizeLessThanOrEqualTo(CLIENTS);
        CountedTraining.assertKnownEverywhere(cluster, proxied, beside);
    }

    private CountedTraining teach() {
        return CountedTraining.start(CLIENTS, cluster::client, OnFailure.GO_ON);
    }

    private Load ask() {
        return Load.start(CLIENTS, cluster::client, ClassifierClient::getLabels);
    }

    /** What one server is taught another knows before long, by a mix that nobody asked for. */
    private String assertMix(int taught, int told) {
        String label = "told" + System.nanoTime();
        List<LabeledDatum> data = IntStream.range(0, 10)
                .mapToObj(i -> new LabeledDatum(label, new Datum().addString("name", label + i)))
                .toList();
        try (ClassifierClient teacher = cluster.clientOf(taught);
                ClassifierClient client = cluster.clientOf(told)) {
            teacher.train(data);
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(client.getLabels()).containsEntry(label, 10L));
        }
        return label;
    }

    private void assertUnknown(String label, int port) {
        try (ClassifierClient client = cluster.clientOf(port)) {
            assertThat(client.getLabels()).doesNotContainKey(label);
        }
    }
}
