package jubatus.common.admin;

import java.util.Map;
import java.util.stream.Collectors;

/** Writes JSON. */
final class JsonText {
    private JsonText() {}

    /** An object of strings, a key a line, in the map's order. */
    static String object(Map<String, String> entries) {
        return entries.entrySet().stream()
                .map(entry -> "  " + string(entry.getKey()) + ": " + string(entry.getValue()))
                .collect(Collectors.joining(",\n", "{\n", "\n}"));
    }

    static String string(String text) {
        var json = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ') {
                json.append(String.format("\\u%04x", (int) c));
            } else {
                json.append(c);
            }
        }
        return json.append('"').toString();
    }
}
