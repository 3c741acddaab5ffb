package jubatus.common.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import jubatus.core.JubatusException;
import org.junit.jupiter.api.Test;

class ProgramTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Program program = new Program(
            new CommandLine("jubatest", List.of(Option.text('n', "name", "", "name of it"), Program.VERSION)),
            new Console(
                    new PrintStream(out, true, StandardCharsets.UTF_8),
                    new PrintStream(err, true, StandardCharsets.UTF_8)));

    @Test
    void run_help_printsUsageOnOutput() {
        assertThat(run("--help", "--nonsense")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("usage: jubatest [options] ... \noptions:\n  -n, ");
        assertThat(err.size()).isZero();
    }

    @Test
    void run_version_printsItOnOutput() {
        assertThat(run("-v")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("jubatus-" + Version.NUMBER + " (jubatest)\n");
        assertThat(Version.NUMBER).matches("\\d+\\.\\d+\\.\\d+");
    }

    @Test
    void run_versionWithWrongOption_isWrongUsage() {
        assertThat(run("--version", "-x", "-y")).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo("""
                        undefined short option: -x
                        undefined short option: -y
                        usage: jubatest [options] ...\s
                        Run 'jubatest --help' for the options.
                        """);
        assertThat(out.size()).isZero();
    }

    @Test
    void run_bodyFailsWithSentence_printsItWithoutStackTrace() {
        assertThat(program.run(new String[0], arguments -> {
                    throw new JubatusException(JubatusException.Code.FAILED, "慶喜 is not here");
                }))
                .isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo("jubatest: 慶喜 is not here\n");
    }

    @Test
    void run_bodyHasABug_printsStackTrace() {
        assertThat(program.run(new String[0], arguments -> {
                    throw new IllegalStateException("oops");
                }))
                .isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .startsWith("jubatest: this is a bug, please report it: java.lang.IllegalStateException: oops\n")
                .contains("\tat ");
    }

    @Test
    void run_bodyRunsOutOfMemory_saysWhatToDo() {
        assertThat(program.run(new String[0], arguments -> {
                    throw new OutOfMemoryError("Java heap space");
                }))
                .isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .isEqualTo("jubatest: out of memory (Java heap space); allow more with JUBATUS_JAVA_OPTS=-Xmx...\n");
    }

    private int run(String... arguments) {
        return program.run(arguments, parsed -> 0);
    }
}
