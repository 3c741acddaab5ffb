package jubatus.benchmark.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SoakOptionsTest {
    @Test
    void parse_nothing_runsTwentyMinutesWithAFaultEveryTenSeconds() {
        SoakOptions options = SoakOptions.parse(42);

        assertThat(options.seconds()).isEqualTo(1200);
        assertThat(options.faultEvery()).isEqualTo(10);
        assertThat(options.servers()).isEqualTo(3);
        assertThat(options.seed()).isEqualTo(42);
    }

    @Test
    void parse_allOptions_takesThem() {
        SoakOptions options = SoakOptions.parse(
                42,
                "--minutes",
                "0.5",
                "--fault-every",
                "3",
                "--seed",
                "9007199254740993",
                "--servers",
                "2",
                "--work",
                "/w");

        assertThat(options.seconds()).isEqualTo(30);
        assertThat(options.faultEvery()).isEqualTo(3);
        assertThat(options.seed()).isEqualTo(9_007_199_254_740_993L);
        assertThat(options.servers()).isEqualTo(2);
        assertThat(options.work()).isEqualTo(Path.of("/w"));
    }

    @Test
    void parse_aWrongArgument_namesItAndWhatWouldBeRight() {
        assertThatThrownBy(() -> SoakOptions.parse(1, "--minute", "1"))
                .hasMessageContaining("\"--minute\" is no option");
        assertThatThrownBy(() -> SoakOptions.parse(1, "--minutes")).hasMessage("--minutes needs a value");
        assertThatThrownBy(() -> SoakOptions.parse(1, "--minutes", "x")).hasMessageContaining("was \"x\"");
        assertThatThrownBy(() -> SoakOptions.parse(1, "--servers", "0")).hasMessageContaining("from 1 to 100");
    }
}
