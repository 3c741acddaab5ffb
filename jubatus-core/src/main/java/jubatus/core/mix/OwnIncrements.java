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
     * @param after it holds what its origin learned after its increment of this number …
     * @param number … up to this one
     */
    record Own(Origin origin, long after, long number, Learned learned) {
        Own {
            if (after < 0 || number <= after) {
                throw new IllegalArgumentException("an increment after " + after + " has number " + number);
            }
        }

        /**
         * Whether a model lacks it. One that was saved holds the sum of several; a model that holds some of them counts as holding all,
         * for nothing may count twice.
         */
        boolean isMissingIn(Folded folded) {
            return folded.upTo(origin) <= after;
        }

        Name name() {
            return new Name(origin, number);
        }

        Own with(Learned changed) {
            return new Own(origin, after, number, changed);
        }
    }

    private record Name(Origin origin, long number) {}

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

    int size() {
        return increments.size();
    }

    /** Roughly how much memory they take. */
    long approximateBytes() {
        return approximateBytes;
    }

    /** Those that a model lacks. */
    List<Own> missingIn(Folded folded) {
        return increments.stream().filter(own -> own.isMissingIn(folded)).toList();
    }

    /** The last number of each origin that a model would hold once these are in it. */
    SortedMap<Origin, Long> numbersMissingIn(Folded folded) {
        var numbers = new TreeMap<Origin, Long>();
        missingIn(folded).forEach(own -> numbers.merge(own.origin(), own.number(), Math::max));
        return numbers;
    }

    /** What the weights' counters lack. */
    static KeywordCounts keywords(List<Own> increments) {
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

    /** Forgets those that every member is known to hold. */
    void forget(Map<Origin, Long> heldByAll) {
        replace(own -> own.number() <= heldByAll.getOrDefault(own.origin(), 0L) ? null : own);
    }

    void forgetLabel(ByteString label) {
        replace(own -> own.with(own.learned().without(label)));
    }

    /** Takes the label counts out of some: they are in the models of all. */
    void forgetCounts(List<Own> counted) {
        Set<Name> names = counted.stream().map(Own::name).collect(Collectors.toSet());
        replace(own -> names.contains(own.name()) ? own.with(own.learned().withoutCounts()) : own);
    }

    /** Some without others. */
    static List<Own> without(List<Own> some, List<Own> others) {
        Set<Name> names = others.stream().map(Own::name).collect(Collectors.toSet());
        return some.stream().filter(own -> !names.contains(own.name())).toList();
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
}
