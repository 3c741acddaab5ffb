package jubatus.common.json;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes JSON on one line. The caller sees to it that what begins ends. Not safe for concurrent use. */
public final class JsonText {
    private final StringBuilder text = new StringBuilder();

    /** An object of texts, a key a line, in the map's order. */
    public static String lines(Map<String, String> entries) {
        return entries.entrySet().stream()
                .map(entry -> "  " + quoted(entry.getKey()) + ": " + quoted(entry.getValue()))
                .collect(Collectors.joining(",\n", "{\n", "\n}"));
    }

    /** A text in quotes. */
    static String quoted(String value) {
        var quoted = new StringBuilder();
        quote(value, quoted);
        return quoted.toString();
    }

    /** Begins an object that is an element, or the whole. */
    public JsonText beginObject() {
        separate();
        text.append('{');
        return this;
    }

    public JsonText beginObject(String name) {
        name(name);
        text.append('{');
        return this;
    }

    public JsonText endObject() {
        text.append('}');
        return this;
    }

    public JsonText beginArray(String name) {
        name(name);
        text.append('[');
        return this;
    }

    public JsonText endArray() {
        text.append(']');
        return this;
    }

    public JsonText field(String name, String value) {
        name(name);
        quote(value, text);
        return this;
    }

    public JsonText field(String name, boolean value) {
        name(name);
        text.append(value);
        return this;
    }

    public JsonText field(String name, long value) {
        name(name);
        text.append(value);
        return this;
    }

    /** A number from 0 to 2⁶⁴ − 1. */
    public JsonText unsignedField(String name, long value) {
        name(name);
        text.append(Long.toUnsignedString(value));
        return this;
    }

    /** Null stands for what is not a number. */
    public JsonText field(String name, double value) {
        name(name);
        text.append(Double.isFinite(value) ? Double.toString(value) : "null");
        return this;
    }

    public JsonText field(String name, List<String> values) {
        beginArray(name);
        values.forEach(this::element);
        return endArray();
    }

    public JsonText element(String value) {
        separate();
        quote(value, text);
        return this;
    }

    public JsonText element(long value) {
        separate();
        text.append(value);
        return this;
    }

    /** Null stands for what is not a number. */
    public JsonText element(double value) {
        separate();
        text.append(Double.isFinite(value) ? Double.toString(value) : "null");
        return this;
    }

    @Override
    public String toString() {
        return text.toString();
    }

    private void name(String name) {
        separate();
        quote(name, text);
        text.append(':');
    }

    private void separate() {
        if (text.length() > 0 && "{[:".indexOf(text.charAt(text.length() - 1)) < 0) {
            text.append(',');
        }
    }

    private static void quote(String value, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c == '\n') {
                out.append("\\n");
            } else if (c == '\t') {
                out.append("\\t");
            } else if (c < ' ' || isAlone(value, i)) {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }

    /** Half of a surrogate pair is no text, and readers refuse it. */
    private static boolean isAlone(String value, int at) {
        char c = value.charAt(at);
        if (Character.isHighSurrogate(c)) {
            return at + 1 == value.length() || !Character.isLowSurrogate(value.charAt(at + 1));
        }
        return Character.isLowSurrogate(c) && (at == 0 || !Character.isHighSurrogate(value.charAt(at - 1)));
    }
}
