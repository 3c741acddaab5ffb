package jubatus.dist.bill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PomTest {
    private static final String COMMON = "<licenses><license><name> MIT </name></license></licenses>";

    @TempDir
    private Path repository;

    private Path jar;

    @BeforeEach
    void chooseJar() throws IOException {
        jar = Files.createDirectories(repository.resolve("a/b/c/2")).resolve("c-2.jar");
        Path parent = Files.createDirectories(repository.resolve("p/q/1")).resolve("q-1.pom");
        Files.writeString(
                parent,
                "<project><groupId>p</groupId><artifactId>q</artifactId><version>1</version>" + COMMON + "</project>");
    }

    @Test
    void pom_withALicense_tellsItWhateverItsParentHas() throws IOException {
        writePom(
                "<groupId>a.b</groupId><licenses><license><name>X</name></license><license><name>Y</name></license></licenses>");

        assertThat(Pom.ofJar(jar, repository).licenses()).containsExactly("X", "Y");
        assertThat(Pom.ofJar(jar, repository).group()).isEqualTo("a.b");
    }

    @Test
    void pom_without_hasThatOfItsParent() throws IOException {
        writePom("");

        Pom pom = Pom.ofJar(jar, repository);

        assertThat(pom.licenses()).containsExactly("MIT");
        assertThat(pom.group()).isEqualTo("p");
        assertThat(pom.version()).isEqualTo("1");
    }

    @Test
    void pom_thatRefersToAFile_isNotFollowed() throws IOException {
        Files.writeString(
                jar.resolveSibling("c-2.pom"),
                "<!DOCTYPE project SYSTEM \"" + repository.resolve("some.dtd").toUri() + "\"><project/>");

        assertThatThrownBy(() -> Pom.ofJar(jar, repository)).isInstanceOf(IOException.class);
    }

    @Test
    void expression_ofSeveralLicenses_letsOneChoose() {
        assertThat(Licenses.expression("c-2.jar", List.of("EPL-2.0", "LGPL-2.1-only")))
                .isEqualTo("EPL-2.0 OR LGPL-2.1-only");
    }

    @Test
    void expression_ofNoneOrOneThatNobodyLookedAt_isRefusedWithTheJar() {
        assertThatThrownBy(() -> Licenses.expression("c-2.jar", List.of())).hasMessageContaining("c-2.jar");
        assertThatThrownBy(() -> Licenses.expression("c-2.jar", List.of("Mine")))
                .hasMessageContaining("c-2.jar")
                .hasMessageContaining("\"Mine\"");
    }

    private void writePom(String rest) throws IOException {
        Files.writeString(
                jar.resolveSibling("c-2.pom"),
                "<project><parent><groupId>p</groupId><artifactId>q</artifactId><version>1</version></parent>"
                        + "<artifactId>c</artifactId>" + rest + "</project>");
    }
}
