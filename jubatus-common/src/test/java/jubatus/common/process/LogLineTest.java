package jubatus.common.process;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.event.KeyValuePair;

class LogLineTest {
    @Test
    void doLayout_recordWithFacts_isOneLine() {
        assertThat(line(event(null)))
                .isEqualTo("2026-01-31 23:59:59,007 <main> WARN  [Thing] saved to /tmp/x bytes=12 tookMillis=3\n");
    }

    @Test
    void doLayout_recordWithException_showsItsStackTrace() {
        assertThat(line(event(new IllegalStateException("bad"))))
                .contains("tookMillis=3\njava.lang.IllegalStateException: bad")
                .contains("\tat jubatus.common.process.LogLineTest");
    }

    private static String line(LoggingEvent event) {
        var layout = new LogLine();
        layout.start();
        return layout.doLayout(event);
    }

    private static LoggingEvent event(Throwable thrown) {
        var logger = new LoggerContext().getLogger("jubatus.some.Thing");
        var event = new LoggingEvent("", logger, Level.WARN, "saved to {}", thrown, new Object[] {"/tmp/x"});
        event.setThreadName("main");
        event.setInstant(instantOf(LocalDateTime.of(2026, 1, 31, 23, 59, 59, 7_000_000)));
        event.setKeyValuePairs(List.of(new KeyValuePair("bytes", 12), new KeyValuePair("tookMillis", 3)));
        return event;
    }

    private static Instant instantOf(LocalDateTime time) {
        return time.atZone(ZoneId.systemDefault()).toInstant();
    }
}
