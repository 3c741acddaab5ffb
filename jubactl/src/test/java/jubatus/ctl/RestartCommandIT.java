package jubatus.ctl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import jubatus.common.cli.Console;
import jubatus.common.cluster.Coordinator;
import jubatus.common.cluster.EphemeralNode;
import org.apache.curator.test.TestingServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RestartCommandIT {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);

    @Test
    void run_zooKeeperGoesMeanwhile_endsTheStepWithASentence() throws Exception {
        try (var zooKeeper = new TestingServer();
                var coordinator = Coordinator.connect(zooKeeper.getConnectString(), Duration.ofSeconds(1));
                var server = new NotingNode().server("127.45.0.11");
                var visor = new NotingNode().visor("127.45.0.21")) {
            visor.runs(server);
            CtlOptions options = options(zooKeeper.getConnectString());
            EphemeralNode.create(coordinator, options.cluster().nodes() + "/" + server.node());
            EphemeralNode.create(coordinator, "/jubatus/supervisors/" + visor.node());
            visor.whileRestarting(() -> stop(zooKeeper));
            var progress = new JsonProgress(new Console(stream, stream), Command.RESTART);

            boolean restarted = new RestartCommand(options, coordinator).run(progress);

            progress.close(restarted);
            assertThat(restarted).isFalse();
            assertThat(out.toString(StandardCharsets.UTF_8))
                    .startsWith("{\"command\":\"restart\",\"ok\":false,\"results\":[{\"node\":\"" + server.node()
                            + "\",\"ok\":false,\"error\":\"it did not become active within 1 s (")
                    .endsWith("once it is active, restart can be repeated\"}]}\n");
        }
    }

    private static CtlOptions options(String zooKeeper) {
        return CtlOptions.check(
                CtlCommandLine.create()
                        .parse(
                                "-c",
                                "restart",
                                "-s",
                                "jubaclassifier",
                                "-t",
                                "classifier",
                                "-n",
                                "shop",
                                "--wait",
                                "1",
                                "-z",
                                zooKeeper),
                Map.of());
    }

    private static void stop(TestingServer zooKeeper) {
        try {
            zooKeeper.stop();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
