package jubatus.jubaload.figures;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import jubatus.core.bytes.ByteString;

/**
 * How often which label was guessed for samples of which. Beyond {@link #MOST_LABELS} different ones, further labels count as
 * {@link #FURTHER}, so that a column that holds no labels does not fill the memory. Not safe for concurrent use.
 */
public final class ConfusionMatrix {
    static final int MOST_LABELS = 1000;

    /** The guess of a server that knows no label. */
    public static final ByteString NONE = ByteString.utf8("(none)");

    public static final ByteString FURTHER = ByteString.utf8("(further labels)");

    /** A cell with samples in it, off the diagonal. */
    public record Confusion(ByteString label, ByteString guess, long samples) {}

    /** Samples by label and guess. */
    private final TreeMap<ByteString, Map<ByteString, long[]>> cells = new TreeMap<>();

    private long total;
    private long right;

    void add(ByteString label, ByteString guess) {
        total++;
        right += label.equals(guess) ? 1 : 0;
        cells.computeIfAbsent(bounded(guess), key -> new HashMap<>());
        cells.computeIfAbsent(bounded(label), key -> new HashMap<>())
                .computeIfAbsent(bounded(guess), key -> new long[1])[0]++;
    }

    /** All that occur as labels or guesses, by their bytes. */
    public List<ByteString> labels() {
        return List.copyOf(cells.keySet());
    }

    public long count(ByteString label, ByteString guess) {
        long[] count = cells.getOrDefault(label, Map.of()).get(guess);
        return count == null ? 0 : count[0];
    }

    public long total() {
        return total;
    }

    public long right() {
        return right;
    }

    /** The share of right guesses; NaN if there was none at all. */
    public double accuracy() {
        return (double) right / total;
    }

    /** In the order of {@link #labels}; the guess {@link #NONE} is not among them. */
    public List<LabelFigures> figures() {
        Map<ByteString, Long> guessed = new HashMap<>();
        cells.values().forEach(row -> row.forEach((guess, count) -> guessed.merge(guess, count[0], Long::sum)));
        var figures = new ArrayList<LabelFigures>();
        cells.forEach((label, row) -> {
            long samples = row.values().stream().mapToLong(count -> count[0]).sum();
            if (samples > 0 || !label.equals(NONE)) {
                figures.add(new LabelFigures(label, samples, guessed.getOrDefault(label, 0L), count(label, label)));
            }
        });
        return figures;
    }

    /** The most frequent mistakes, at most so many. */
    public List<Confusion> mistakes(int most) {
        var mistakes = new ArrayList<Confusion>();
        cells.forEach((label, row) -> row.forEach((guess, count) -> {
            if (!label.equals(guess)) {
                mistakes.add(new Confusion(label, guess, count[0]));
            }
        }));
        mistakes.sort(Comparator.comparing(Confusion::samples)
                .reversed()
                .thenComparing(Confusion::label)
                .thenComparing(Confusion::guess));
        return List.copyOf(mistakes.subList(0, Math.min(most, mistakes.size())));
    }

    private ByteString bounded(ByteString label) {
        return cells.size() < MOST_LABELS || cells.containsKey(label) ? label : FURTHER;
    }
}
