package jubatus.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import jubatus.common.client.ClassifierClient;
import jubatus.common.client.LabeledDatum;
import jubatus.core.JubatusException;
import jubatus.core.datum.Datum;
import jubatus.dist.Processes.Running;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A journal, its snapshots and saved models on a disk that fills up, for which a file system of a few MiB is mounted; only root may do that. */
@Timeout(120)
class FullDiskIT {
    private static final Datum LARGE = new Datum().addString("name", "x".repeat(100_000));
    private static final int MOST_CALLS = 200;
    /** Enough to make a model of several MiB. */
    private static final int GROWN_SAMPLES = 60;
    /** Enough for more than a MiB of journal, and a model of many. */
    private static final int LARGE_SAMPLES = 300;

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

    @Test
    void save_onAFullDisk_failsAndLeavesTheFileOfBefore() throws Exception {
        Path disk = Files.createDirectory(folder.resolve("disk"));
        assumeTrue(isDone("mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", disk.toString()), "only root may mount");
        try (var processes = new Processes(suite, folder)) {
            int port = ServerProcessIT.freePort();
            Running server = serveSavingTo(processes, port, disk);
            try (ClassifierClient client = connect(port)) {
                // Given
                teach(client);
                client.save("model");
                List<Path> before = files(disk);

                // When
                for (int i = 0; i < GROWN_SAMPLES; i++) {
                    teach(client, i);
                }
                assertThatThrownBy(() -> client.save("model")).hasMessageContaining("cannot write output file");

                // Then
                assertThat(server.program().printed()).contains("No space left on device");
                assertThat(files(disk)).isEqualTo(before);
                assertThat(client.getLabels()).containsEntry("label", 1L + GROWN_SAMPLES);
                assertThat(client.load("model")).isTrue();
                assertThat(client.getLabels()).containsEntry("label", 1L);
            }
        } finally {
            assertThat(isDone("umount", disk.toString())).isTrue();
        }
    }

    @Test
    void snapshot_onAFullDisk_isLeftOutAndLosesNothing() throws Exception {
        Path disk = Files.createDirectory(folder.resolve("disk"));
        assumeTrue(isDone("mount", "-t", "tmpfs", "-o", "size=9m", "tmpfs", disk.toString()), "only root may mount");
        try (var processes = new Processes(suite, folder)) {
            int port = ServerProcessIT.freePort();
            Running server = serve(processes, port, "first", disk, "--journal_snapshot_size=1");
            try (ClassifierClient client = connect(port)) {
                for (int i = 0; i < LARGE_SAMPLES; i++) {
                    teach(client, i);
                }
                await().atMost(Duration.ofSeconds(30))
                        .until(() -> server.program().printed().contains("no snapshot of the journal"));
                teach(client);
            }
            assertThat(server.program().printed()).doesNotContain("journal snapshot folder");
            processes.kill(server);

            serve(processes, port, "second", disk);
            try (ClassifierClient client = connect(port)) {
                assertThat(client.getLabels()).containsEntry("label", LARGE_SAMPLES + 1L);
            }
        } finally {
            assertThat(isDone("umount", disk.toString())).isTrue();
        }
    }

    private Running serveSavingTo(Processes processes, int port, Path disk) throws Exception {
        return processes.serve(
                "saving",
                "RPC server startup",
                "jubaclassifier",
                "--configpath=" + suite.home().resolve("conf/shogun.json"),
                "--listen_addr=127.0.0.1",
                "--rpc-port=" + port,
                "--datadir=" + disk);
    }

    private static List<Path> files(Path disk) throws Exception {
        try (Stream<Path> files = Files.list(disk)) {
            return files.sorted().toList();
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

    /** A thousand features of which no other number has any. */
    private static void teach(ClassifierClient client, int number) {
        var characters = new StringBuilder();
        for (int i = 0; i < 1000; i++) {
            characters.appendCodePoint(0x20000 + 1000 * number + i);
        }
        client.train(List.of(new LabeledDatum("label", new Datum().addString("name", characters.toString()))));
    }

    private Running serve(Processes processes, int port, String name, Path disk, String... more) throws Exception {
        List<String> arguments = new ArrayList<>(List.of(
                "--configpath=" + suite.home().resolve("conf/shogun.json"),
                "--listen_addr=127.0.0.1",
                "--rpc-port=" + port,
                "--journal=" + disk.resolve("journal")));
        arguments.addAll(List.of(more));
        return processes.serve(name, "RPC server startup", "jubaclassifier", arguments.toArray(String[]::new));
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
