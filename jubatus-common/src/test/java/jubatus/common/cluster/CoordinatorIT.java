package jubatus.common.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import jubatus.core.JubatusException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class CoordinatorIT {
    private static final byte[] DATA = {0, (byte) 0xff, '{'};

    private static ZooKeeperServer zooKeeper;
    private Coordinator coordinator;

    @BeforeAll
    static void startZooKeeper() throws Exception {
        zooKeeper = ZooKeeperServer.start();
        zooKeeper.createAll("/a");
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
    void disconnect() {
        coordinator.close();
    }

    @Test
    void connect_nobodyListens_saysSoAfterTheTimeout() throws Exception {
        int port;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }

        assertThatThrownBy(() -> Coordinator.connect("127.0.0.1:" + port, Duration.ofSeconds(1)))
                .isInstanceOf(JubatusException.class)
                .hasMessage("cannot connect zk in 1 sec: 127.0.0.1:" + port + "; does ZooKeeper run there?");
    }

    @Test
    void connect_peerThatNeverAnswers_saysSoAfterTheTimeout() throws Exception {
        try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String hosts = "127.0.0.1:" + silent.getLocalPort();

            assertThatThrownBy(() -> Coordinator.connect(hosts, Duration.ofSeconds(1)))
                    .hasMessage("cannot connect zk in 1 sec: " + hosts + "; does ZooKeeper run there?");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",", "localhost:x", "localhost:99999", ":2181", "localhost:2181/a/", "a:1,b:-1"})
    void connect_garbledHosts_isRefusedWithTheList(String hosts) {
        assertThatThrownBy(() -> Coordinator.connect(hosts, ZooKeeperServer.SESSION))
                .isInstanceOf(JubatusException.class)
                .hasMessageStartingWith("failed to initialize zk: " + hosts + ": it must be a list of host:port");
    }

    @Test
    void connectedHost_ofASession_isTheServersAddress() {
        assertThat(coordinator.connectedHost()).isEqualTo(zooKeeper.hosts());
        assertThat(coordinator.session()).isNotZero();
        assertThat(coordinator.isConnected()).isTrue();
    }

    @Test
    void connect_severalServersOneOfThemAway_findsTheOther() {
        try (var other = Coordinator.connect("127.0.0.1:1," + zooKeeper.hosts(), ZooKeeperServer.SESSION)) {
            assertThat(other.exists("/a")).isTrue();
        }
    }

    @Test
    void connect_chrootBehindTheHosts_isTheRootOfAllPaths() throws Exception {
        try (var below = Coordinator.connect(zooKeeper.hosts() + "/a", ZooKeeperServer.SESSION)) {
            below.ensure("/inner");
        }

        assertThat(zooKeeper.children("/a")).contains("inner");
        zooKeeper.delete("/a/inner");
    }

    @Test
    void read_whatWasWritten_isTheSameBytes() throws Exception {
        coordinator.write("/written", new byte[] {1});
        coordinator.write("/written", DATA);

        assertThat(coordinator.read("/written")).hasValue(DATA);
        assertThat(zooKeeper.data("/written")).isEqualTo(DATA);
    }

    @Test
    void read_missingNode_isEmpty() {
        assertThat(coordinator.read("/missing")).isEmpty();
        assertThat(coordinator.exists("/missing")).isFalse();
        assertThat(coordinator.children("/missing")).isEmpty();
    }

    @Test
    void ensure_nodeThatIsThere_leavesItsData() {
        coordinator.write("/kept", DATA);

        coordinator.ensure("/kept");

        assertThat(coordinator.read("/kept")).hasValue(DATA);
    }

    @Test
    void ensure_parentMissing_saysWhatFailedAndWhy() {
        assertThatThrownBy(() -> coordinator.ensure("/missing/child"))
                .isInstanceOf(JubatusException.class)
                .hasMessage("failed to create ZooKeeper node: /missing/child: no node (-101)");
    }

    @Test
    void remove_twice_isNoFailure() {
        coordinator.ensure("/gone");

        coordinator.remove("/gone");
        coordinator.remove("/gone");

        assertThat(coordinator.exists("/gone")).isFalse();
    }

    @Test
    void children_ofANode_areSortedByUnsignedBytes() {
        coordinator.ensure("/sorted");
        for (String name : new String[] {"b", "a_10", "a_9", "\uff3e", "é"}) {
            coordinator.ensure("/sorted/" + name);
        }

        assertThat(coordinator.children("/sorted")).containsExactly("a_10", "a_9", "b", "é", "\uff3e");
    }

    @Test
    void call_afterClose_fails() {
        coordinator.close();

        assertThatThrownBy(() -> coordinator.exists("/a")).isInstanceOf(JubatusException.class);
    }

    @Test
    void read_largestConfig_isTheSameBytes() {
        byte[] large = "x".repeat(ConfigStore.largestConfig()).getBytes(StandardCharsets.US_ASCII);

        coordinator.write("/large", large);

        assertThat(coordinator.read("/large")).hasValue(large);
    }
}
