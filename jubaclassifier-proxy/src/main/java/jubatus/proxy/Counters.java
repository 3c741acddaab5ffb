package jubatus.proxy;

import java.util.concurrent.atomic.LongAdder;

/** What {@code get_proxy_status} counts (01 §4.3). Safe for concurrent use. */
final class Counters {
    private final LongAdder requests = new LongAdder();
    private final LongAdder forwards = new LongAdder();

    /** A request whose parameters fit has come. */
    void countRequest() {
        requests.increment();
    }

    /** A request goes to so many servers; repetitions do not count. */
    void countForwards(int servers) {
        forwards.add(servers);
    }

    long requests() {
        return requests.sum();
    }

    long forwards() {
        return forwards.sum();
    }
}
