package jubatus.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jubatus.dist.Program.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What belongs to a cluster besides its servers, by the launchers. */
@Timeout(120)
class ClusterToolsIT {
    private final Suite suite = Suite.built();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jubaclassifier",
                "jubaclassifier_proxy",
                "jubaconfig",
                "jubactl",
                "jubavisor",
                "jubatus-zookeeper"
            })
    void help_ofEachProgram_isPrintedAndNothingElse(String program) throws Exception {
        Outcome outcome = run(Map.of(), program, "--help");

        assertThat(outcome.status()).isZero();
        assertThat(outcome.stdout()).startsWith("usage: " + program + " ");
        assertThat(outcome.stderr()).isEmpty();
    }

    @Test
    void jubaconfig_againstTheSuitesOwnZooKeeper_writesListsReadsAndDeletes() throws Exception {
        // Given
        int port = ServerProcessIT.freePort();
        String config = Files.readString(suite.home().resolve("conf/shogun.json"));
        Map<String, String> zk = Map.of("ZK", "127.0.0.1:" + port);
        Program zooKeeper = zooKeeper(port);
        Process process = zooKeeper.start();
        try {
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(zooKeeper.printed()).contains("ZooKeeper listens on"));

            // When, Then
            String file = suite.home().resolve("conf/shogun.json").toString();
            assertThat(run(
                            zk,
                            "jubaconfig",
                            "--cmd",
                            "write",
                            "--file",
                            file,
                            "--name",
                            "shogun",
                            "--type",
                            "classifier"))
                    .isEqualTo(new Outcome(0, "", ""));
            assertThat(run(zk, "jubaconfig", "-c", "list"))
                    .isEqualTo(new Outcome(0, "type: classifier, name: shogun\n" + config + "\n", ""));
            assertThat(run(zk, "jubaconfig", "-c", "read", "-t", "classifier", "-n", "shogun"))
                    .isEqualTo(new Outcome(0, config, ""));
            assertThat(run(zk, "jubaconfig", "-c", "delete", "-t", "classifier", "-n", "shogun"))
                    .isEqualTo(new Outcome(0, "", ""));
        } finally {
            process.destroy();
            assertThat(zooKeeper.outcome(process).status()).isZero();
        }
    }

    private Program zooKeeper(int port) throws Exception {
        Path output = Files.createDirectory(folder.resolve("zookeeper"));
        List<String> command = List.of(
                suite.program("jubatus-zookeeper").toString(),
                "--port",
                Integer.toString(port),
                "--data",
                output.resolve("data").toString());
        return new Program(command, Suite.javaHome(Suite.JAVA_HOME), output);
    }

    private Outcome run(Map<String, String> more, String program, String... arguments) throws Exception {
        var environment = new HashMap<>(Suite.javaHome(Suite.JAVA_HOME));
        environment.putAll(more);
        var command = new ArrayList<>(List.of(suite.program(program).toString()));
        command.addAll(List.of(arguments));
        return new Program(command, environment, folder).run();
    }
}
