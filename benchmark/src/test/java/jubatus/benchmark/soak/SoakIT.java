package jubatus.benchmark.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Half a minute of what {@code benchmark/soak.sh} does in twenty, so that it can be relied on when it is needed. */
@Timeout(600)
class SoakIT {
    /** Draws a kill of a server at first, and on a machine that has time for it one of all servers then. */
    private static final String SEED = "296";

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    private Path folder;

    @Test
    void shouldFindNothingLostWhenServersAreKilled() {
        Path suite = Path.of("../dist/target/jubatus-1.2.0");
        assumeThat(suite.resolve("lib/classpath"))
                .as("the suite, built by mvn package")
                .exists();

        int status = SoakMain.run(
                stream(out),
                stream(err),
                "--suite",
                suite.toString(),
                "--minutes",
                "0.4",
                "--fault-every",
                "6",
                "--seed",
                SEED,
                "--work",
                folder.resolve("soak").toString());

        assertThat(status).as(err + "\n" + out).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("a server is killed", "good: ");
        assertThat(folder.resolve("soak/soak-memory.svg")).content().contains("server 3", "class=\"mark\"");
        assertThat(folder.resolve("soak/soak-requests.svg")).isNotEmptyFile();
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }
}
