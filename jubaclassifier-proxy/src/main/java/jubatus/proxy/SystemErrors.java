package jubatus.proxy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** The texts of Linux for its error numbers. A server of the original may send such a number as its error. Loaded when first asked. */
final class SystemErrors {
    private static final Map<String, String> TEXTS = load();

    private SystemErrors() {}

    /** The text for a number in decimal. */
    static String text(String number) {
        return TEXTS.getOrDefault(number, "Unknown error " + number);
    }

    private static Map<String, String> load() {
        var texts = new HashMap<String, String>();
        try (InputStream raw = SystemErrors.class.getResourceAsStream("system-errors.txt");
                var lines = new BufferedReader(new InputStreamReader(raw, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                int blank = line.indexOf(' ');
                texts.put(line.substring(0, blank), line.substring(blank + 1));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return texts;
    }
}
