package jubatus.benchmark.soak;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;

/** Calls by method and outcome, and the failed ones one by one. Safe for concurrent use; {@code failed} is guarded by this object. */
final class CallLog {
    /** Outcome of a call that was answered without an error. */
    static final String ANSWERED = "answered";

    /** As many failures as tell a story; the others are only counted. */
    private static final int MOST_KEPT = 100_000;

    private final Map<Kind, LongAdder> counts = new ConcurrentSkipListMap<>();
    private final LongAdder answered = new LongAdder();
    private final Queue<FailedCall> failed = new ArrayDeque<>();

    /** A method and what became of its calls. */
    record Kind(String method, String outcome) implements Comparable<Kind> {
        @Override
        public int compareTo(Kind other) {
            int methods = method.compareTo(other.method);
            return methods != 0 ? methods : outcome.compareTo(other.outcome);
        }
    }

    void answered(String method) {
        count(new Kind(method, ANSWERED));
        answered.increment();
    }

    void failed(FailedCall call) {
        count(new Kind(call.method(), call.error()));
        synchronized (this) {
            if (failed.size() < MOST_KEPT) {
                failed.add(call);
            }
        }
    }

    private void count(Kind kind) {
        counts.computeIfAbsent(kind, any -> new LongAdder()).increment();
    }

    /** How many calls were answered. */
    long answered() {
        return answered.sum();
    }

    synchronized List<FailedCall> failures() {
        return List.copyOf(failed);
    }

    SortedMap<Kind, Long> counts() {
        var copy = new TreeMap<Kind, Long>();
        counts.forEach((kind, count) -> copy.put(kind, count.sum()));
        return copy;
    }
}
