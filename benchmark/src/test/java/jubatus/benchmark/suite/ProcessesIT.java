package jubatus.benchmark.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ProcessesIT {
    private static final String[] SLEEP = {"/bin/sh", "-c", "exec sleep 600"};

    @TempDir
    private Path folder;

    @Test
    void close_withProcessesRunning_endsThemAndLetsNoneStart() throws IOException {
        // Given
        var processes = new Processes(folder);
        ServerProcess first = processes.start(0, SLEEP);
        ServerProcess second = processes.start(0, SLEEP);

        // When
        processes.close();

        // Then
        assertThat(first.isAlive()).isFalse();
        assertThat(second.isAlive()).isFalse();
        assertThatThrownBy(() -> processes.start(0, SLEEP)).hasMessageContaining("is ending");
    }

    @Test
    void end_oneOfTwo_leavesTheOther() throws IOException {
        try (var processes = new Processes(folder)) {
            // Given
            ServerProcess first = processes.start(0, SLEEP);
            ServerProcess second = processes.start(0, SLEEP);

            // When
            processes.end(List.of(first));

            // Then
            assertThat(first.isAlive()).isFalse();
            assertThat(second.isAlive()).isTrue();
            assertThat(second.residentBytes()).isPositive();
        }
    }

    @Test
    void run_aToolThatFails_tellsStatusAndOutput() {
        try (var processes = new Processes(folder)) {
            assertThatThrownBy(() -> processes.run("/bin/sh", "-c", "echo no such host; exit 3"))
                    .hasMessageContaining("status 3")
                    .hasMessageEndingWith("no such host");
        }
    }
}
