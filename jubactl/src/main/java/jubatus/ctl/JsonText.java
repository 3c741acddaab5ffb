package jubatus.ctl;

import java.util.List;

/** Writes JSON on one line. The caller sees to it that what begins ends. Not safe for concurrent use. */
final class JsonText {
    private final StringBuilder text = new StringBuilder();

    JsonText beginObject() {
        separate();
        text.append('{');
        return this;
    }

    JsonText beginObject(String name) {
        name(name);
        text.append('{');
        return this;
    }

    JsonText endObject() {
        text.append('}');
        return this;
    }

    JsonText beginArray(String name) {
        name(name);
        text.append('[');
        return this;
    }

    JsonText endArray() {
        text.append(']');
        return this;
    }

    JsonText field(String name, String value) {
        name(name);
        quote(value);
        return this;
    }

    JsonText field(String name, boolean value) {
        name(name);
        text.append(value);
        return this;
    }

    /** @param value an unsigned number */
    JsonText field(String name, long value) {
        name(name);
        text.append(Long.toUnsignedString(value));
        return this;
    }

    JsonText field(String name, List<String> values) {
        beginArray(name);
        for (String value : values) {
            separate();
            quote(value);
        }
        return endArray();
    }

    @Override
    public String toString() {
        return text.toString();
    }

    private void name(String name) {
        separate();
        quote(name);
        text.append(':');
    }

    private void separate() {
        if (text.length() > 0 && "{[:".indexOf(text.charAt(text.length() - 1)) < 0) {
            text.append(',');
        }
    }

    private void quote(String value) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                text.append('\\').append(c);
            } else if (c < ' ') {
                text.append("\\u00").append(Character.forDigit(c >> 4, 16)).append(Character.forDigit(c & 15, 16));
            } else {
                text.append(c);
            }
        }
        text.append('"');
    }
}
