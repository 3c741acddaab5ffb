package jubatus.common.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.zookeeper.CreateMode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ChildrenWatchIT {
    private static final String PATH = "/watched";

    private final BlockingQueue<List<String>> lists = new LinkedBlockingQueue<>();
    private ZooKeeperServer zooKeeper;
    private Coordinator coordinator;

    @BeforeEach
    void start() throws Exception {
        zooKeeper = ZooKeeperServer.start();
        coordinator = zooKeeper.connect();
    }

    @AfterEach
    void stop() throws Exception {
        coordinator.close();
        zooKeeper.close();
    }

    @Test
    void watch_nodeIsMissing_beginsWithAnEmptyListAndSeesItCome() throws Exception {
        try (var watch = coordinator.watchChildren(PATH, lists::add)) {
            assertThat(next()).isEmpty();
            assertThat(watch.isKnown()).isTrue();

            zooKeeper.createAll(PATH, PATH + "/a");

            assertThat(next()).containsExactly("a");
            assertThat(watch.children()).containsExactly("a");
        }
    }

    @Test
    void watch_childrenComeAndGo_getsEachNewList() throws Exception {
        zooKeeper.createAll(PATH, PATH + "/b");
        try (var watch = coordinator.watchChildren(PATH, lists::add)) {
            assertThat(next()).containsExactly("b");
            zooKeeper.createAll(PATH + "/a");
            assertThat(next()).containsExactly("a", "b");
            zooKeeper.delete(PATH + "/b");
            assertThat(next()).containsExactly("a");
            assertThat(watch.children()).containsExactly("a");
        }
    }

    @Test
    void watch_nodeIsDeletedAndMadeAgain_goesOn() throws Exception {
        zooKeeper.createAll(PATH, PATH + "/a");
        try (var watch = coordinator.watchChildren(PATH, lists::add)) {
            assertThat(next()).containsExactly("a");
            zooKeeper.delete(PATH + "/a");
            assertThat(next()).isEmpty();
            zooKeeper.delete(PATH);
            zooKeeper.createAll(PATH, PATH + "/c");
            assertThat(next()).containsExactly("c");
            assertThat(watch.isKnown()).isTrue();
        }
    }

    @Test
    void watch_sessionExpires_seesWhatChangedMeanwhileAndAfter() throws Exception {
        zooKeeper.createAll(PATH);
        try (var watch = coordinator.watchChildren(PATH, lists::add)) {
            assertThat(next()).isEmpty();

            zooKeeper.expire(coordinator);
            zooKeeper.createAll(PATH + "/a");
            assertThat(next()).containsExactly("a");

            zooKeeper.createAll(PATH + "/b");
            assertThat(next()).containsExactly("a", "b");
            assertThat(watch.isKnown()).isTrue();
        }
    }

    @Test
    void watch_zooKeeperAway_keepsTheLastList() throws Exception {
        zooKeeper.createAll(PATH, PATH + "/a");
        try (var watch = coordinator.watchChildren(PATH, lists::add)) {
            assertThat(next()).containsExactly("a");

            zooKeeper.stop();
            await().until(() -> !coordinator.isConnected());

            assertThat(watch.children()).containsExactly("a");
            zooKeeper.restart();
            zooKeeper.createAll(PATH + "/b");
            assertThat(next()).containsExactly("a", "b");
        }
    }

    @Test
    void close_thenAChange_isNotTold() throws Exception {
        zooKeeper.createAll(PATH);
        try (var other = coordinator.watchChildren(PATH, list -> {})) {
            var watch = coordinator.watchChildren(PATH, lists::add);
            assertThat(next()).isEmpty();
            watch.close();

            zooKeeper.create(PATH + "/a", CreateMode.PERSISTENT);
            await().until(() -> other.children().equals(List.of("a")));

            assertThat(lists).isEmpty();
        }
    }

    private List<String> next() throws InterruptedException {
        List<String> list = lists.poll(30, TimeUnit.SECONDS);
        assertThat(list).as("the next list").isNotNull();
        return list;
    }
}
