package jubatus.core.config;

import jubatus.core.JubatusException;

/**
 * A text is not JSON as the original reads it. The message is {@code <line>:<column> <reason>}, to which the caller puts
 * {@code syntax error in configuration: <source>:}; of a text that ends too early it is the reason alone (01 §5.3).
 */
public final class JsonSyntaxException extends JubatusException {
    private static final long serialVersionUID = 1;

    private static final String END_OF_DATA = "json_parser reached end of data";

    private final int line;
    private final int column;
    private final String reason;

    private JsonSyntaxException(String text, int line, int column, String reason) {
        super(Code.BAD_CONFIG, text);
        this.line = line;
        this.column = column;
        this.reason = reason;
    }

    static JsonSyntaxException at(int line, int column, String reason) {
        return new JsonSyntaxException(line + ":" + column + " " + reason, line, column, reason);
    }

    static JsonSyntaxException truncatedAt(int line, int column) {
        return new JsonSyntaxException(END_OF_DATA, line, column, END_OF_DATA);
    }

    /** The line, from 1. */
    public int line() {
        return line;
    }

    /** The column in characters, from 1. */
    public int column() {
        return column;
    }

    /** What is wrong, without the position. */
    public String reason() {
        return reason;
    }

    /**
     * The whole sentence for a user.
     *
     * @param source where the text came from, such as the path of its file
     */
    public String sentence(String source) {
        return "syntax error in configuration: " + source
                + (isTruncated() ? ": " + reason + ": the text is empty, or ends within a value" : ":" + getMessage());
    }

    /** Whether the text ended before its value did. */
    public boolean isTruncated() {
        return reason.equals(END_OF_DATA);
    }
}
