package jubatus.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import jubatus.common.manual.Manual;
import jubatus.dist.Program.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ManualFilesIT {
    private static final Path BASH = Path.of("/bin/bash");

    private final Path share = Suite.built().home().resolve("share");

    @TempDir
    private Path folder;

    @Test
    void share_ofTheSuite_hasPageAndCompletionOfEachProgram() throws IOException {
        assertThat(names(Suite.built().home().resolve("bin")))
                .containsExactlyInAnyOrderElementsOf(
                        Manuals.ALL.stream().map(Manual::program).toList());
        for (Manual manual : Manuals.ALL) {
            assertThat(share.resolve("man/man" + manual.section()).resolve(manual.program() + "." + manual.section()))
                    .isNotEmptyFile();
            assertThat(share.resolve("bash-completion/completions").resolve(manual.program()))
                    .isNotEmptyFile();
            assertThat(share.resolve("zsh/site-functions").resolve("_" + manual.program()))
                    .isNotEmptyFile();
        }
    }

    @Test
    void complete_commandOfJubactl_isOffered() throws Exception {
        assertThat(complete("jubactl", "-c st")).containsExactly("start", "stop", "status");
    }

    @Test
    void complete_optionOfTheServer_isOffered() throws Exception {
        assertThat(complete("jubaclassifier", "--jour"))
                .containsExactly("--journal", "--journal_sync", "--journal_snapshot_size");
    }

    @Test
    void complete_folderOfABackup_isOffered() throws Exception {
        Files.createDirectory(folder.resolve("shop-1"));

        assertThat(complete("jubactl", "-c restore sh")).containsExactly("shop-1");
        assertThat(complete("jubactl", "-c drain sh")).isEmpty();
    }

    @Test
    void complete_fileOfSamples_isOffered() throws Exception {
        Files.writeString(folder.resolve("samples.csv"), "");

        assertThat(complete("jubaload", "-n shop sam")).containsExactly("samples.csv");
        assertThat(complete("jubaload", "--resume sam")).containsExactly("samples.csv");
    }

    /** What bash offers behind the program and {@code words}. Outside of a line editor there is no compopt. */
    private List<String> complete(String program, String words) throws Exception {
        assumeTrue(Files.isExecutable(BASH), "there is no " + BASH);
        String script = "compopt() { :; }; . \"$1/$2\"; COMP_WORDS=($2 $3); COMP_CWORD=$((${#COMP_WORDS[@]} - 1));"
                + " $(complete -p $2 | sed 's/.*-F \\([^ ]*\\).*/\\1/'); for reply in \"${COMPREPLY[@]}\"; do printf '%s\\n' \"$reply\"; done";
        List<String> command = List.of(
                BASH.toString(),
                "--norc",
                "-eu",
                "-c",
                script,
                "bash",
                share.resolve("bash-completion/completions").toString(),
                program,
                words);
        Outcome outcome = new Program(command, Suite.javaHome(Suite.JAVA_HOME), folder).run();
        assertThat(outcome.stderr()).isEmpty();
        assertThat(outcome.status()).isZero();
        return outcome.stdout().lines().toList();
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
