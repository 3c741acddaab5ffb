package jubatus.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsTest {
    @Test
    void parse_nothing_hasTheDefaults() {
        // When
        Options options = Options.parse();

        // Then
        assertThat(options.rows()).containsExactly("*");
        assertThat(options.timing().warmUp()).isEqualTo(Duration.ofSeconds(4));
        assertThat(options.timing().measured()).isEqualTo(Duration.ofSeconds(5));
        assertThat(options.pairs()).isEqualTo(5);
        assertThat(options.failBelow()).isZero();
        assertThat(options.path("--json")).isEmpty();
    }

    @Test
    void parse_all_hasTheirValues() {
        // When
        Options options = Options.parse(
                "--suite",
                "a",
                "--against",
                "b",
                "--rows",
                "mix, start",
                "--seconds",
                "0.5",
                "--warmup",
                "0",
                "--fail-below",
                "0.9",
                "--list");

        // Then
        assertThat(options.suite()).isEqualTo(Path.of("a"));
        assertThat(options.rows()).containsExactly("mix", "start");
        assertThat(options.timing().measured()).isEqualTo(Duration.ofMillis(500));
        assertThat(options.timing().warmUp()).isZero();
        assertThat(options.failBelow()).isEqualTo(0.9);
        assertThat(options.has("--list")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "--seconds, 0, --seconds must be more than 0",
        "--warmup, -1, --warmup must be 0 or more",
        "--pairs, 0, --pairs must be at least 1",
        "--pairs, many, '--pairs must be a number, was \"many\"'",
        "--fail-below, NaN, --fail-below must be 0 or more",
        "--fail-below, 0.9, --fail-below needs a suite to compare with",
        "--second, 5, '\"--second\" is no option'"
    })
    void parse_aWrongValue_failsWithIt(String name, String value, String message) {
        assertThatThrownBy(() -> Options.parse(name, value)).hasMessageContaining(message);
    }

    @Test
    void parse_anOptionWithoutItsValue_fails() {
        assertThatThrownBy(() -> Options.parse("--json")).hasMessageContaining("--json needs a value");
    }
}
