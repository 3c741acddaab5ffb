package jubatus.proxy;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import jubatus.common.cluster.Node;

/** What {@code get_proxy_status} counts (01 §4.3), and what else became of the requests. Safe for concurrent use. */
final class Counters {
    private final LongAdder requests = new LongAdder();
    private final LongAdder forwards = new LongAdder();
    private final LongAdder repetitions = new LongAdder();
    private final LongAdder secondAskings = new LongAdder();
    /** Servers that are gone stay, for what only grows must not shrink; so this grows with the addresses that servers ever had. */
    private final Map<Node, BackendTally> backends = new ConcurrentHashMap<>();

    /** A request whose parameters fit has come. */
    void countRequest() {
        requests.increment();
    }

    /** A request goes to so many servers; repetitions do not count. */
    void countForwards(int servers) {
        forwards.add(servers);
    }

    /** A request that failed at one server goes to another, or to the same again. */
    void countRepetition() {
        repetitions.increment();
    }

    /** A read whose server takes long is asked of another, too. */
    void countSecondAsking() {
        secondAskings.increment();
    }

    BackendTally backend(Node node) {
        return backends.computeIfAbsent(node, any -> new BackendTally());
    }

    Map<Node, BackendTally> backends() {
        return new TreeMap<>(backends);
    }

    /** What went to a server so far; none if nothing did. */
    Optional<BackendTally> tally(Node node) {
        return Optional.ofNullable(backends.get(node));
    }

    long repetitions() {
        return repetitions.sum();
    }

    long secondAskings() {
        return secondAskings.sum();
    }

    long requests() {
        return requests.sum();
    }

    long forwards() {
        return forwards.sum();
    }
}
