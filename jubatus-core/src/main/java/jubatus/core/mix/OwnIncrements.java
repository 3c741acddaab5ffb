package jubatus.core.mix;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import jubatus.core.bytes.ByteString;
import jubatus.core.conversion.KeywordCounts;

/**
 * The increments of one server that some member may still lack. They stand apart for ever: a model may hold any number that was
 * handed out, so two of them are never made one.
 *
 * <p>Not synchronised; the owner's lock guards it.
 */
final class OwnIncrements {
    /**
     * One increment.
     *
     * @param spans which increments of which origins it is; more than one if it comes from a file, whose un-mixed part is a sum
     */
    record Own(SortedMap<Origin, Span> spans, Learned learned) {
        Own {
            spans = new TreeMap<>(spans);
        }

        /** The increment of an origin with that number. */
        Own(Origin origin, long number, Learned learned) {
            this(new TreeMap<>(Map.of(origin, new Span(number - 1, number))), learned);
        }

        /** Whether a model lacks it. For nothing may count twice, a model that holds a part of it counts as holding it. */
        boolean isMissingIn(Folded folded) {
            return spans.entrySet().stream()
                    .allMatch(entry ->
                            folded.upTo(entry.getKey()) <= entry.getValue().after());
        }

        boolean isHeldBy(Map<Origin, Long> numbers) {
            return spans.entrySet().stream()
                    .allMatch(entry -> numbers.getOrDefault(entry.getKey(), 0L)
                            >= entry.getValue().upTo());
        }

        Own with(Learned changed) {
            return new Own(spans, changed);
        }
    }

    /** In the order in which they were learned or loaded. */
    private List<Own> increments = new ArrayList<>();

    private long approximateBytes;

    void add(Own own) {
        increments.add(own);
        approximateBytes += own.learned().approximateBytes();
    }

    void clear() {
        increments = new ArrayList<>();
        approximateBytes = 0;
    }

    /** Roughly how much memory they take. */
    long approximateBytes() {
        return approximateBytes;
    }

    List<Own> all() {
        return List.copyOf(increments);
    }

    /** Those that a model lacks. */
    List<Own> missingIn(Folded folded) {
        return increments.stream().filter(own -> own.isMissingIn(folded)).toList();
    }

    /** How many a model holds only a part of, so that they are left out. */
    long partlyIn(Folded folded) {
        Map<Origin, Long> numbers = folded.numbers();
        return increments.stream()
                .filter(own -> !own.isMissingIn(folded) && !own.isHeldBy(numbers))
                .count();
    }

    /** The last number of each origin that a model holds once some increments are in it. */
    static SortedMap<Origin, Long> numbers(List<Own> increments) {
        var numbers = new TreeMap<Origin, Long>();
        increments.forEach(own -> own.spans().forEach((origin, span) -> numbers.merge(origin, span.upTo(), Math::max)));
        return numbers;
    }

    /** Which increments they are the sum of. */
    static SortedMap<Origin, Span> joined(List<Own> increments) {
        var spans = new TreeMap<Origin, Span>();
        increments.forEach(own -> own.spans().forEach((origin, span) -> spans.merge(origin, span, Span::joinedWith)));
        return spans;
    }

    static List<Learned> learned(List<Own> increments) {
        return increments.stream().map(Own::learned).toList();
    }

    /** What the counters behind weights lack. */
    static KeywordCounts keywords(List<Own> increments) {
        if (increments.size() == 1) {
            return increments.get(0).learned().keywords();
        }
        var sum = new KeywordCounts();
        increments.forEach(own -> sum.add(own.learned().keywords()));
        return sum;
    }

    /** Label counts, added up. */
    static SortedMap<ByteString, Long> counts(List<Own> increments) {
        var sum = new TreeMap<ByteString, Long>();
        increments.forEach(own -> own.learned().counts().forEach((label, count) -> sum.merge(label, count, Long::sum)));
        return sum;
    }

    /** Some without others. */
    static List<Own> without(List<Own> some, List<Own> others) {
        Set<SortedMap<Origin, Span>> spans = spans(others);
        return some.stream().filter(own -> !spans.contains(own.spans())).toList();
    }

    /** Forgets those that every member is known to hold. */
    void forget(Map<Origin, Long> heldByAll) {
        replace(own -> own.isHeldBy(heldByAll) ? null : own);
    }

    /** Forgets those that a model lacks. */
    void retain(Folded folded) {
        replace(own -> own.isMissingIn(folded) ? null : own);
    }

    void forgetLabel(ByteString label) {
        replace(own -> own.with(own.learned().without(label)));
    }

    /** Takes the label counts out of some: they are in the models of all. */
    void forgetCounts(List<Own> counted) {
        Set<SortedMap<Origin, Span>> spans = spans(counted);
        replace(own -> spans.contains(own.spans()) ? own.with(own.learned().withoutCounts()) : own);
    }

    private void replace(UnaryOperator<Own> change) {
        List<Own> before = increments;
        clear();
        for (Own own : before) {
            Own changed = change.apply(own);
            if (changed != null) {
                add(changed);
            }
        }
    }

    private static Set<SortedMap<Origin, Span>> spans(List<Own> increments) {
        return increments.stream().map(Own::spans).collect(Collectors.toSet());
    }
}
