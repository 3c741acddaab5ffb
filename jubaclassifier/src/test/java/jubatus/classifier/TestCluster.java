package jubatus.classifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import jubatus.common.cluster.ClusterName;
import jubatus.common.cluster.ClusterTree;
import jubatus.common.cluster.ConfigStore;
import jubatus.common.cluster.Coordinator;
import jubatus.core.JubatusException;
import org.apache.curator.test.InstanceSpec;
import org.apache.curator.test.TestingServer;
import org.awaitility.Awaitility;

/** A cluster of servers in this process, with a ZooKeeper of its own. */
final class TestCluster implements AutoCloseable {
    static final String AROW = """
            {"method": "AROW", "parameter": {"regularization_weight": 1.0},
             "converter": {"string_rules": [{"key": "*", "type": "space", "sample_weight": "tf", "global_weight": "idf"}],
                           "num_rules": [{"key": "*", "type": "num"}]}}""";
    static final String PA = """
            {"method": "PA", "parameter": {},
             "converter": {"num_rules": [{"key": "*", "type": "num"}]}}""";

    private static final AtomicInteger NUMBER = new AtomicInteger();

    TestingServer zooKeeper;
    final Coordinator coordinator;
    final ClusterName name = new ClusterName("classifier", "shop" + NUMBER.incrementAndGet());
    private final List<ClusterMember> members = new ArrayList<>();

    TestCluster(String config) throws Exception {
        zooKeeper = server(-1);
        coordinator = Coordinator.connect(zooKeeper.getConnectString(), Duration.ofSeconds(10));
        ClusterTree.prepareCluster(coordinator, name);
        new ConfigStore(coordinator).write(name, config.getBytes(StandardCharsets.UTF_8));
    }

    /** A tick that allows sessions of 10 s: a machine that is busy must not end them. */
    private static TestingServer server(int port) throws Exception {
        return new TestingServer(new InstanceSpec(null, port, -1, -1, true, -1, 1000, 1000, null, "127.0.0.1"), true);
    }

    /** Starts a server and waits until it is active. */
    ClusterMember start(MixSettings settings) throws Exception {
        ClusterMember member = startWithoutWaiting(settings);
        awaitActive(member);
        return member;
    }

    ClusterMember startWithoutWaiting(MixSettings settings) throws IOException {
        ClusterMember member = ClusterMember.start(zooKeeper.getConnectString(), name, settings);
        members.add(member);
        return member;
    }

    /** Ends ZooKeeper and throws away what it knew. */
    void stopZooKeeper() throws IOException {
        zooKeeper.close();
    }

    /** Begins anew at the same port. */
    void startZooKeeperEmpty() throws Exception {
        zooKeeper = server(zooKeeper.getPort());
    }

    /** Also while the test itself is not connected to ZooKeeper again. */
    void awaitActive(ClusterMember member) {
        await().ignoreExceptionsInstanceOf(JubatusException.class)
                .untilAsserted(() -> assertThat(actives()).contains(member.node()));
    }

    List<String> actives() {
        return coordinator.children(name.actives());
    }

    List<String> nodes() {
        return coordinator.children(name.nodes());
    }

    static org.awaitility.core.ConditionFactory await() {
        return Awaitility.await().atMost(20, TimeUnit.SECONDS).pollInterval(20, TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() throws IOException {
        members.forEach(ClusterMember::close);
        coordinator.close();
        zooKeeper.close();
    }
}
