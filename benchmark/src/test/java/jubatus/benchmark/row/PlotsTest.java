package jubatus.benchmark.row;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import jubatus.benchmark.report.Measurement;
import jubatus.benchmark.report.Metric;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlotsTest {
    @TempDir
    private Path folder;

    @Test
    void write_bothCurves_describesThemInWords() throws IOException {
        // Given
        List<Measurement> measurements = List.of(
                throughput("text train, single, 1 conn", 1, 9_000),
                throughput("text train, single, 1000 conns", 1000, 40_000),
                size("wide train, after 0 samples", 0, 75),
                size("wide train, after 4 000 samples", 360_000, 150));

        // When
        List<Path> written = Plots.write(folder, measurements);

        // Then
        assertThat(written)
                .extracting(Path::getFileName)
                .map(Path::toString)
                .containsExactly("performance-throughput.svg", "performance-memory.svg");
        assertThat(Files.readString(written.get(0))).contains("train: from 9000 at 1 to 40000 at 1000.");
        assertThat(Files.readString(written.get(1))).contains("resident: from 75 at 0 to 150 at 360000.");
    }

    @Test
    void write_withoutCurves_writesNothing() throws IOException {
        assertThat(Plots.write(folder, List.of(size("start", 10, 75)))).isEmpty();
    }

    private static Measurement throughput(String row, double connections, double samples) {
        return new Measurement(row, Map.of(Metric.CONNECTIONS, connections, Metric.SAMPLES, samples));
    }

    private static Measurement size(String row, double features, double resident) {
        return new Measurement(row, Map.of(Metric.FEATURES, features, Metric.RESIDENT, resident));
    }
}
