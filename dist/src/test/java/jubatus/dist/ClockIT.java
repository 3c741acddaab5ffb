package jubatus.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import jubatus.common.client.ClassifierClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server whose clock on the wall jumps by more than the time after which members are forgotten: nothing is lost and nothing counts
 * twice. Needs a C compiler, for what changes the clock is preloaded into the server.
 */
@Timeout(180)
class ClockIT {
    private static final long DAY = Duration.ofDays(1).toSeconds();

    @TempDir
    private Path folder;

    private RunningCluster cluster;
    private int jumping;

    @AfterEach
    void stopAll() {
        if (cluster != null) {
            cluster.close();
        }
    }

    @Test
    void jump_ofOneServersClockWhileAnotherIsAway_losesNothing() throws Exception {
        startThree(compiledClock());
        var lessons = new Lessons(cluster);
        jumping = cluster.ports().get(0);
        int away = cluster.ports().get(1);
        int other = cluster.ports().get(2);
        lessons.teachEach();
        lessons.assertKnownEverywhere();
        lessons.teachEach();

        // When it jumps ahead and mixes without one who is away
        cluster.kill(away);
        cluster.awaitGone(away);
        setOffset(DAY);
        lessons.teachEach();
        lessons.mix(jumping);
        cluster.startServer(away);
        cluster.awaitActives(cluster.ports());

        // Then
        assertThat(clockOf(jumping) - clockOf(other)).isBetween(DAY - 60, DAY + 60);
        lessons.assertKnownEverywhere();

        // When its session is lost after that, and it believes that it was away for a day
        cluster.signal(jumping, "STOP");
        cluster.awaitGone(jumping);
        lessons.teach(other, 3);
        lessons.mix(other);
        cluster.signal(jumping, "CONT");
        cluster.awaitActives(cluster.ports());
        lessons.assertKnownEverywhere();

        // When it jumps back
        setOffset(-DAY);
        lessons.teachEach();
        lessons.assertKnownEverywhere();
    }

    private void startThree(Path clock) throws Exception {
        cluster = RunningCluster.start(
                Suite.built(),
                folder,
                0,
                "--interval_count=0",
                "--interval_sec=0",
                "--interconnect_timeout=2",
                "--journal=" + folder.resolve("journal" + RunningCluster.PORT));
        for (int i = 0; i < 3; i++) {
            int port = ServerProcessIT.freePort();
            Files.write(folder.resolve("offset" + port), new byte[Long.BYTES]);
            cluster.startServersBy(
                    "/usr/bin/env", "LD_PRELOAD=" + clock, "CLOCK_OFFSET=" + folder.resolve("offset" + port));
            cluster.startServer(port);
        }
        cluster.awaitActives(cluster.ports());
    }

    private void setOffset(long seconds) throws IOException {
        try (FileChannel file = FileChannel.open(folder.resolve("offset" + jumping), StandardOpenOption.WRITE)) {
            file.write(ByteBuffer.allocate(Long.BYTES)
                    .order(ByteOrder.nativeOrder())
                    .putLong(0, seconds));
        }
    }

    private long clockOf(int port) {
        try (ClassifierClient client = cluster.clientOf(port)) {
            return Long.parseLong(client.getStatus().get(cluster.node(port)).get("clock_time"));
        }
    }

    private Path compiledClock() throws Exception {
        Path source = folder.resolve("clock.c");
        try (InputStream in = ClockIT.class.getResourceAsStream("/clock.c")) {
            Files.copy(in, source);
        }
        Path library = folder.resolve("clock.so");
        String line = "cc -O -shared -fPIC -o " + library + " " + source;
        int status = new ProcessBuilder("sh", "-c", line).inheritIO().start().waitFor();
        assumeTrue(status == 0, "there is no C compiler to make the clock that jumps: " + line);
        return library;
    }
}
