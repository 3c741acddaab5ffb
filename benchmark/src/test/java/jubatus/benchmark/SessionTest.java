package jubatus.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jubatus.benchmark.load.LoadPlan;
import jubatus.benchmark.report.Measurement;
import jubatus.benchmark.report.Metric;
import jubatus.benchmark.report.Progress;
import jubatus.benchmark.row.Bench;
import jubatus.benchmark.row.Row;
import jubatus.benchmark.suite.Launcher;
import jubatus.benchmark.suite.Processes;
import jubatus.benchmark.suite.Suite;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionTest {
    private final ByteArrayOutputStream told = new ByteArrayOutputStream();
    private final Progress progress = new Progress(new PrintStream(told, true, StandardCharsets.UTF_8), 0);
    private final List<Bench> measured = new ArrayList<>();

    @TempDir
    private Path folder;

    private Bench suite;
    private Bench other;

    @BeforeEach
    void makeSuites() throws IOException {
        suite = bench("suite");
        other = bench("other");
    }

    private Bench bench(String name) throws IOException {
        Path program =
                Files.createDirectories(folder.resolve(name).resolve("bin")).resolve("jubaclassifier");
        assertThat(Files.createFile(program).toFile().setExecutable(true)).isTrue();
        var launcher = new Launcher(new Suite(folder.resolve(name)), new Processes(folder));
        return new Bench(launcher, new LoadPlan.Timed(Duration.ZERO, Duration.ofSeconds(1)), progress);
    }

    @Test
    void compare_threePairs_measuresInTurnAndNeitherIsAlwaysSecond() throws Exception {
        // When
        Outcome outcome = session(new FakeRow("fast")).compare(suite, other, 3);

        // Then
        assertThat(measured).containsExactly(suite, other, other, suite, suite, other);
        assertThat(outcome.comparisons()).hasSize(1);
        assertThat(outcome.comparisons().get(0).metric()).isEqualTo(Metric.SAMPLES);
        assertThat(outcome.comparisons().get(0).ratio()).isEqualTo(2, within(1e-12));
        assertThat(outcome.measurements()).containsExactly(measurement("fast", 200));
    }

    @Test
    void measure_aRowThatFails_tellsWhyAndGoesOn() throws Exception {
        // When
        Outcome outcome = session(new FakeRow("broken"), new FakeRow("fast")).measure(suite);

        // Then
        assertThat(outcome.failures()).containsExactly("broken");
        assertThat(outcome.measurements()).extracting(Measurement::row).containsExactly("fast");
        assertThat(told.toString(StandardCharsets.UTF_8)).contains("broken failed: no server");
    }

    @Test
    void measure_aRowThatFailsBecauseAllIsEnding_endsWithoutAWord() {
        // Given
        var session = new Session(List.of(new FakeRow("broken")), () -> true, progress);

        // Then
        assertThatThrownBy(() -> session.measure(suite)).isInstanceOf(InterruptedException.class);
        assertThat(told.toString(StandardCharsets.UTF_8)).doesNotContain("failed");
    }

    private Session session(Row... rows) {
        return new Session(List.of(rows), () -> false, progress);
    }

    private static Measurement measurement(String row, double samples) {
        return new Measurement(row, Map.of(Metric.SAMPLES, samples, Metric.P50, 1.0));
    }

    /** Twice as fast with the suite as with the other one, or broken. */
    private final class FakeRow implements Row {
        private final String id;

        FakeRow(String id) {
            this.id = id;
        }

        @Override
        public String id() {
            return id;
        }

        @Override
        public String name() {
            return id;
        }

        @Override
        public Set<Metric> judged() {
            return Set.of(Metric.SAMPLES, Metric.MIX);
        }

        @Override
        public List<Measurement> measure(Bench bench) throws IOException {
            measured.add(bench);
            if (id.equals("broken")) {
                throw new IOException("no server");
            }
            return List.of(measurement(id, bench.equals(suite) ? 200 : 100));
        }
    }
}
