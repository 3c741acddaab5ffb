package jubatus.common.manual;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import jubatus.common.cli.CommandLine;
import jubatus.common.cli.Option;
import org.junit.jupiter.api.Test;

class ZshCompletionTest {
    @Test
    void render_options_specifiesEachNameAndWhatItTakes() {
        var commandLine = new CommandLine(
                "shopctl",
                List.of(
                        Option.requiredText('c', "cmd", "what: to do").offering("start", "stop"),
                        Option.text(Option.NO_LETTER, "folder", "", "the shop's [house]")
                                .folder(),
                        Option.text('f', "file", "", "its goods").file(),
                        Option.integer(Option.NO_LETTER, "port", 1, "where it is")));

        assertThat(ZshCompletion.render(commandLine)).isEqualTo("""
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
}
