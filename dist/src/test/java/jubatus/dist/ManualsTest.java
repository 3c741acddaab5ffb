package jubatus.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import jubatus.common.cli.Completion;
import jubatus.common.cli.Option;
import jubatus.common.manual.Manual;
import jubatus.common.manual.ManualPage;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
class ManualsTest {
    private static final Path MAN = Path.of("/usr/bin/man");

    private static final Pattern FILE_OR_FOLDER = Pattern.compile("\\b(file|folder)\\b");

    @TempDir
    private Path folder;

    static List<Manual> manuals() {
        return Manuals.ALL;
    }

    @ParameterizedTest
    @MethodSource("manuals")
    void render_ofEachProgram_hasEveryOption(Manual manual) {
        String page = new ManualPage(manual, Manuals.ALL).render();

        assertThat(manual.commandLine().options())
                .isNotEmpty()
                .allSatisfy(option -> assertThat(page)
                        .contains("\\fB\\-\\-" + escaped(option.name()) + "\\fR")
                        .contains(option.hasLetter() ? "\n\\fB\\-" + option.letter() + "\\fR, " : ""));
    }

    @ParameterizedTest
    @MethodSource("manuals")
    void render_ofEachProgram_isTroffThatManHasNoWarningsFor(Manual manual) throws Exception {
        // Given
        assumeTrue(Files.isExecutable(MAN), "there is no " + MAN);
        Path page = folder.resolve("page." + manual.section());
        Files.writeString(page, new ManualPage(manual, Manuals.ALL).render());

        // When
        ProcessBuilder man = new ProcessBuilder(MAN.toString(), "--warnings", "-E", "UTF-8", "-l", page.toString())
                .redirectError(folder.resolve("warnings").toFile());
        man.environment().put("MANWIDTH", "100");
        man.environment().put("LC_ALL", "C.UTF-8");
        Process process = man.start();
        String shown = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        // Then
        assertThat(process.waitFor()).isZero();
        assertThat(folder.resolve("warnings")).hasContent("");
        for (Option option : manual.commandLine().options()) {
            assertThat(shown).contains("--" + option.name());
        }
    }

    @ParameterizedTest
    @MethodSource("manuals")
    void completion_ofWhatTakesAFileOrFolder_offersThem(Manual manual) {
        assertThat(manual.commandLine().options())
                .filteredOn(option -> option.kind() == Option.Kind.TEXT)
                .filteredOn(
                        option -> FILE_OR_FOLDER.matcher(option.description()).find())
                .allSatisfy(option -> assertThat(option.completion().source()).isNotEqualTo(Completion.Source.NONE));
    }

    private static String escaped(String name) {
        return name.replace("-", "\\-");
    }
}
