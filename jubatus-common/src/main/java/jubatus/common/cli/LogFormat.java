package jubatus.common.cli;

import java.util.Locale;

/** How a program logs that was given no log configuration. */
public enum LogFormat {
    /** A line for people. */
    TEXT,
    /** A JSON object a line, for machines. */
    JSON;

    /** The option of the programs that log. */
    public static final Option OPTION = Option.text(
                    Option.NO_LETTER, "log_format", "text", "without a log configuration: text, or json for machines")
            .offering("text", "json");

    /** Throws a {@link UsageException} if the option has another value. */
    public static LogFormat of(Arguments arguments) {
        String name = arguments.text(OPTION.name());
        for (LogFormat format : values()) {
            if (format.toString().equals(name)) {
                return format;
            }
        }
        throw new UsageException(OPTION.name() + " must be text or json, was " + name);
    }

    /** As the option names it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
