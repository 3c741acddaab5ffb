package jubatus.benchmark.soak;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** The longest answer of each second. Safe for concurrent use. */
final class Pauses {
    private final Map<Integer, Double> longest = new ConcurrentHashMap<>();

    /** A call took from {@code begin} to {@code end}, in seconds since the soak began. */
    void record(double begin, double end) {
        longest.merge((int) begin, end - begin, Math::max);
    }

    /** Seconds that the longest call took which began in a second, by second. */
    SortedMap<Integer, Double> bySecond() {
        return new TreeMap<>(longest);
    }
}
