package jubatus.common.process;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.LayoutBase;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import jubatus.common.json.JsonText;
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
        var line = new JsonText().beginObject();
        line.field("time", Instant.ofEpochMilli(event.getTimeStamp()).toString());
        line.field("level", event.getLevel().toString());
        process.forEach(line::field);
        line.field("thread", event.getThreadName());
        line.field("logger", event.getLoggerName());
        line.field("message", event.getFormattedMessage());
        if (event.getKeyValuePairs() != null) {
            for (KeyValuePair pair : event.getKeyValuePairs()) {
                line.field(pair.key, String.valueOf(pair.value));
            }
        }
        if (event.getThrowableProxy() != null) {
            line.field("exception", ThrowableProxyUtil.asString(event.getThrowableProxy()));
        }
        return line.endObject() + "\n";
    }
}
