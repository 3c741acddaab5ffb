package jubatus.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import jubatus.common.client.ClassifierClient;
import jubatus.common.client.LabeledDatum;
import jubatus.common.cluster.ClusterTree;
import jubatus.common.cluster.Coordinator;
import jubatus.core.datum.Datum;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a cluster of real processes promises when something goes wrong in it. */
@Timeout(300)
class ClusterIT {
    private static final List<Datum> QUESTION = List.of(new Datum().addString("name", "家康"));
    private static final String[] FAST_MIX = {"--interval_count=200", "--interval_sec=1"};

    private final Suite suite = Suite.built();

    @TempDir
    private Path folder;

    @Test
    void train_twentyThousandSinglesThroughTheProxy_everyOneCountsOnceOnEveryServer() throws Exception {
        try (var cluster = RunningCluster.start(suite, folder, 3, FAST_MIX)) {
            // When
            List<Thread> clients = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                String label = "label" + i;
                clients.add(new Thread(() -> trainSingles(cluster, label, 5_000)));
            }
            clients.forEach(Thread::start);
            for (Thread client : clients) {
                client.join();
            }
            doMix(cluster.ports().get(0), cluster);

            // Then
            var expected =
                    new TreeMap<>(Map.of("label0", 5_000L, "label1", 5_000L, "label2", 5_000L, "label3", 5_000L));
            for (int port : cluster.ports()) {
                assertThat(labels(cluster, port)).as("server on %d", port).isEqualTo(expected);
            }
        }
    }

    @Test
    void join_aTrainedCluster_hasItsModelBeforeItIsActive() throws Exception {
        try (var cluster = RunningCluster.start(suite, folder, 2)) {
            // Given
            trainSingles(cluster, "徳川", 100);
            doMix(cluster.ports().get(0), cluster);
            int port = ServerProcessIT.freePort();

            // When
            cluster.startServer(port);
            try (Coordinator coordinator = cluster.coordinator()) {
                await().atMost(Duration.ofSeconds(60))
                        .until(() -> coordinator
                                .children(RunningCluster.NAME.actives())
                                .contains(cluster.node(port)));
            }

            // Then
            assertThat(labels(cluster, port)).isEqualTo(new TreeMap<>(Map.of("徳川", 100L)));
        }
    }

    @Test
    void kill_oneOfThreeUnderLoad_failsAtMostTheCallsInFlightAndComesBack() throws Exception {
        try (var cluster = RunningCluster.start(suite, folder, 3, FAST_MIX);
                var load = Load.start(4, cluster::client, ClusterIT::trainAndClassify)) {
            // Given
            int victim = cluster.ports().get(1);
            awaitMore(load, 200);

            // When
            cluster.kill(victim);
            awaitMore(load, 200);
            cluster.startServer(victim);
            cluster.awaitActives(cluster.ports());
            awaitMore(load, 200);

            // Then
            assertThat(load.failures()).hasSizeLessThanOrEqualTo(4);
        }
    }

    @Test
    void sigterm_underLoad_noClassifyFails() throws Exception {
        try (var cluster = RunningCluster.start(suite, folder, 3, FAST_MIX);
                var load = Load.start(4, cluster::client, client -> client.classify(QUESTION))) {
            for (int port : cluster.ports().subList(0, 2)) {
                // When
                awaitMore(load, 500);
                assertThat(cluster.stop(port).status()).isZero();
                awaitMore(load, 500);
            }

            // Then
            assertThat(load.failures()).isEmpty();
        }
    }

    @Test
    void zooKeeper_goneForLongerThanASessionAndBackEmpty_isServedWithoutAndFilledAgain() throws Exception {
        try (var cluster = RunningCluster.start(suite, folder, 2, FAST_MIX);
                var load = Load.start(2, cluster::client, ClusterIT::trainAndClassify)) {
            awaitMore(load, 100);

            // When it is gone for a moment
            cluster.killZooKeeper();
            awaitPrinted(cluster, "ZooKeeper session lost");
            awaitMore(load, 100);
            cluster.startZooKeeper("data");
            cluster.awaitActives(cluster.ports());
            awaitMore(load, 100);

            // When it comes back with nothing
            cluster.killZooKeeper();
            awaitMore(load, 100);
            cluster.startZooKeeper("empty");

            // Then
            cluster.awaitActives(cluster.ports());
            try (Coordinator coordinator = cluster.coordinator()) {
                await().atMost(Duration.ofSeconds(60))
                        .until(() -> coordinator
                                .children(ClusterTree.proxies("classifier"))
                                .equals(List.of(cluster.proxyNode())));
                Optional<byte[]> config = coordinator.read(RunningCluster.NAME.config());
                assertThat(config).isPresent();
            }
            awaitMore(load, 100);
            assertThat(load.failures()).isEmpty();
        }
    }

    private static void trainAndClassify(ClassifierClient client) {
        client.train(List.of(new LabeledDatum("徳川", QUESTION.get(0))));
        client.classify(QUESTION);
    }

    private static void trainSingles(RunningCluster cluster, String label, int samples) {
        try (ClassifierClient client = cluster.client()) {
            for (int i = 0; i < samples; i++) {
                client.train(List.of(new LabeledDatum(label, new Datum().addString("name", label + i % 50))));
            }
        }
    }

    private static void doMix(int port, RunningCluster cluster) {
        try (ClassifierClient client = cluster.clientOf(port)) {
            assertThat(client.doMix()).isTrue();
        }
    }

    private static SortedMap<String, Long> labels(RunningCluster cluster, int port) {
        try (ClassifierClient client = cluster.clientOf(port)) {
            return client.getLabels();
        }
    }

    private static void awaitMore(Load load, long calls) {
        long enough = load.answered() + calls;
        await().atMost(Duration.ofSeconds(60)).until(() -> load.answered() >= enough);
    }

    private static void awaitPrinted(RunningCluster cluster, String text) {
        for (int port : cluster.ports()) {
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> cluster.server(port).program().printed().contains(text));
        }
    }
}
