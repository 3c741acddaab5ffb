package jubatus.core.mix;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a mixed model contains: for each origin the number of its last increment that the model holds. The model holds all
 * increments of the origin up to that one, each once. Immutable.
 *
 * @param byOrigin an origin that is missing has nothing in the model
 */
public record Folded(Map<Origin, Share> byOrigin) {
    public static final Folded NOTHING = new Folded(Map.of());

    /**
     * The share that one origin has in a model.
     *
     * @param upTo number of its last increment in the model
     * @param seconds Unix time, by the clock of the master, of the last mix that it contributed to
     */
    public record Share(long upTo, long seconds) {}

    public Folded {
        byOrigin = Map.copyOf(byOrigin);
    }

    /** The number of the last increment of an origin that the model holds; 0 if none. */
    public long upTo(Origin origin) {
        Share share = byOrigin.get(origin);
        return share == null ? 0 : share.upTo();
    }

    /** This after a mix that contains the increments of each origin up to a number. */
    Folded with(Map<Origin, Long> contributors, long seconds) {
        var sum = new TreeMap<>(byOrigin);
        contributors.forEach((origin, upTo) -> sum.put(origin, new Share(Math.max(upTo(origin), upTo), seconds)));
        return new Folded(sum);
    }

    /** This without origins that last contributed before a time and are not among {@code present}. */
    Folded withoutLongGone(long beforeSeconds, Set<Origin> present) {
        return new Folded(byOrigin.entrySet().stream()
                .filter(entry -> entry.getValue().seconds() >= beforeSeconds || present.contains(entry.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    /** The shares that a later model may hold without a word: their origins are not in it, and last contributed before a time. */
    Folded droppedBy(Folded later, long beforeSeconds) {
        return new Folded(byOrigin.entrySet().stream()
                .filter(entry ->
                        entry.getValue().seconds() < beforeSeconds && !later.byOrigin.containsKey(entry.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    /** The numbers alone. */
    Map<Origin, Long> numbers() {
        return byOrigin.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().upTo()));
    }
}
