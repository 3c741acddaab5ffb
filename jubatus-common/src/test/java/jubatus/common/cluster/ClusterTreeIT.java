package jubatus.common.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.zookeeper.ZooDefs;
import org.apache.zookeeper.data.Stat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ClusterTreeIT {
    private static final List<String> PATHS = List.of(
            "/jubatus",
            "/jubatus/supervisors",
            "/jubatus/jubaproxies",
            "/jubatus/actors",
            "/jubatus/config",
            "/jubatus/actors/classifier",
            "/jubatus/config/classifier",
            "/jubatus/actors/classifier/shop",
            "/jubatus/actors/classifier/shop/config_lock");

    @Test
    void prepareCluster_emptyZooKeeper_makesTheNodesInTheOrderOfTheOriginal() throws Exception {
        try (var zooKeeper = ZooKeeperServer.start();
                var coordinator = zooKeeper.connect()) {
            // When
            ClusterTree.prepareCluster(coordinator, new ClusterName("classifier", "shop"));

            // Then
            Map<Long, String> byTime = new TreeMap<>();
            for (String path : PATHS) {
                Stat stat = zooKeeper.stat(path);
                byTime.put(stat.getCzxid(), path);
                assertThat(zooKeeper.data(path)).isEmpty();
                assertThat(stat.getEphemeralOwner()).isZero();
                assertThat(zooKeeper.otherClient().getACL(path, null)).isEqualTo(ZooDefs.Ids.OPEN_ACL_UNSAFE);
            }
            assertThat(byTime.values()).containsExactlyElementsOf(PATHS);
            assertThat(everything(zooKeeper, "/jubatus")).containsExactlyInAnyOrderElementsOf(PATHS);
        }
    }

    @Test
    void prepareCluster_allIsThere_changesNothing() throws Exception {
        try (var zooKeeper = ZooKeeperServer.start();
                var coordinator = zooKeeper.connect()) {
            var shop = new ClusterName("classifier", "shop");
            ClusterTree.prepareCluster(coordinator, shop);
            long before = zooKeeper.stat("/jubatus").getPzxid();

            ClusterTree.prepareCluster(coordinator, shop);

            assertThat(zooKeeper.stat("/jubatus").getPzxid()).isEqualTo(before);
        }
    }

    private static List<String> everything(ZooKeeperServer zooKeeper, String path) throws Exception {
        var all = new ArrayList<>(List.of(path));
        for (String child : zooKeeper.children(path)) {
            all.addAll(everything(zooKeeper, path + "/" + child));
        }
        all.sort(Comparator.naturalOrder());
        return all;
    }
}
