package jubatus.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import jubatus.dist.CountedTraining.OnFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** ZooKeeper fails a cluster that learns and mixes all the time: no call of a client fails, and nothing is lost or counts twice. */
@Timeout(300)
class CoordinationLostIT {
    private static final int CLIENTS = 2;
    private static final String[] FAST_MIX = {"--interval_count=200", "--interval_sec=1", "--interconnect_timeout=2"};

    private final Suite suite = Suite.built();

    @TempDir
    private Path folder;

    @Test
    void kill_theLeaderOfTheEnsembleDuringMixes_losesNothing() throws Exception {
        try (var ensemble = Ensemble.start(suite, folder);
                var cluster = RunningCluster.startOn(ensemble.hosts(), suite, folder, 2, FAST_MIX)) {
            var training = CountedTraining.start(CLIENTS, cluster::client, OnFailure.GO_ON);
            try (training) {
                training.awaitMore(500);
                ensemble.killLeader();
                training.awaitMore(500);
                ensemble.awaitLeader();
                cluster.awaitActives(cluster.ports());
                training.awaitMore(500);
            }

            assertThat(training.failed()).isZero();
            CountedTraining.assertKnownEverywhere(cluster, training);
        }
    }

    @Test
    void split_aServerFromZooKeeper_losesNothing() throws Exception {
        try (var cluster = RunningCluster.start(suite, folder, 2, FAST_MIX);
                var cable = Forwarder.to(cluster.zooKeeperPort())) {
            int cutOff = ServerProcessIT.freePort();
            cluster.reachZooKeeperBy(cutOff, cable.address());
            cluster.startServer(cutOff);
            cluster.awaitActives(cluster.ports());
            var training = CountedTraining.start(CLIENTS, cluster::client, OnFailure.GO_ON);
            var straight = CountedTraining.start(CLIENTS, () -> cluster.clientOf(cutOff), OnFailure.GO_ON);
            try (training;
                    straight) {
                training.awaitMore(300);

                cable.cut();
                cluster.awaitGone(cutOff);
                training.awaitMore(300);
                straight.awaitMore(300);
                cable.mend();

                cluster.awaitActives(cluster.ports());
                training.awaitMore(300);
            }

            assertThat(training.failed() + straight.failed()).isZero();
            CountedTraining.assertKnownEverywhere(cluster, training, straight);
        }
    }
}
