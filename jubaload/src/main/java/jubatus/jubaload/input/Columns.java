package jubatus.jubaload.input;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import jubatus.core.bytes.ByteString;

/**
 * What the user said about columns, by name; those of a table also by number, from 1.
 *
 * @param label the column that holds the labels; if empty, one of {@link #LABELS}, or the last
 * @param texts taken as texts whatever they look like
 * @param numbers taken as numbers
 * @param ignored left out
 * @param missing values that count as no value, besides empty ones
 */
public record Columns(
        Optional<ByteString> label,
        Set<ByteString> texts,
        Set<ByteString> numbers,
        Set<ByteString> ignored,
        Set<ByteString> missing) {
    /** Nothing said. */
    public static final Columns GUESSED = new Columns(Optional.empty(), Set.of(), Set.of(), Set.of(), Set.of());

    /** Names under which labels are looked for, in this order. */
    public static final List<ByteString> LABELS =
            List.of(ByteString.utf8("label"), ByteString.utf8("class"), ByteString.utf8("target"));

    public Columns {
        texts = Set.copyOf(texts);
        numbers = Set.copyOf(numbers);
        ignored = Set.copyOf(ignored);
        missing = Set.copyOf(missing);
    }

    boolean isMissing(ByteString value) {
        return value.isEmpty() || missing.contains(value);
    }

    static BadLineException notANumber(long line, int column, ByteString value, ByteString key) {
        return new BadLineException(
                line,
                column,
                "\"" + shortened(value) + "\" in " + key
                        + " is no number; write one like -1.5e3, or take the column as text" + " with --string " + key);
    }

    /** The beginning of a text, for a sentence. */
    static String shortened(ByteString text) {
        return text.length() <= 40 ? text.toString() : text.substring(0, 40) + "...";
    }
}
