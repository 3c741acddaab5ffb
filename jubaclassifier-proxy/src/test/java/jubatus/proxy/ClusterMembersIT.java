package jubatus.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import jubatus.common.cluster.ClusterName;
import jubatus.common.cluster.ClusterTree;
import jubatus.common.cluster.Coordinator;
import jubatus.common.cluster.EphemeralNode;
import jubatus.common.cluster.Node;
import jubatus.core.JubatusException;
import jubatus.core.bytes.ByteString;
import org.apache.curator.test.TestingServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ClusterMembersIT {
    private static final Duration GRACE = Duration.ofSeconds(2);
    private static final ByteString SHOP = ByteString.utf8("shop");
    private static final String ACTIVES = new ClusterName("classifier", "shop").actives();

    private final TestingServer zookeeper = new TestingServer(true);
    private final List<AutoCloseable> resources = new ArrayList<>();
    private final Coordinator servers = coordinator();
    private final ClusterMembers members = new ClusterMembers(coordinator(), GRACE);

    ClusterMembersIT() throws Exception {}

    private Coordinator coordinator() {
        Coordinator made = Coordinator.connect(zookeeper.getConnectString(), Duration.ofSeconds(4));
        resources.add(made);
        return made;
    }

    @BeforeEach
    void start() {
        ClusterTree.prepare(servers, "classifier");
        members.start();
    }

    @AfterEach
    void close() throws Exception {
        members.close();
        for (AutoCloseable each : resources) {
            each.close();
        }
        zookeeper.close();
    }

    @Test
    void find_cluster_followsItsServers() {
        assertThat(members.find(SHOP)).isNull();
        EphemeralNode first = activate(9199);
        awaitServers(9199);
        activate(9200);
        awaitServers(9199, 9200);
        first.close();
        awaitServers(9200);
    }

    @Test
    void find_nodeThatIsNoServer_isLeftOut() {
        EphemeralNode.create(servers, ACTIVES + "/not-a-node");
        activate(9199);
        awaitServers(9199);
    }

    @Test
    void find_clusterThatIsDeleted_isUnknown() {
        EphemeralNode server = activate(9199);
        awaitServers(9199);
        server.close();
        servers.remove(ACTIVES);
        servers.remove("/jubatus/actors/classifier/shop");
        await().until(() -> members.find(SHOP) == null);
    }

    @Test
    void find_nodeThatIsNoCluster_keepsNoOtherOut() {
        var told = new ClusterMembers(coordinator(), GRACE);
        activate(9199);
        told.namesChanged(List.of("a\u0001b", "shop"));
        await().until(() -> told.find(SHOP) != null);
        assertThat(told.find(SHOP).nodes()).containsExactly(node(9199));
        told.namesChanged(List.of());
        assertThat(told.find(SHOP)).isNull();
    }

    @Test
    void lookUp_namesThatAreNoClusters_findsNothing() throws InterruptedException {
        var found = new LinkedBlockingQueue<ActiveServers>();
        for (String name : List.of("nosuch", "", "a/b", "..", "\u0001")) {
            members.lookUp(ByteString.utf8(name), found::add);
            assertThat(found.poll(5, TimeUnit.SECONDS)).as(name).isEqualTo(ActiveServers.NONE);
        }
        members.lookUp(ByteString.copyOf(new byte[] {(byte) 0xff}), found::add);
        assertThat(found.poll(5, TimeUnit.SECONDS)).isEqualTo(ActiveServers.NONE);
    }

    @Test
    void lookUp_clusterThatExists_findsItsServers() throws InterruptedException {
        activate(9199);
        var found = new LinkedBlockingQueue<ActiveServers>();
        members.lookUp(SHOP, found::add);
        assertThat(found.poll(5, TimeUnit.SECONDS)).isEqualTo(new ActiveServers(List.of(node(9199))));
    }

    @Test
    void find_whileZooKeeperIsAwayAndAfterItsReturn_keepsTheServersUntilTheyHadTimeToReturn() throws Exception {
        EphemeralNode server = activate(9199);
        awaitServers(9199);
        zookeeper.stop();
        assertThat(members.find(SHOP).nodes()).containsExactly(node(9199));
        // The server dies meanwhile: nobody tells ZooKeeper.
        server.close();
        zookeeper.restart();
        await().during(Duration.ofMillis(500)).until(() -> members.find(SHOP) != null);
        servers.remove(server.path());
        await().atMost(30, TimeUnit.SECONDS)
                .until(() -> members.find(SHOP).nodes().isEmpty());
    }

    @Test
    void find_serverThatLeavesSoonAfterZooKeepersReturn_isStruckOffAtOnce() throws Exception {
        // Given: a grace that does not end meanwhile
        var patient = new ClusterMembers(coordinator(), Duration.ofMinutes(10));
        resources.add(0, patient);
        patient.start();
        EphemeralNode first = activate(9199);
        activate(9200);
        await().until(() ->
                patient.find(SHOP) != null && patient.find(SHOP).nodes().size() == 2);
        zookeeper.restart();
        await().ignoreExceptionsInstanceOf(JubatusException.class).until(() -> activate(9201) != null);
        await().until(() -> patient.find(SHOP).nodes().size() == 3);

        // When
        first.close();

        // Then
        await().until(() -> patient.find(SHOP).nodes().equals(List.of(node(9200), node(9201))));
    }

    private EphemeralNode activate(int port) {
        return EphemeralNode.create(servers, ACTIVES + "/" + node(port));
    }

    private void awaitServers(int... ports) {
        List<Node> expected = new ArrayList<>();
        for (int port : ports) {
            expected.add(node(port));
        }
        await().until(() ->
                members.find(SHOP) != null && members.find(SHOP).nodes().equals(expected));
    }

    private static Node node(int port) {
        return new Node("127.0.0.1", port);
    }
}
