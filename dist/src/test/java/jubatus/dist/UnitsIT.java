package jubatus.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import jubatus.dist.Program.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The systemd units, as far as that goes without a systemd that runs. */
@Timeout(180)
class UnitsIT {
    private static final Path ANALYZE = Path.of("/usr/bin/systemd-analyze");
    private static final Path NOTIFY = Path.of("/usr/bin/systemd-notify");
    private static final Path PYTHON = Path.of("/usr/bin/python3");

    @TempDir
    private Path folder;

    static List<Unit> units() throws IOException {
        return Unit.all();
    }

    @Test
    void verify_allUnits_systemdHasNothingToSay() throws Exception {
        // Given
        assumeTrue(Files.isExecutable(ANALYZE), "there is no " + ANALYZE);
        var command = new ArrayList<>(List.of(ANALYZE.toString(), "verify", "--man=no"));
        for (Unit unit : Unit.all()) {
            Path file = folder.resolve(unit.name().replace("@", "@example"));
            Files.writeString(
                    file,
                    unit.text()
                            .replace(
                                    "/usr/bin/juba",
                                    Suite.built().program("juba").toString()));
            command.add(file.toString());
        }

        // When
        Outcome outcome = new Program(command, Suite.javaHome(Suite.JAVA_HOME), folder).run();

        // Then
        assertThat(outcome).isEqualTo(new Outcome(0, "", ""));
    }

    @ParameterizedTest
    @MethodSource("units")
    void execStart_optionsOfThePackage_areThoseOfTheProgram(Unit unit) {
        List<String> command = unit.command();
        String program = Path.of(command.get(0)).getFileName().toString();
        String[] arguments = command.subList(1, command.size()).toArray(String[]::new);

        assertThat(Manuals.ALL)
                .filteredOn(manual -> manual.program().equals(program))
                .singleElement()
                .satisfies(manual ->
                        assertThat(manual.commandLine().parse(arguments)).isNotNull());
    }

    @Test
    void start_underAnEmulatedSystemd_saysThatItIsReadyAndStopsInOrder() throws Exception {
        // Given
        assumeTrue(Files.isExecutable(NOTIFY), "there is no " + NOTIFY);
        assumeTrue(Files.isExecutable(PYTHON), "there is no " + PYTHON);
        Unit unit = Unit.all().get(0);
        var command = new ArrayList<>(
                List.of(PYTHON.toString(), script(), folder.resolve("notify").toString()));
        for (String word : unit.command()) {
            command.add(word.replace("/usr/share/jubatus", Suite.built().home().toString())
                    .replace("/usr/bin", Suite.built().home() + "/bin")
                    .replace("/var/lib/jubatus/example", folder.toString())
                    .replace("/var/log/jubatus", folder.toString())
                    .replaceAll("^9199$", Integer.toString(ServerProcessIT.freePort())));
        }

        // When
        Outcome outcome = new Program(command, Suite.javaHome(Suite.JAVA_HOME), folder).run();

        // Then
        assertThat(outcome.stdout()).as(outcome.stderr()).isEqualTo("READY=1\n");
        assertThat(outcome.status()).isZero();
        assertThat(folder.resolve("journal")).isNotEmptyDirectory();
    }

    private static String script() {
        return Path.of("src/test/resources/notified.py").toAbsolutePath().toString();
    }
}
