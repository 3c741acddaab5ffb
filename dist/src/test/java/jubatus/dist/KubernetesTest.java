package jubatus.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The manifests of the example, as far as that goes without a Kubernetes. */
class KubernetesTest {
    private static final Path MANIFESTS = Path.of("../examples/kubernetes/jubatus.yaml");
    private static final Pattern CONTAINER =
            Pattern.compile("command: \\[/opt/jubatus/bin/(\\w+)]\n +args:\n((?: +- --\\S+\n)+)");

    @Test
    void arguments_ofEachContainer_areOptionsOfItsProgram() throws IOException {
        List<MatchResult> containers =
                CONTAINER.matcher(Files.readString(MANIFESTS)).results().toList();

        assertThat(containers)
                .extracting(container -> container.group(1))
                .containsExactly("jubaclassifier", "jubaclassifier_proxy");
        for (MatchResult container : containers) {
            String[] arguments =
                    container.group(2).strip().replaceAll("(?m)^ *- ", "").split("\n");
            assertThat(Manuals.ALL)
                    .filteredOn(manual -> manual.program().equals(container.group(1)))
                    .singleElement()
                    .satisfies(manual ->
                            assertThat(manual.commandLine().parse(arguments)).isNotNull());
        }
    }
}
