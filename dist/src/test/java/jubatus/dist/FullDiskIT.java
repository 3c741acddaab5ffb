package jubatus.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import jubatus.common.client.ClassifierClient;
import jubatus.common.client.LabeledDatum;
import jubatus.core.JubatusException;
import jubatus.core.datum.Datum;
import jubatus.dist.Processes.Running;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A journal on a disk that fills up, for which a file system of a few MiB is mounted; only root may do that. */
@Timeout(120)
class FullDiskIT {
    private static final Datum LARGE = new Datum().addString("name", "x".repeat(100_000));
    private static final int MOST_CALLS = 200;

    private final Suite suite = Suite.built();

    @TempDir
    private Path folder;

    @Test
    void train_onAFullDisk_failsUntilThereIsRoomAndLosesNothing() throws Exception {
        Path disk = Files.createDirectory(folder.resolve("disk"));
        assumeTrue(isDone("mount", "-t", "tmpfs", "-o", "size=12m", "tmpfs", disk.toString()), "only root may mount");
        try (var processes = new Processes(suite, folder)) {
            Path ballast = Files.write(disk.resolve("ballast"), new byte[6 << 20]);
            int port = ServerProcessIT.freePort();
            Running server = serve(processes, port, "first", disk);
            long taught = 0;
            try (ClassifierClient client = connect(port)) {
                // When it fills up
                long acknowledged = teachUntilRefused(client);

                // Then updates are refused with a reason, and questions are answered
                assertThatThrownBy(() -> teach(client)).hasMessageContaining("No space left on device");
                assertThat(client.classify(List.of(LARGE))).hasSize(1);
                assertThat(acknowledged).isPositive();

                // When there is room again
                Files.delete(ballast);
                teach(client);
                taught = client.getLabels().get("label");
                assertThat(taught).isBetween(acknowledged + 1, acknowledged + 2);
            }
            processes.kill(server);

            serve(processes, port, "second", disk);
            try (ClassifierClient client = connect(port)) {
                assertThat(client.getLabels()).containsEntry("label", taught);
            }
        } finally {
            assertThat(isDone("umount", disk.toString())).isTrue();
        }
    }

    private static long teachUntilRefused(ClassifierClient client) {
        for (int acknowledged = 0; acknowledged < MOST_CALLS; acknowledged++) {
            try {
                teach(client);
            } catch (JubatusException e) {
                return acknowledged;
            }
        }
        throw new AssertionError("the disk did not fill up by " + MOST_CALLS + " calls");
    }

    private static void teach(ClassifierClient client) {
        client.train(List.of(new LabeledDatum("label", LARGE)));
    }

    private Running serve(Processes processes, int port, String name, Path disk) throws Exception {
        return processes.serve(
                name,
                "RPC server startup",
                "jubaclassifier",
                "--configpath=" + suite.home().resolve("conf/shogun.json"),
                "--listen_addr=127.0.0.1",
                "--rpc-port=" + port,
                "--journal=" + disk.resolve("journal"));
    }

    private static ClassifierClient connect(int port) {
        return ClassifierClient.connect("127.0.0.1", port, "");
    }

    /** By a shell, to which a command that is not there is one that fails. */
    private static boolean isDone(String... command) throws Exception {
        String line = String.join(" ", command);
        return new ProcessBuilder("sh", "-c", line).inheritIO().start().waitFor() == 0;
    }
}
