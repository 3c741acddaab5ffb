package jubatus.common.cli;

/**
 * One option of a program: {@code -p}, {@code --rpc-port}, an integer, 9199 unless given.
 *
 * @param letter {@link #NO_LETTER} if it has a long name alone
 * @param defaultText the value if the option is not given, as a user would write it; empty for flags
 * @param least the smallest integer allowed
 * @param most the largest integer allowed
 * @param required whether the program cannot do without it; there is then no default
 * @param completion what a shell offers as its value; nothing is refused for not being among that
 */
public record Option(
        char letter,
        String name,
        Kind kind,
        String defaultText,
        int least,
        int most,
        boolean required,
        String description,
        Completion completion) {

    /** Of an option that has a long name alone: letters are few, and the original's are taken. */
    public static final char NO_LETTER = 0;

    /** What an option takes. */
    public enum Kind {
        FLAG(""),
        INTEGER("int"),
        TEXT("string");

        private final String typeName;

        Kind(String typeName) {
            this.typeName = typeName;
        }

        /** How the usage text names such a value; empty for a flag. */
        public String typeName() {
            return typeName;
        }
    }

    public static Option flag(char letter, String name, String description) {
        return new Option(letter, name, Kind.FLAG, "", 0, 0, false, description, Completion.NONE);
    }

    public static Option text(char letter, String name, String defaultText, String description) {
        return new Option(letter, name, Kind.TEXT, defaultText, 0, 0, false, description, Completion.NONE);
    }

    /** A text that must be given. */
    public static Option requiredText(char letter, String name, String description) {
        return new Option(letter, name, Kind.TEXT, "", 0, 0, true, description, Completion.NONE);
    }

    /** An integer of any size that 32 bits hold; see {@link #within}. */
    public static Option integer(char letter, String name, int defaultValue, String description) {
        String defaultText = Integer.toString(defaultValue);
        return new Option(
                letter,
                name,
                Kind.INTEGER,
                defaultText,
                Integer.MIN_VALUE,
                Integer.MAX_VALUE,
                false,
                description,
                Completion.NONE);
    }

    /** The same integer option with a narrower range; both ends are allowed. */
    public Option within(int newLeast, int newMost) {
        return new Option(letter, name, kind, defaultText, newLeast, newMost, required, description, completion);
    }

    /** The same option, whose value is a file. */
    public Option file() {
        return completed(Completion.FILES);
    }

    /** The same option, whose value is a folder. */
    public Option folder() {
        return completed(Completion.FOLDERS);
    }

    /** The same option, for which a shell offers {@code words}; whether it takes others is the program's business. */
    public Option offering(String... words) {
        return completed(Completion.ofWords(words));
    }

    private Option completed(Completion newCompletion) {
        return new Option(letter, name, kind, defaultText, least, most, required, description, newCompletion);
    }

    boolean accepts(String value) {
        return switch (kind) {
            case FLAG -> false;
            case TEXT -> true;
            case INTEGER -> {
                Integer number = Integers.parse(value);
                yield number != null && number >= least && number <= most;
            }
        };
    }

    /** What {@link #accepts} takes, for the end of a sentence. */
    String expected() {
        if (kind == Kind.FLAG) {
            return "it takes no value";
        }
        String from = least == Integer.MIN_VALUE ? "" : " from " + least;
        return "a whole number" + from + (most == Integer.MAX_VALUE ? "" : " to " + most);
    }

    /** Whether it has a one-letter name, too. */
    public boolean hasLetter() {
        return letter != NO_LETTER;
    }

    /** How the first line of the usage text names an option that is required. */
    String usageName() {
        return "--" + name + "=" + kind.typeName;
    }

    /** The line of the usage text, with the name padded to {@code width}. */
    String usageLine(int width) {
        String values = kind == Kind.FLAG ? "" : " (" + kind.typeName + (required ? ")" : " [=" + defaultText + "])");
        String start = letter == NO_LETTER ? "      --" : "  -" + letter + ", --";
        return start + name + " ".repeat(width - name.length()) + description + values;
    }
}
