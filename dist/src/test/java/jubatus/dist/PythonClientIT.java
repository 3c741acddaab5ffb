package jubatus.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import jubatus.dist.Program.Outcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The Python client of the suite: its own tests and its example, run by the system's Python against a server of the suite. */
@Timeout(120)
class PythonClientIT {
    private final Suite suite = Suite.built();

    @TempDir
    private Path folder;

    private Program server;
    private Process process;
    private int port;

    @BeforeEach
    void startServer() throws Exception {
        new Python(folder).requireMsgpack();
        port = ServerProcessIT.freePort();
        List<String> command = List.of(
                suite.program("jubaclassifier").toString(),
                "-f",
                suite.home().resolve("examples/shogun/shogun.json").toString(),
                "-b",
                "127.0.0.1",
                "-p",
                Integer.toString(port),
                "-d",
                folder.toString(),
                "--timeout",
                "1");
        server = new Program(command, Suite.javaHome(Suite.JAVA_HOME), Files.createDirectory(folder.resolve("server")));
        process = server.start();
        ServerProcessIT.awaitStart(server);
    }

    @AfterEach
    void stopServer() throws Exception {
        if (process != null) {
            process.destroy();
            server.outcome(process);
        }
    }

    @Test
    void ownTests_againstTheServer_passAndNoneIsSkipped() throws Exception {
        Path client = suite.home().resolve("examples/python");

        Outcome outcome = python(
                "-W",
                "error",
                "-m",
                "unittest",
                "discover",
                "-t",
                client.toString(),
                "-s",
                client.resolve("tests").toString());

        assertThat(outcome.stderr()).contains("\nRan ").endsWith("\nOK\n");
        assertThat(outcome.status()).isZero();
    }

    @Test
    void shogun_againstTheServer_guessesThreeFamilies() throws Exception {
        Path program = suite.home().resolve("examples/shogun/shogun.py");

        Outcome outcome = python(program.toString(), "--port", Integer.toString(port));

        assertThat(outcome).isEqualTo(new Outcome(0, printed("徳川 慶喜\n足利 義昭\n北条 守時\n"), ""));
    }

    private Outcome python(String... arguments) throws Exception {
        return new Python(folder).run(Map.of("JUBATUS_SERVER", "127.0.0.1:" + port), arguments);
    }

    private static String printed(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }
}
