package jubatus.common.manual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import jubatus.common.cli.CommandLine;
import jubatus.common.cli.Operands;
import jubatus.common.cli.Option;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Lets a real bash load the script and press the tabulator. */
@Timeout(60)
class BashCompletionTest {
    private static final Path BASH = Path.of("/bin/bash");
    private static final CommandLine COMMAND_LINE = new CommandLine(
            "shop-ctl",
            List.of(
                    Option.requiredText('c', "cmd", "what to do").offering("start", "stop", "status"),
                    Option.text('n', "name", "", "of the shop"),
                    Option.text('f', "file", "", "its goods").file(),
                    Option.text(Option.NO_LETTER, "folder", "", "its house").folder()));
    private static final CommandLine OF_FOLDERS =
            COMMAND_LINE.withOperands(Operands.foldersBehind("[DIR]", "start", "stop"));
    private static final CommandLine OF_FILES = COMMAND_LINE.withOperands(Operands.files("FILE..."));

    @TempDir
    private Path folder;

    @BeforeEach
    void needsBash() throws IOException {
        assumeTrue(Files.isExecutable(BASH), "there is no " + BASH);
        Files.createDirectory(folder.resolve("a house"));
        Files.writeString(folder.resolve("a list"), "");
    }

    @Test
    void complete_optionOfAChoice_offersItsWords() throws Exception {
        assertThat(complete("shop-ctl", "-c", "sta")).containsExactly("start", "status");
        assertThat(complete("shop-ctl", "--cmd", "")).containsExactly("start", "stop", "status");
    }

    @Test
    void complete_valueBehindAnEqualsSign_offersTheSame() throws Exception {
        assertThat(complete("shop-ctl", "--cmd", "=", "sto")).containsExactly("stop");
        assertThat(complete("shop-ctl", "--cmd", "=")).containsExactly("start", "stop", "status");
    }

    @Test
    void complete_beginningOfAName_offersTheOptions() throws Exception {
        assertThat(complete("shop-ctl", "--f")).containsExactly("--file", "--folder");
        assertThat(complete("shop-ctl", "-n", "shop", "--h")).containsExactly("--help");
    }

    @Test
    void complete_fileOrFolder_offersThoseThatThereAre() throws Exception {
        assertThat(complete("shop-ctl", "-f", "a")).containsExactlyInAnyOrder("a house", "a list");
        assertThat(complete("shop-ctl", "--folder", "a")).containsExactly("a house");
    }

    @Test
    void complete_valueThatNobodyKnows_offersNothing() throws Exception {
        assertThat(complete("shop-ctl", "--name", "")).isEmpty();
    }

    @Test
    void complete_operandBehindItsCommand_offersFolders() throws Exception {
        assertThat(complete(OF_FOLDERS, "shop-ctl", "-c", "stop", "a")).containsExactly("a house");
        assertThat(complete(OF_FOLDERS, "shop-ctl", "--cmd", "=", "start", "-n", "shop", ""))
                .containsExactly("a house");
    }

    @Test
    void complete_operandBehindAnotherCommand_offersTheOptions() throws Exception {
        assertThat(complete(OF_FOLDERS, "shop-ctl", "-c", "status", "a")).isEmpty();
        assertThat(complete(OF_FOLDERS, "shop-ctl", "-c", "status", "")).contains("--cmd", "--help");
    }

    @Test
    void complete_optionBehindACommandWithAnOperand_offersTheOptions() throws Exception {
        assertThat(complete(OF_FOLDERS, "shop-ctl", "-c", "stop", "--f")).containsExactly("--file", "--folder");
        assertThat(complete(OF_FOLDERS, "shop-ctl", "-c", "stop", "-n", "")).isEmpty();
    }

    @Test
    void complete_operandOfAProgramThatTakesFiles_offersThem() throws Exception {
        assertThat(complete(OF_FILES, "shop-ctl", "a")).containsExactlyInAnyOrder("a house", "a list");
        assertThat(complete(OF_FILES, "shop-ctl", "--h")).containsExactly("--help");
    }

    private List<String> complete(String... words) throws Exception {
        return complete(COMMAND_LINE, words);
    }

    private List<String> complete(CommandLine commandLine, String... words) throws Exception {
        Files.writeString(folder.resolve("script"), BashCompletion.render(commandLine));
        // Outside of a line editor there is no compopt.
        String script = "compopt() { :; }; . ./script; COMP_WORDS=(\"$@\"); COMP_CWORD=$(($# - 1));"
                + " $(complete -p shop-ctl | sed 's/.*-F \\([^ ]*\\).*/\\1/');"
                + " for reply in \"${COMPREPLY[@]}\"; do printf '%s\\n' \"$reply\"; done";
        var command = new ArrayList<>(List.of(BASH.toString(), "--norc", "-eu", "-c", script, "bash"));
        command.addAll(List.of(words));
        Process bash = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String printed = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(bash.waitFor()).as(printed).isZero();
        return printed.lines().toList();
    }
}
