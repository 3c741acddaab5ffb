package jubatus.jubaload.suggest;

import jubatus.core.bytes.ByteString;

/** Writes a key so that a rule matches it and no other. */
final class KeyPattern {
    private static final String MEANT_OTHERWISE = "\\^$.|?*+()[]{}/";

    private KeyPattern() {}

    /** The key as a JSON string; as a regular expression, if a rule would take it for a pattern of another kind. */
    static String of(ByteString key) {
        String text = key.toString();
        boolean pattern = text.startsWith("*")
                || text.endsWith("*")
                || text.isEmpty()
                || (text.length() > 1 && text.startsWith("/") && text.endsWith("/"));
        return quoted(pattern ? "/^" + escaped(text) + "$/" : text);
    }

    private static String escaped(String text) {
        var escaped = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            escaped.append(MEANT_OTHERWISE.indexOf(c) >= 0 ? "\\" : "").append(c);
        }
        return escaped.toString();
    }

    private static String quoted(String text) {
        var json = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ') {
                json.append("\\u00").append(Character.forDigit(c >> 4, 16)).append(Character.forDigit(c & 15, 16));
            } else {
                json.append(c);
            }
        }
        return json.append('"').toString();
    }
}
