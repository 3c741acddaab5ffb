package jubatus.common.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import jubatus.core.JubatusException;
import org.apache.zookeeper.CreateMode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ServerMembershipIT {
    private static final byte[] CONFIG = "{ }\n".getBytes(StandardCharsets.UTF_8);
    private static final Node SELF = new Node("127.0.0.1", 9199);
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private static ZooKeeperServer zooKeeper;
    private final ClusterName shop = new ClusterName("classifier", "shop" + NUMBER.incrementAndGet());
    private final String ownNode = shop.nodes() + "/127.0.0.1_9199";
    private final String ownActive = shop.actives() + "/127.0.0.1_9199";
    private Coordinator coordinator;
    private ServerMembership membership;

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
        membership = new ServerMembership(coordinator, shop, SELF);
    }

    @AfterEach
    void disconnect() {
        membership.close();
        coordinator.close();
    }

    @Test
    void lockConfig_nobodyWrites_holdsAReadLockAndNothingElse() throws Exception {
        membership.lockConfig();

        assertThat(zooKeeper.children(shop.configLock())).containsExactly("rlock_0000000000");
        assertThat(zooKeeper.children(shop.root())).containsExactly("config_lock");
    }

    @Test
    void lockConfig_somebodyWritesForLong_isRefused() throws Exception {
        ClusterTree.prepareCluster(coordinator, shop);
        zooKeeper.create(shop.configLock() + "/wlock_", CreateMode.EPHEMERAL_SEQUENTIAL);

        assertThatThrownBy(membership::lockConfig)
                .isInstanceOf(JubatusException.class)
                .hasMessageStartingWith("any user is writing config?");
    }

    @Test
    void readConfig_thereIsNone_saysWhere() {
        membership.lockConfig();

        assertThatThrownBy(membership::readConfig)
                .isInstanceOf(JubatusException.class)
                .hasMessage("config does not exist: " + shop.config());
    }

    @Test
    void join_freshCluster_registersTheNodeAsTheOriginalDoes() throws Exception {
        start();

        assertThat(zooKeeper.children(shop.root())).containsExactly("config_lock", "master_lock", "nodes");
        assertThat(zooKeeper.stat(ownNode).getEphemeralOwner()).isEqualTo(coordinator.session());
        assertThat(zooKeeper.data(ownNode)).isEmpty();
        assertThat(membership.members()).containsExactly(SELF);
        assertThat(membership.isActive()).isFalse();
        assertThat(membership.actives()).isEmpty();
    }

    @Test
    void activate_thenDeactivate_comesAndGoes() throws Exception {
        start();

        membership.activate();
        assertThat(membership.isActive()).isTrue();
        assertThat(membership.actives()).containsExactly(SELF);
        assertThat(zooKeeper.stat(ownActive).getEphemeralOwner()).isEqualTo(coordinator.session());

        membership.deactivate();
        assertThat(membership.isActive()).isFalse();
        assertThat(zooKeeper.children(shop.actives())).isEmpty();
    }

    @Test
    void close_activeServer_leavesTheTreeAsAnOriginalDoes() throws Exception {
        start();
        membership.activate();

        membership.close();

        assertThat(zooKeeper.children(shop.nodes())).isEmpty();
        assertThat(zooKeeper.children(shop.actives())).isEmpty();
        assertThat(zooKeeper.children(shop.configLock())).isEmpty();
        assertThat(zooKeeper.children(shop.root())).containsExactly("actives", "config_lock", "master_lock", "nodes");
    }

    @Test
    void join_deadPredecessorOnTheSamePort_isReplacedAtOnceWithItsLocks() throws Exception {
        // Given: what a killed process leaves for as long as its session lives
        ClusterTree.prepareCluster(coordinator, shop);
        zooKeeper.createAll(shop.masterLock(), shop.nodes(), shop.actives());
        zooKeeper.create(ownNode, CreateMode.EPHEMERAL);
        zooKeeper.create(ownActive, CreateMode.EPHEMERAL);
        zooKeeper.create(shop.configLock() + "/rlock_", CreateMode.EPHEMERAL_SEQUENTIAL);
        zooKeeper.create(shop.masterLock() + "/wlock_", CreateMode.EPHEMERAL_SEQUENTIAL);

        // When
        start();

        // Then
        assertThat(zooKeeper.stat(ownNode).getEphemeralOwner()).isEqualTo(coordinator.session());
        assertThat(zooKeeper.stat(ownActive)).isNull();
        assertThat(zooKeeper.children(shop.configLock())).containsExactly("rlock_0000000001");
        assertThat(zooKeeper.children(shop.masterLock())).isEmpty();
    }

    @Test
    void join_othersRunAndMix_keepTheirLocks() throws Exception {
        // Given
        ClusterTree.prepareCluster(coordinator, shop);
        zooKeeper.createAll(shop.masterLock(), shop.nodes());
        zooKeeper.create(shop.nodes() + "/127.0.0.2_9199", CreateMode.EPHEMERAL);
        zooKeeper.create(shop.masterLock() + "/wlock_", CreateMode.EPHEMERAL_SEQUENTIAL);

        // When
        start();

        // Then
        assertThat(zooKeeper.children(shop.masterLock())).hasSize(1);
        assertThat(membership.members()).containsExactly(SELF, new Node("127.0.0.2", 9199));
    }

    @Test
    void onRemoved_somebodyDeletesTheNode_isCalled() throws Exception {
        // Given
        var removed = new CountDownLatch(1);
        membership.onRemoved(removed::countDown);
        start();

        // When
        zooKeeper.delete(ownNode);

        // Then
        assertThat(removed.await(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void session_expiresWhileActive_allIsDoneAgain() throws Exception {
        // Given
        zooKeeper.createAll("/jubatus", "/jubatus/config", "/jubatus/config/classifier");
        coordinator.write(shop.config(), CONFIG);
        var removed = new AtomicInteger();
        var rejoined = new CountDownLatch(1);
        membership.onRemoved(removed::incrementAndGet);
        membership.onRejoined(rejoined::countDown);
        membership.lockConfig();
        membership.readConfig();
        membership.join();
        membership.activate();
        long before = coordinator.session();
        zooKeeper.delete(shop.config());

        // When
        zooKeeper.expire(coordinator);

        // Then
        assertThat(rejoined.await(30, TimeUnit.SECONDS)).isTrue();
        await().untilAsserted(() -> {
            assertThat(coordinator.session()).isNotIn(0L, before);
            assertThat(zooKeeper.stat(ownNode).getEphemeralOwner()).isEqualTo(coordinator.session());
            assertThat(zooKeeper.stat(ownActive).getEphemeralOwner()).isEqualTo(coordinator.session());
            assertThat(zooKeeper.children(shop.configLock())).containsExactly("rlock_0000000001");
            assertThat(zooKeeper.data(shop.config())).isEqualTo(CONFIG);
        });
        assertThat(removed).hasValue(0);
    }

    private void start() {
        membership.lockConfig();
        membership.join();
    }
}
