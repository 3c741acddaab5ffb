package jubatus.common.process;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.LayoutBase;
import java.util.TimeZone;
import org.slf4j.event.KeyValuePair;

/**
 * One log record as text: {@code 2026-01-31 23:59:59,123 <thread> INFO  [logger] message key=value}. The original's layout with
 * the logger where that one has file and line. Compiled by hand because parsing a pattern takes a part of the start-up time.
 */
final class LogLine extends LayoutBase<ILoggingEvent> {
    private static final int LEVEL_WIDTH = 5;

    private final LogTime time = new LogTime(TimeZone.getDefault());

    @Override
    public String doLayout(ILoggingEvent event) {
        var line = new StringBuilder(128);
        String level = event.getLevel().toString();
        time.append(line, event.getTimeStamp());
        line.append(" <")
                .append(event.getThreadName())
                .append("> ")
                .append(level)
                .append(" ".repeat(LEVEL_WIDTH - level.length()))
                .append(" [")
                .append(shortName(event.getLoggerName()))
                .append("] ")
                .append(event.getFormattedMessage());
        if (event.getKeyValuePairs() != null) {
            for (KeyValuePair pair : event.getKeyValuePairs()) {
                line.append(' ').append(pair.key).append('=').append(pair.value);
            }
        }
        line.append('\n');
        IThrowableProxy thrown = event.getThrowableProxy();
        if (thrown != null) {
            line.append(ThrowableProxyUtil.asString(thrown));
        }
        return line.toString();
    }

    private static String shortName(String logger) {
        return logger.substring(logger.lastIndexOf('.') + 1);
    }
}
