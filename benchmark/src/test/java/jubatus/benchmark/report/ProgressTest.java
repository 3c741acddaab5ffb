package jubatus.benchmark.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @Test
    void detail_onATerminal_writesOverTheLine() {
        // When
        tell(80);

        // Then
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .isEqualTo("\r\u001b[K1/2 text\r\u001b[K1/2 text  50 %\r\u001b[K");
    }

    @Test
    void detail_onANarrowTerminal_shortensTheStep() {
        // When
        tell(10);

        // Then
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .isEqualTo("\r\u001b[K1/2 text\r\u001b[K1/2  50 %\r\u001b[K");
    }

    @Test
    void detail_elsewhere_isLeftOut() {
        // When
        tell(0);

        // Then
        assertThat(printed.toString(StandardCharsets.UTF_8)).isEqualTo("1/2 text" + System.lineSeparator());
    }

    private void tell(int width) {
        var progress = new Progress(new PrintStream(printed, true, StandardCharsets.UTF_8), width);
        progress.step("1/2 text");
        progress.detail("50 %");
        progress.end();
    }
}
