package jubatus.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import jubatus.dist.Program.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class ServerProcessIT {
    private final Suite suite = Suite.built();

    @TempDir
    private Path folder;

    @Test
    void server_sigterm_reachesTheJvmAndEndsItWithZero() throws Exception {
        // Given
        Program program = server(freePort());
        Process process = program.start();
        try {
            awaitStart(program);
            assertThat(process.info().command().orElseThrow()).endsWith("/java");

            // When
            process.destroy();

            // Then
            assertThat(program.outcome(process).status()).isZero();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void server_shogunExample_guessesThreeFamilies() throws Exception {
        // Given
        int port = freePort();
        Program program = server(port);
        Process process = program.start();
        try {
            awaitStart(program);

            // When
            Outcome outcome = shogun(port);

            // Then
            assertThat(outcome.stderr()).isEmpty();
            assertThat(outcome.stdout()).startsWith("trained 44 names\n").hasLineCount(4);
            assertThat(outcome.status()).isZero();
        } finally {
            process.destroy();
            program.outcome(process);
        }
    }

    private Program server(int port) {
        List<String> command = List.of(
                suite.program("jubaclassifier").toString(),
                "-f",
                suite.home().resolve("conf/shogun.json").toString(),
                "-b",
                "127.0.0.1",
                "-p",
                Integer.toString(port),
                "-d",
                folder.toString());
        return new Program(command, Suite.javaHome(Suite.JAVA_HOME), folder);
    }

    private Outcome shogun(int port) throws Exception {
        List<String> command = List.of(
                Suite.JAVA_HOME.resolve("bin/java").toString(),
                "-cp",
                suite.home().resolve("lib") + "/*",
                "jubatus.examples.shogun.Shogun",
                "--port",
                Integer.toString(port));
        Path client = Files.createDirectories(folder.resolve("client"));
        return new Program(command, Suite.javaHome(Suite.JAVA_HOME), client).run();
    }

    static void awaitStart(Program program) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(program.printed()).contains("RPC server startup"));
    }

    static int freePort() throws IOException {
        return Ports.free();
    }
}
