package jubatus.common.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Random;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogTimeTest {
    @Test
    void append_inJapan_isNineHoursAhead() {
        var line = new StringBuilder();
        new LogTime(TimeZone.getTimeZone("Asia/Tokyo")).append(line, 7);
        assertThat(line).hasToString("1970-01-01 09:00:00,007");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTC", "Asia/Tokyo", "America/New_York", "Asia/Kolkata"})
    void append_anyTime_agreesWithJavaTime(String zone) {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        var random = new Random(seed);
        var time = new LogTime(TimeZone.getTimeZone(zone));
        var expected = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss,SSS").withZone(ZoneId.of(zone));
        for (int i = 0; i < 2000; i++) {
            long millis = random.nextLong(4_102_444_800_000L);
            var line = new StringBuilder();
            time.append(line, millis);
            assertThat(line.toString()).isEqualTo(expected.format(Instant.ofEpochMilli(millis)));
        }
    }
}
