package jubatus.common.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.zookeeper.CreateMode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ConfigStoreIT {
    private static final byte[] CONFIG = "{\"method\": \"PA\"} \n".getBytes(StandardCharsets.UTF_8);
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private static ZooKeeperServer zooKeeper;
    private final ClusterName shop = new ClusterName("classifier", "shop" + NUMBER.incrementAndGet());
    private Coordinator coordinator;
    private ConfigStore store;

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
        store = new ConfigStore(coordinator);
        ClusterTree.prepareCluster(coordinator, shop);
    }

    @AfterEach
    void disconnect() {
        coordinator.close();
    }

    @Test
    void read_whatWasWritten_isTheSameBytes() throws Exception {
        store.write(shop, CONFIG);

        assertThat(store.read(shop)).isEqualTo(CONFIG);
        assertThat(zooKeeper.data(shop.config())).isEqualTo(CONFIG);
        assertThat(zooKeeper.children(shop.configLock())).isEmpty();
    }

    @Test
    void write_configIsThere_isReplaced() {
        store.write(shop, CONFIG);
        store.write(shop, new byte[] {'1'});

        assertThat(store.read(shop)).containsExactly('1');
    }

    @Test
    void write_largest_canBeReadAndOneByteMoreIsRefused() {
        byte[] largest = new byte[ConfigStore.largestConfig()];
        store.write(shop, largest);
        assertThat(store.read(shop)).isEqualTo(largest);

        assertThatThrownBy(() -> store.write(shop, new byte[largest.length + 1]))
                .hasMessageContaining("has 1047552 bytes, but ZooKeeper takes at most 1047551");
    }

    @Test
    void write_aServerHoldsTheLock_isRefusedAfterThreeSeconds() throws Exception {
        zooKeeper.create(shop.configLock() + "/rlock_", CreateMode.EPHEMERAL_SEQUENTIAL);

        assertThatThrownBy(() -> store.write(shop, CONFIG)).hasMessageStartingWith("any user is using config?");
        assertThat(coordinator.exists(shop.config())).isFalse();
    }

    @Test
    void write_aServerIsRegisteredWithoutALock_isRefused() throws Exception {
        zooKeeper.createAll(shop.nodes());
        zooKeeper.create(shop.nodes() + "/10.0.0.1_9199", CreateMode.EPHEMERAL);

        assertThatThrownBy(() -> store.write(shop, CONFIG))
                .hasMessageStartingWith("any server is running: classifier, " + shop.name());
        assertThat(coordinator.exists(shop.config())).isFalse();
        assertThat(zooKeeper.children(shop.configLock())).isEmpty();
    }

    @Test
    void write_treeNotPrepared_saysWhichNodeIsMissing() {
        var other = new ClusterName("classifier", "other");

        assertThatThrownBy(() -> store.write(other, CONFIG))
                .hasMessage("ZooKeeper node does not exist: /jubatus/actors/classifier/other/config_lock; no config of"
                        + " classifier, other was ever written");
    }

    @Test
    void delete_writtenConfig_leavesTheRestOfTheTree() {
        store.write(shop, CONFIG);

        store.delete(shop);

        assertThat(coordinator.exists(shop.config())).isFalse();
        assertThat(coordinator.exists(shop.configLock())).isTrue();
    }

    @Test
    void deleteAndRead_noConfig_sayWhere() {
        assertThatThrownBy(() -> store.delete(shop)).hasMessage("config does not exist: " + shop.config());
        assertThatThrownBy(() -> store.read(shop)).hasMessage("config does not exist: " + shop.config());
    }

    @Test
    void list_severalTypes_areSortedByTypeAndName() {
        var regression = new ClusterName("regression", "a");
        ClusterTree.prepareCluster(coordinator, regression);
        store.write(regression, CONFIG);
        store.write(shop, CONFIG);

        assertThat(store.list())
                .contains(shop)
                .endsWith(regression)
                .isSortedAccordingTo(Comparator.comparing(ClusterName::config));
    }
}
