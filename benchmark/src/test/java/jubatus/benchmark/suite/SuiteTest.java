package jubatus.benchmark.suite;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SuiteTest {
    @Test
    void suite_aFolderWithoutOne_saysHowToBuildIt(@TempDir Path folder) {
        assertThatThrownBy(() -> new Suite(folder))
                .hasMessageContaining(folder.toString())
                .hasMessageContaining("mvn -DskipTests package");
    }
}
