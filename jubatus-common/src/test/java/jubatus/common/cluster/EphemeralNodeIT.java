package jubatus.common.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import jubatus.core.JubatusException;
import org.apache.zookeeper.CreateMode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EphemeralNodeIT {
    private static final String PATH = ClusterTree.SUPERVISORS + "/127.0.0.11_9198";

    private static ZooKeeperServer zooKeeper;
    private Coordinator coordinator;

    @BeforeAll
    static void startZooKeeper() throws Exception {
        zooKeeper = ZooKeeperServer.start();
    }

    @AfterAll
    static void stopZooKeeper() throws Exception {
        zooKeeper.close();
    }

    @BeforeEach
    void connect() {
        coordinator = zooKeeper.connect();
    }

    @AfterEach
    void disconnect() throws Exception {
        coordinator.close();
        if (zooKeeper.stat(PATH) != null) {
            zooKeeper.delete(PATH);
        }
    }

    @Test
    void create_parentsMissing_makesThemPersistent() throws Exception {
        try (var node = EphemeralNode.create(coordinator, "/x/y/z")) {
            assertThat(zooKeeper.stat("/x/y").getEphemeralOwner()).isZero();
            assertThat(zooKeeper.stat(node.path()).getEphemeralOwner()).isEqualTo(coordinator.session());
            assertThat(zooKeeper.data(node.path())).isEmpty();
        }
        assertThat(zooKeeper.children("/x/y")).isEmpty();
    }

    @Test
    void create_deadOwnersNode_isReplacedAndItsOwnerNamed() throws Exception {
        zooKeeper.createAll(ClusterTree.ROOT, ClusterTree.SUPERVISORS);
        zooKeeper.create(PATH, CreateMode.EPHEMERAL);
        List<Long> owners = new ArrayList<>();

        try (var node = EphemeralNode.create(coordinator, PATH, owners::add)) {
            assertThat(zooKeeper.stat(node.path()).getEphemeralOwner()).isEqualTo(coordinator.session());
            assertThat(owners).containsExactly(zooKeeper.otherClient().getSessionId());
        }
    }

    @Test
    void create_persistentNodeOfThatName_isRefusedWithASentence() throws Exception {
        zooKeeper.createAll(ClusterTree.ROOT, ClusterTree.SUPERVISORS, PATH);

        assertThatThrownBy(() -> EphemeralNode.create(coordinator, PATH))
                .isInstanceOf(JubatusException.class)
                .hasMessageContaining(PATH + ": somebody made a persistent node of this name");
    }

    @Test
    void onDeleted_replacedByAnother_isToldAndTheOthersNodeStays() throws Exception {
        // Given
        var deleted = new CountDownLatch(1);
        var node = EphemeralNode.create(coordinator, PATH);
        node.onDeleted(deleted::countDown);

        // When
        try (var rival = zooKeeper.connect();
                var successor = EphemeralNode.create(rival, PATH)) {
            // Then
            assertThat(deleted.await(30, TimeUnit.SECONDS)).isTrue();
            node.close();
            assertThat(zooKeeper.stat(successor.path()).getEphemeralOwner()).isEqualTo(rival.session());
        }
    }

    @Test
    void onDeleted_setAfterTheDeletion_isToldAtOnce() throws Exception {
        try (var node = EphemeralNode.create(coordinator, PATH)) {
            var first = new CountDownLatch(1);
            var second = new CountDownLatch(1);
            node.onDeleted(first::countDown);
            zooKeeper.delete(PATH);
            assertThat(first.await(30, TimeUnit.SECONDS)).isTrue();

            node.onDeleted(second::countDown);

            assertThat(second.await(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void session_expires_nodeIsMadeAgainAndNobodyTold() throws Exception {
        var deleted = new CountDownLatch(1);
        long before = coordinator.session();
        try (var node = EphemeralNode.create(coordinator, PATH)) {
            node.onDeleted(deleted::countDown);

            zooKeeper.expire(coordinator);

            await().untilAsserted(() -> {
                assertThat(coordinator.session()).isNotIn(0L, before);
                assertThat(zooKeeper.stat(PATH)).isNotNull();
                assertThat(zooKeeper.stat(PATH).getEphemeralOwner()).isEqualTo(coordinator.session());
            });
            assertThat(deleted.getCount()).isEqualTo(1);
        }
    }
}
