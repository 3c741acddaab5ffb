package jubatus.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** SIGTERM at a server while those answer nothing for whom it has to wait: it ends in order before jubavisor would kill it. */
@Timeout(120)
class StopIT {
    private static final Duration PATIENCE_OF_A_VISOR = Duration.ofSeconds(15);

    @Test
    void stop_whileZooKeeperAndAMemberHangInAMix_endsInTimeAndLosesNothing(@TempDir Path folder) throws Exception {
        try (var cluster = RunningCluster.start(
                Suite.built(),
                folder,
                1,
                "--interval_count=0",
                "--interval_sec=0",
                "--interconnect_timeout=60",
                "--journal=" + folder.resolve("journal" + RunningCluster.PORT))) {
            int port = cluster.ports().get(0);
            var lessons = new Lessons(cluster);
            lessons.teachEach();

            stopInAMix(cluster, port, lessons);

            cluster.startServer(port);
            cluster.awaitActives(cluster.ports());
            lessons.assertKnownEverywhere();
        }
    }

    private static void stopInAMix(RunningCluster cluster, int port, Lessons lessons) throws Exception {
        Process server = cluster.server(port).process();
        var told = new CountDownLatch(1);
        var stopped = new CountDownLatch(1);
        try (var member = new ScriptedMember()) {
            member.atPutDiff(() -> {
                cluster.signalZooKeeper("STOP");
                server.destroy();
                told.countDown();
                stopped.await();
            });
            member.enter(cluster);
            CompletableFuture<Void> mix = CompletableFuture.runAsync(() -> lessons.mix(port));
            told.await();

            assertThat(server.onExit()).succeedsWithin(PATIENCE_OF_A_VISOR);
            assertThat(server.exitValue()).isZero();
            assertThat(mix).failsWithin(PATIENCE_OF_A_VISOR);
            stopped.countDown();
            cluster.signalZooKeeper("CONT");
        }
    }
}
