package jubatus.common.manual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import jubatus.common.cli.CommandLine;
import jubatus.common.cli.Operands;
import jubatus.common.cli.Option;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Lets a real zsh, where there is one, load the function and press the tabulator. */
@Timeout(60)
class ZshCompletionTest {
    private static final Path ZSH = Path.of("/bin/zsh");
    private static final CommandLine COMMAND_LINE = new CommandLine(
            "shopctl",
            List.of(
                    Option.requiredText('c', "cmd", "what: to do").offering("start", "stop"),
                    Option.text(Option.NO_LETTER, "folder", "", "the shop's [house]")
                            .folder(),
                    Option.text('f', "file", "", "its goods").file(),
                    Option.integer(Option.NO_LETTER, "port", 1, "where it is")));
    private static final CommandLine OF_FOLDERS =
            COMMAND_LINE.withOperands(Operands.foldersBehind("[DIR | NODE]", "start", "open"));
    private static final CommandLine OF_FILES = COMMAND_LINE.withOperands(Operands.files("FILE..."));

    @TempDir
    private Path folder;

    @Test
    void render_options_specifiesEachNameAndWhatItTakes() {
        assertThat(ZshCompletion.render(COMMAND_LINE)).isEqualTo("""
                        #compdef shopctl
                        # Made by the build.
                        _arguments -s \\
                            '(-c --cmd)-c+[what\\: to do]:cmd:(start stop)' \\
                            '(-c --cmd)--cmd=[what\\: to do]:cmd:(start stop)' \\
                            '--folder=[the shop'\\''s \\[house\\]]:folder:_files -/' \\
                            '(-f --file)-f+[its goods]:file:_files' \\
                            '(-f --file)--file=[its goods]:file:_files' \\
                            '--port=[where it is]:port: ' \\
                            '(-? --help)-?[print this text and exit]' \\
                            '(-? --help)--help[print this text and exit]'
                        """);
    }

    @Test
    void render_operands_specifiesThemBehindTheOptions() {
        assertThat(ZshCompletion.render(OF_FILES)).endsWith(" \\\n    '*:FILE...:_files'\n");
        assertThat(ZshCompletion.render(OF_FOLDERS))
                .endsWith(" \\\n    '*:[DIR | NODE]:{ (( ${words[(I)(|*=)(start|open)]} )) && _files -/ }'\n");
    }

    @Test
    void complete_valueOfAnOption_offersWhatItTakes() throws Exception {
        assertThat(complete(COMMAND_LINE, "shopctl -c sto")).containsExactly("stop");
        assertThat(complete(COMMAND_LINE, "shopctl --folder=a")).containsExactly("a\\ house");
    }

    @Test
    void complete_operandBehindItsCommand_offersFolders() throws Exception {
        assertThat(complete(OF_FOLDERS, "shopctl -c start a")).containsExactly("a\\ house");
        assertThat(complete(OF_FOLDERS, "shopctl --cmd=open a")).containsExactly("a\\ house");
        assertThat(complete(OF_FOLDERS, "shopctl -c stop a")).isEmpty();
    }

    @Test
    void complete_operandOfAProgramThatTakesFiles_offersThem() throws Exception {
        assertThat(complete(OF_FILES, "shopctl --port 1 a")).containsExactly("a\\ house", "a\\ list");
    }

    private List<String> complete(CommandLine commandLine, String line) throws Exception {
        assumeTrue(Files.isExecutable(ZSH), "there is no " + ZSH);
        Files.writeString(folder.resolve("_shopctl"), ZshCompletion.render(commandLine));
        Files.createDirectories(folder.resolve("a house"));
        Files.writeString(folder.resolve("a list"), "");
        Path script = folder.resolve("press-tab.zsh");
        try (InputStream resource = getClass().getResourceAsStream("press-tab.zsh")) {
            Files.write(script, resource.readAllBytes());
        }
        Process zsh = new ProcessBuilder(ZSH.toString(), "-f", script.toString(), line)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String printed = new String(zsh.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(zsh.waitFor()).as(printed).isZero();
        return printed.lines().filter(match -> !match.isEmpty()).toList();
    }
}
