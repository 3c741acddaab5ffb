package jubatus.common.manual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import jubatus.common.cli.CommandLine;
import jubatus.common.cli.Operands;
import jubatus.common.cli.Option;
import org.junit.jupiter.api.Test;

class ManualPageTest {
    private static final CommandLine COMMAND_LINE = new CommandLine(
            "shop-server",
            List.of(
                    Option.requiredText('c', "cmd", "what to do: open or close").offering("open", "close"),
                    Option.integer('p', "port", 80, "where it listens").within(1, 65535),
                    Option.text(Option.NO_LETTER, "folder", "/tmp", ".hidden files aren't shown")
                            .folder()));
    private static final Manual MANUAL =
            new Manual(COMMAND_LINE, 8, "sells", List.of("It sells to-day.", ".And \\ to-morrow."));

    private final ManualPage page = new ManualPage(
            MANUAL, List.of(MANUAL, new Manual(new CommandLine("shopctl", List.of()), 1, "controls", List.of())));

    @Test
    void render_aProgram_hasItsSectionsInOrder() {
        assertThat(page.render().lines().filter(line -> line.startsWith(".SH")))
                .containsExactly(
                        ".SH NAME",
                        ".SH SYNOPSIS",
                        ".SH DESCRIPTION",
                        ".SH OPTIONS",
                        ".SH ENVIRONMENT",
                        ".SH EXIT STATUS",
                        ".SH SEE ALSO");
        assertThat(page.file()).isEqualTo("man8/shop-server.8");
    }

    @Test
    void render_options_tellsNamesRangeAndDefault() {
        assertThat(page.render())
                .contains("\\fBshop\\-server\\fR \\fB\\-\\-cmd\\fR=\\fIstring\\fR [options]\n")
                .contains("\n\\fB\\-p\\fR, \\fB\\-\\-port\\fR=\\fIint\\fR\n")
                .contains("\nWhere it listens. From 1 to 65535. Default: 80.\n")
                .contains("What to do: open or close. Must be given.\n")
                .contains("\\fB\\-\\-help\\fR\n");
    }

    @Test
    void render_programWithOperands_namesThemInTheSynopsis() {
        var feeding = new CommandLine("shop-feed", List.of()).withOperands(Operands.files("FILE..."));

        assertThat(new ManualPage(new Manual(feeding, 1, "feeds", List.of()), List.of()).render())
                .contains("\n\\fBshop\\-feed\\fR [options] FILE...\n");
    }

    @Test
    void render_textThatTroffWouldTakeForItsOwn_isEscaped() {
        assertThat(page.render())
                .contains("It sells to\\-day.\n.PP\n\\&.And \\e to\\-morrow.\n")
                .contains("\n\\&.hidden files aren\\(aqt shown. Default: /tmp.\n");
    }

    @Test
    void render_suiteOfTwo_refersToTheOther() {
        assertThat(page.render()).endsWith(".SH SEE ALSO\n\\fBshopctl\\fR(1)\n");
    }

    @Test
    void new_sectionThatNoProgramBelongsTo_isRefused() {
        assertThatThrownBy(() -> new Manual(COMMAND_LINE, 3, "sells", List.of()))
                .hasMessage("section of shop-server must be 1 or 8: 3");
    }
}
