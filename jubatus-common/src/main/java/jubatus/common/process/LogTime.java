package jubatus.common.process;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.TimeZone;

/**
 * Time stamps of log records, {@code yyyy-MM-dd HH:mm:ss,SSS} in the machine's zone. Safe for concurrent use.
 *
 * <p>Asks the old TimeZone for the offset: the zones of java.time start by looking for providers in every jar, which takes 14 ms of
 * the start of a program.
 */
final class LogTime {
    private record Second(long epochSecond, String text) {}

    private final TimeZone zone;
    private volatile Second last = new Second(Long.MIN_VALUE, "");

    LogTime(TimeZone zone) {
        this.zone = zone;
    }

    void append(StringBuilder target, long epochMillis) {
        long second = Math.floorDiv(epochMillis, 1000);
        Second known = last;
        if (known.epochSecond != second) {
            known = new Second(second, format(second));
            last = known;
        }
        target.append(known.text).append(',');
        digits(target, Math.floorMod(epochMillis, 1000), 3);
    }

    private String format(long epochSecond) {
        int offset = zone.getOffset(epochSecond * 1000) / 1000;
        var time = LocalDateTime.ofEpochSecond(epochSecond, 0, ZoneOffset.ofTotalSeconds(offset));
        var text = new StringBuilder(20);
        digits(text, time.getYear(), 4);
        digits(text.append('-'), time.getMonthValue(), 2);
        digits(text.append('-'), time.getDayOfMonth(), 2);
        digits(text.append(' '), time.getHour(), 2);
        digits(text.append(':'), time.getMinute(), 2);
        digits(text.append(':'), time.getSecond(), 2);
        return text.toString();
    }

    private static void digits(StringBuilder target, int value, int width) {
        String text = Integer.toString(value);
        target.append("0".repeat(Math.max(0, width - text.length()))).append(text);
    }
}
