package jubatus.common.process;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.LayoutBase;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.event.KeyValuePair;

/**
 * One log record as a JSON object on a line: {@code time} (UTC), {@code level}, {@code process}, {@code host}, {@code port}, {@code pid},
 * {@code thread}, {@code logger}, {@code message}, then what the record has of its own, and {@code exception} with its stack trace. All
 * values are texts.
 */
final class JsonLogLine extends LayoutBase<ILoggingEvent> {
    private static final String PREFIX = "JUBATUS_";

    /** What tells this process apart. */
    private final Map<String, String> process = new TreeMap<>();

    /** @param properties as a log configuration may use them, {@code JUBATUS_PORT} and others */
    JsonLogLine(Map<String, String> properties) {
        properties.forEach((name, value) -> process.put(name.replace(PREFIX, "").toLowerCase(Locale.ROOT), value));
    }

    @Override
    public String doLayout(ILoggingEvent event) {
        var line = new StringBuilder(256).append('{');
        field(line, "time", Instant.ofEpochMilli(event.getTimeStamp()).toString());
        field(line, "level", event.getLevel().toString());
        process.forEach((name, value) -> field(line, name, value));
        field(line, "thread", event.getThreadName());
        field(line, "logger", event.getLoggerName());
        field(line, "message", event.getFormattedMessage());
        if (event.getKeyValuePairs() != null) {
            for (KeyValuePair pair : event.getKeyValuePairs()) {
                field(line, pair.key, String.valueOf(pair.value));
            }
        }
        if (event.getThrowableProxy() != null) {
            field(line, "exception", ThrowableProxyUtil.asString(event.getThrowableProxy()));
        }
        return line.append("}\n").toString();
    }

    private static void field(StringBuilder line, String name, String value) {
        if (line.length() > 1) {
            line.append(',');
        }
        quote(line, name);
        line.append(':');
        quote(line, value);
    }

    private static void quote(StringBuilder line, String text) {
        line.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"', '\\' -> line.append('\\').append(c);
                case '\n' -> line.append("\\n");
                case '\t' -> line.append("\\t");
                default -> {
                    // Half of a surrogate pair is no text, and readers refuse it.
                    if (c < ' ' || isAlone(text, i)) {
                        line.append(String.format("\\u%04x", (int) c));
                    } else {
                        line.append(c);
                    }
                }
            }
        }
        line.append('"');
    }

    private static boolean isAlone(String text, int at) {
        char c = text.charAt(at);
        if (Character.isHighSurrogate(c)) {
            return at + 1 == text.length() || !Character.isLowSurrogate(text.charAt(at + 1));
        }
        return Character.isLowSurrogate(c) && (at == 0 || !Character.isHighSurrogate(text.charAt(at - 1)));
    }
}
