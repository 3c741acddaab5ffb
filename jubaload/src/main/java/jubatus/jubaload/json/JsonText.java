package jubatus.jubaload.json;

/** Writes JSON on one line. The caller sees to it that what begins ends. Not safe for concurrent use. */
public final class JsonText {
    private final StringBuilder text = new StringBuilder();

    /** Begins an object that is an element, or the whole. */
    public JsonText object() {
        separate();
        text.append('{');
        return this;
    }

    public JsonText object(String name) {
        name(name);
        text.append('{');
        return this;
    }

    public JsonText array(String name) {
        name(name);
        text.append('[');
        return this;
    }

    /** Ends an object or an array. */
    public JsonText end(char close) {
        text.append(close);
        return this;
    }

    public JsonText field(String name, String value) {
        name(name);
        quote(value);
        return this;
    }

    public JsonText field(String name, long value) {
        name(name);
        text.append(value);
        return this;
    }

    public JsonText field(String name, boolean value) {
        name(name);
        text.append(value);
        return this;
    }

    /** Null stands for what is not a number. */
    public JsonText field(String name, double value) {
        name(name);
        text.append(Double.isFinite(value) ? Double.toString(value) : "null");
        return this;
    }

    public JsonText element(String value) {
        separate();
        quote(value);
        return this;
    }

    public JsonText element(long value) {
        separate();
        text.append(value);
        return this;
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
