package jubatus.benchmark.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcFilesTest {
    @TempDir
    private Path proc;

    private ProcFiles files;

    @BeforeEach
    void writeFiles() throws IOException {
        Path folder = Files.createDirectory(proc.resolve("42"));
        Files.writeString(folder.resolve("status"), "Name:\tjava\nVmPeak:\t 9000 kB\nVmRSS:\t  1234 kB\nThreads:\t3\n");
        Files.writeString(
                folder.resolve("stat"), "42 (a (b) c) S 1 42 42 0 -1 4194304 900 0 0 0 150 25 7 8 20 0 3 0 5 100 10\n");
        files = new ProcFiles(proc);
    }

    @Test
    void residentBytes_aProcess_isItsVmRss() throws IOException {
        assertThat(files.residentBytes(42)).isEqualTo(1234 * 1024);
    }

    @Test
    void cpuSeconds_aNameWithBlanksAndParentheses_isUserAndSystemTime() throws IOException {
        assertThat(files.cpuSeconds(42)).isEqualTo(1.75);
    }

    @Test
    void residentBytes_aProcessThatIsEnding_failsWithItsId() throws IOException {
        // Given: a zombie has no memory
        Files.writeString(proc.resolve("42/status"), "Name:\tjava\nState:\tZ (zombie)\n");

        // Then
        assertThatThrownBy(() -> files.residentBytes(42)).hasMessageContaining("process 42");
    }
}
