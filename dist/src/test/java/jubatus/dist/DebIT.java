package jubatus.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import jubatus.common.manual.Manual;
import jubatus.dist.Program.Outcome;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The life of the Debian package, by dpkg itself, on a copy of this system that vanishes with it. */
@Timeout(600)
class DebIT {
    private static final Path TARGET = Suite.built().home().getParent();
    private static final Path RESOURCES = Path.of("src/test/resources").toAbsolutePath();
    private static final int CANNOT = 77;

    @TempDir
    private static Path folder;

    @BeforeAll
    static void installRunRemoveAndPurge() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/dpkg")), "this system has no dpkg");
        List<String> command = List.of(
                "sh",
                RESOURCES.resolve("debian.sh").toString(),
                folder.toString(),
                deb().toString(),
                RESOURCES.resolve("notified.py").toString(),
                Integer.toString(ServerProcessIT.freePort()));
        var script = new Program(command, Suite.javaHome(Suite.JAVA_HOME), folder);
        Process process = script.start();
        process.waitFor(8, TimeUnit.MINUTES); // on a busy machine the archives alone take two
        Outcome outcome = script.outcome(process);
        assumeTrue(outcome.status() != CANNOT, outcome.stdout() + outcome.stderr());
        assertThat(outcome).isEqualTo(new Outcome(0, "", ""));
    }

    @Test
    void install_onDebian_isCompleteAndUnchanged() throws IOException {
        assertThat(said("install")).endsWith("status 0\n");
        assertThat(said("audit")).isEqualTo("status 0\n");
        assertThat(lines("installed"))
                .contains("/etc/jubatus/classifier/example.conf")
                // Behind a link, where /lib is one.
                .anyMatch(file -> file.endsWith("/lib/systemd/system/jubaclassifier@.service"))
                .contains("/var/lib/jubatus", "/var/log/jubatus", "/usr/share/doc/jubatus/copyright")
                .contains("/usr/share/doc/jubatus/sbom.cdx.json", "/usr/share/jubatus/examples");
        for (Manual manual : Manuals.ALL) {
            String program = manual.program();
            String section = Integer.toString(manual.section());
            assertThat(lines("installed"))
                    .contains("/usr/bin/" + program)
                    .contains("/usr/share/man/man" + section + "/" + program + "." + section + ".gz")
                    .contains("/usr/share/bash-completion/completions/" + program)
                    .contains("/usr/share/zsh/vendor-completions/_" + program);
        }
    }

    @Test
    void install_ofAJavaThatIsThere_makesBothArchives() throws IOException {
        assertThat(lines("archives")).hasSize(3).endsWith("status 0");
    }

    @Test
    void programs_byTheirNameAlone_run() throws IOException {
        assertThat(said("version")).isEqualTo("jubatus-1.2.0 (jubaclassifier)\nstatus 0\n");
        assertThat(said("tool")).startsWith("usage: jubactl ").endsWith("status 0\n");
    }

    @Test
    void page_byItsNameAlone_isFound() throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/man")), "this system has no man");
        assertThat(said("page")).isEqualTo("/usr/share/man/man8/jubaclassifier_proxy.8.gz\nstatus 0\n");
    }

    @Test
    void unit_asTheUserJubatus_saysThatItIsReadyAndStopsInOrder() throws IOException {
        assertThat(said("unit")).contains("READY=1\n").endsWith("status 0\n");
    }

    @Test
    void upgradeAndChangeOfJava_archiveCannotBeMade_goThroughWithAWarning() throws IOException {
        for (String step : List.of("trigger", "upgrade")) {
            assertThat(said(step)).contains("will start more slowly").endsWith("status 0\n");
        }
    }

    @Test
    void remove_afterItRan_keepsSettingsAndData() throws IOException {
        assertThat(said("remove")).endsWith("status 0\n");
        assertThat(lines("removed")).allMatch(file -> file.matches("/(etc|var/lib|var/log)/jubatus(/.*)?"));
        assertThat(lines("removed"))
                .contains("/etc/jubatus/proxy.conf", "/etc/jubatus/visor.conf", "/etc/jubatus/classifier/example.conf")
                .contains("/var/lib/jubatus/example/journal");
    }

    @Test
    void purge_afterRemove_leavesNothing() throws IOException {
        assertThat(said("purge")).endsWith("status 0\n");
        assertThat(lines("purged")).isEmpty();
        assertThat(said("user")).isEqualTo("status 2\n");
    }

    private static Path deb() throws IOException {
        try (Stream<Path> files = Files.list(TARGET)) {
            return files.filter(file -> file.toString().endsWith(".deb"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static String said(String step) throws IOException {
        return Files.readString(folder.resolve(step));
    }

    private static List<String> lines(String step) throws IOException {
        return Files.readAllLines(folder.resolve(step));
    }
}
